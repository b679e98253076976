package org.orthant.probes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.orthant.api.finding.Finding;
import org.orthant.api.finding.Subject;
import org.orthant.api.measure.Key;
import org.orthant.api.measure.Recording;
import org.orthant.api.measure.Stats;
import org.orthant.api.statistics.Comoments;
import org.orthant.api.statistics.JointHistogram;
import org.orthant.api.statistics.PairedColumns;
import org.orthant.api.statistics.Tally;
import org.orthant.kernels.pairs.WholeNumbers;
import org.orthant.probes.estimate.Estimate;
import org.orthant.probes.estimate.GroupEstimates;
import org.orthant.probes.geometry.SignFlips;

/**
 * What quantization makes of dot products: how those after it, x, compare with those before it, y.
 * A sign flip is θ(x) ≠ θ(y) with θ(0) = −1, so that an x of exactly 0 counts as negative.
 *
 * @param correlation of x and y
 * @param flips the fraction of sign flips
 * @param zeros the fraction of x that are exactly 0
 * @param joint histogram of x and y
 */
record ProductComparison(
    Correlation correlation, Estimate flips, Estimate zeros, JointHistogram joint) {
  private static final ProductCorrelation CORRELATION = ProductCorrelation.named("products");
  private static final Key<Tally> FLIPS = Key.perGroup("flips", Tally.class);
  private static final Key<Tally> ZEROS = Key.perGroup("zeros", Tally.class);
  private static final Key<JointHistogram> JOINT = Key.total("joint", JointHistogram.class);

  /** The narrowest bins where products may take any value; they widen to what is found. */
  private static final double FINEST = 0x1p-20;

  /** The narrowest bins where products are whole numbers, those of ±1 vectors stepping by 2. */
  private static final double FINEST_OF_INTEGERS = 2;

  /**
   * Keeps the products of one quantizer with one group of images.
   *
   * @param filters how many
   * @param x after quantization, [rows, filters], row after row
   * @param y before it, the same shape
   */
  static void write(Stats out, String quantizer, int filters, float[] x, float[] y) {
    double finest = areIntegers(x) ? FINEST_OF_INTEGERS : FINEST;
    PairedColumns pairs = PairedColumns.of(filters, x, y, finest, FINEST);
    CORRELATION.write(out, quantizer, filters, pairs.comoments());
    out.at(FLIPS.of(quantizer), Tally::new).merge(pairs.flips());
    out.at(ZEROS.of(quantizer), Tally::new).merge(pairs.zeros());
    out.at(JOINT.of(quantizer), () -> new JointHistogram(finest, FINEST)).merge(pairs.joint());
  }

  /** Whether the products are whole numbers; nothing but zeros does not say so. */
  private static boolean areIntegers(float[] products) {
    return WholeNumbers.only(products) && anyBesidesZero(products);
  }

  private static boolean anyBesidesZero(float[] products) {
    for (float product : products) {
      if (product != 0) {
        return true;
      }
    }
    return false;
  }

  /**
   * Finds what {@link #write} kept of one quantizer.
   *
   * @param dimension the number of terms of each product
   * @param termsX of each filter: no less than the root of the sum of the squared terms of any x
   * @param termsY the same for y
   */
  static ProductComparison read(
      Recording recording, String quantizer, int dimension, double[] termsX, double[] termsY) {
    return new ProductComparison(
        CORRELATION.read(recording, quantizer, dimension, termsX, termsY),
        GroupEstimates.fraction(recording, FLIPS.of(quantizer)),
        GroupEstimates.fraction(recording, ZEROS.of(quantizer)),
        recording.total(JOINT.of(quantizer)));
  }

  /** Returns what r rests on, of each group of images; parameters as of {@link #read}. */
  static List<Comoments> groups(
      Recording recording, String quantizer, int dimension, double[] termsX, double[] termsY) {
    return CORRELATION.groups(recording, quantizer, dimension, termsX, termsY);
  }

  /** Pearson's r over all filters. */
  Estimate r() {
    return correlation.r();
  }

  /** The fraction of flips that jointly Gaussian products of this r have. */
  double expectedFlips() {
    return SignFlips.expectedFraction(r().value());
  }

  /**
   * All that is found.
   *
   * @param expected what r is expected to be; NaN for nothing
   * @param labelX what x is
   * @param labelY what y is
   */
  List<Finding> findings(Subject subject, double expected, String labelX, String labelY) {
    List<Finding> findings = new ArrayList<>();
    findings.add(r().finding(subject, "pearson-r", expected));
    findings.add(correlation.slope().finding(subject, "slope"));
    findings.add(flips.finding(subject, "sign-flip-fraction", expectedFlips()));
    findings.add(zeros.finding(subject, "zero-fraction"));
    findings.addAll(correlation.filters().quartiles(subject, "filter-r"));
    correlation.filters().curve(subject, "filter-r", "r").ifPresent(findings::add);
    correlation.filters().undefined(subject).ifPresent(findings::add);
    findings.add(
        new Finding.Joint(
            subject,
            "dot-products",
            labelX,
            joint.axisX(),
            labelY,
            joint.axisY(),
            Arrays.stream(joint.counts())
                .map(row -> LongStream.of(row).boxed().toList())
                .toList()));
    return findings;
  }
}
