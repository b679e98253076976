package org.orthant.probes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.orthant.api.Doc;
import org.orthant.api.Id;
import org.orthant.api.InvalidParameterException;
import org.orthant.api.finding.Conclusion;
import org.orthant.api.finding.Finding;
import org.orthant.api.finding.Subject;
import org.orthant.api.finding.Verdict;
import org.orthant.api.measure.Evidence;
import org.orthant.api.measure.Key;
import org.orthant.api.measure.LayerView;
import org.orthant.api.measure.Needs;
import org.orthant.api.measure.Recording;
import org.orthant.api.measure.SelectedLayer;
import org.orthant.api.measure.Stats;
import org.orthant.api.model.LayerShape;
import org.orthant.api.spi.Probe;
import org.orthant.api.statistics.Axis;
import org.orthant.api.statistics.Histogram;
import org.orthant.api.statistics.Moments;
import org.orthant.api.statistics.Tally;
import org.orthant.probes.estimate.Decibels;
import org.orthant.probes.estimate.Estimate;
import org.orthant.probes.geometry.GaussianReference;
import org.orthant.probes.geometry.GaussianVectors;
import org.orthant.probes.geometry.RowCosines;
import org.orthant.probes.geometry.SignAngle;
import org.orthant.probes.interval.MeanInterval;
import org.orthant.probes.interval.StandardDeviationInterval;
import org.orthant.probes.interval.VarianceInterval;
import org.orthant.probes.layer.UnknownWeights;

/**
 * The angle between each filter w and the quantized filter q(w), beside the angle that the same
 * quantizer makes with Gaussian vectors of the layer's dimension and root mean square.
 *
 * <p>The Gaussian vectors are drawn, and the histogram beside the filters' is theirs. If the
 * quantizer turned each of them into a positive multiple of its signs, the expected numbers are
 * those of the closed form, {@link SignAngle}: then {@code expected-degrees} has neither interval
 * nor n. Otherwise they are the sample's.
 *
 * <p>The verdict rests on the excess of the mean angle over the expected one, and on its 95 %
 * interval. SOUND: the whole interval lies below {@code strained}, and every filter has an angle.
 * DEGRADED: the whole interval lies above {@code degraded}. STRAINED: it lies in between.
 * UNCERTAIN: it is too wide to tell. Where the expected cosine is above 0.98, as of 4 bits and
 * more, the excess counts in decibels, as the ratio of the sines, and 1 dB and 3 dB take the place
 * of the thresholds. A smaller angle than the Gaussian one is never held against a layer.
 * NOT_EVALUATED: fewer than two filters or no Gaussian vector have an angle, or the continuous
 * weights are not known.
 *
 * <p>Source: Anderson and Berg, arXiv 1705.07199, section 3.1 and figures 2b and 2c.
 */
@Id("angle")
@Doc(
    value = "How far quantization turns each weight vector, beside Gaussian vectors",
    formula =
        "∠(w, q(w)) = arccos(w·q(w) / (‖w‖ ‖q(w)‖)); for binary and large d arccos √(2/π) ≈ 37°",
    source = "Anderson and Berg, arXiv 1705.07199, section 3.1")
public record Angle(
    @Doc(
            "From which excess of the mean angle over the Gaussian one a layer is strained, degrees;"
                + " where the Gaussian cosine is no more than 0.98")
        double strained,
    @Doc("Above which excess a layer is degraded there, degrees") double degraded,
    @Doc("How many times each quantizer is fitted, each time with another seed") int fits)
    implements Probe {
  private static final String FILTERS = "filters";
  private static final String GAUSSIAN = "gaussian";
  private static final Key<Tally> SIGNS = Key.total("gaussian/signs", Tally.class);

  public Angle() {
    this(5.0, 15.0, 1);
  }

  public Angle {
    AngleGrading.check(strained, degraded);
    InvalidParameterException.unless(fits >= 1, "fits", "must be at least 1", fits);
  }

  @Override
  public Needs needs() {
    return Needs.WEIGHTS;
  }

  @Override
  public void onWeights(LayerView layer, Stats out) {
    if (!layer.layer().continuous()) {
      return;
    }
    Map<String, double[]> cosines = RowCosines.ofFilters(layer);
    Map<String, GaussianReference> references =
        GaussianReference.of(GaussianVectors.like(layer), layer);
    for (String quantizer : layer.quantizers()) {
      double[] filters = cosines.get(quantizer);
      GaussianReference reference = references.get(quantizer);
      double[] gaussian = reference.cosines();
      Axis axis = Angles.axis(filters, gaussian);
      Angles.write(out, FILTERS, quantizer, filters, axis);
      Angles.write(out, GAUSSIAN, quantizer, gaussian, axis);
      out.at(SIGNS.of(quantizer), Tally::new).merge(reference.signs());
      if (fits > 1) {
        Fits.write(out, layer, quantizer, fits);
      }
    }
  }

  @Override
  public Conclusion conclude(Evidence evidence) {
    AngleGrading grading = new AngleGrading(strained, degraded);
    List<Finding> findings = new ArrayList<>();
    List<Verdict> verdicts = new ArrayList<>();
    for (SelectedLayer selected : evidence.selected()) {
      if (!selected.continuous()) {
        verdicts.addAll(UnknownWeights.ofQuantizers(selected));
        continue;
      }
      LayerShape layer = selected.shape();
      Recording recording = evidence.weights(layer);
      int dimension = layer.dimension();
      for (String quantizer : selected.quantizers()) {
        Subject subject = Subject.of(layer.name(), quantizer);
        Angles filters = Angles.read(recording, FILTERS, quantizer);
        Angles gaussian = Angles.read(recording, GAUSSIAN, quantizer);
        Expectation expected =
            expectation(dimension, gaussian, recording.total(SIGNS.of(quantizer)));
        findings.addAll(ofFilters(subject, dimension, filters, expected));
        findings.add(distribution(subject, filters.histogram(), gaussian.histogram()));
        if (fits > 1) {
          findings.addAll(ofFits(subject, Fits.read(recording, quantizer).degrees(), expected));
        }
        verdicts.add(grading.verdict(subject, dimension, filters, gaussian, expected));
      }
    }
    return new Conclusion(findings, verdicts);
  }

  private static Expectation expectation(int dimension, Angles gaussian, Tally signs) {
    return signs.hits() == signs.count()
        ? Expectation.Exact.of(new SignAngle(dimension))
        : new Expectation.Simulated(gaussian.degrees(), gaussian.cosines());
  }

  private static List<Finding> ofFilters(
      Subject subject, int dimension, Angles filters, Expectation expected) {
    Moments degrees = filters.degrees();
    Moments cosines = filters.cosines();
    long n = degrees.count();
    List<Finding> findings = new ArrayList<>();
    Estimate mean = new Estimate(degrees.mean(), MeanInterval.of(degrees), n).clipped(0, 180);
    findings.add(mean.finding(subject, "mean-degrees", expected.meanDegrees()));
    findings.add(
        new Estimate(degrees.standardDeviation(), StandardDeviationInterval.of(degrees), n)
            .finding(subject, "sd-degrees", expected.standardDeviationDegrees()));
    findings.add(expected.finding(subject, "expected-degrees"));
    Estimate cosine = new Estimate(cosines.mean(), MeanInterval.of(cosines), n).clipped(-1, 1);
    findings.add(cosine.finding(subject, "mean-cosine", expected.meanCosine()));
    findings.add(cosine.fromOne().finding(subject, "lost", 1 - expected.meanCosine()));
    findings.add(
        Decibels.ofAngle(mean)
            .finding(subject, "angle-db", Decibels.ofAngle(expected.meanDegrees())));
    findings.add(
        new Estimate(
                dimension * cosines.variance(),
                VarianceInterval.of(cosines).map(ends -> ends.map(end -> dimension * end)),
                n)
            .finding(subject, "scaled-cosine-variance", dimension * expected.cosineVariance()));
    if (filters.undefined().hits() > 0) {
      findings.add(
          Finding.Scalar.of(
              subject,
              "undefined-angles",
              (double) filters.undefined().hits(),
              filters.undefined().count()));
    }
    return findings;
  }

  private static List<Finding> ofFits(Subject subject, Moments degrees, Expectation expected) {
    long n = degrees.count();
    return List.of(
        new Estimate(degrees.mean(), MeanInterval.of(degrees), n)
            .clipped(0, 180)
            .finding(subject, "fits-mean-degrees", expected.meanDegrees()),
        new Estimate(degrees.standardDeviation(), StandardDeviationInterval.of(degrees), n)
            .finding(subject, "fits-sd-degrees"));
  }

  private static Finding distribution(Subject subject, Histogram filters, Histogram gaussian) {
    double vectors = LongStream.of(gaussian.counts()).sum();
    return new Finding.Distribution(
        subject,
        "degrees",
        filters.axis(),
        LongStream.of(filters.counts()).boxed().toList(),
        filters.below() + filters.above(),
        vectors == 0
            ? List.of()
            : LongStream.of(gaussian.counts()).mapToObj(count -> count / vectors).toList());
  }
}
