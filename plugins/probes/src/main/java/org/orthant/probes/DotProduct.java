package org.orthant.probes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import org.orthant.api.Doc;
import org.orthant.api.Id;
import org.orthant.api.InvalidParameterException;
import org.orthant.api.finding.Conclusion;
import org.orthant.api.finding.Finding;
import org.orthant.api.finding.Grade;
import org.orthant.api.finding.Subject;
import org.orthant.api.finding.Verdict;
import org.orthant.api.measure.Block;
import org.orthant.api.measure.Evidence;
import org.orthant.api.measure.Key;
import org.orthant.api.measure.LayerView;
import org.orthant.api.measure.Needs;
import org.orthant.api.measure.Recording;
import org.orthant.api.measure.Stats;
import org.orthant.api.measure.Trial;
import org.orthant.api.measure.Weights;
import org.orthant.api.model.LayerShape;
import org.orthant.api.spi.Probe;
import org.orthant.api.statistics.ColumnComoments;
import org.orthant.api.statistics.Comoments;
import org.orthant.api.statistics.JointHistogram;
import org.orthant.api.statistics.Moments;
import org.orthant.api.statistics.Tally;
import org.orthant.probes.geometry.RowCosines;
import org.orthant.probes.geometry.SignFlips;
import org.orthant.probes.interval.Interval;
import org.orthant.probes.interval.Jackknife;

/**
 * Whether the dot products of the layer's inputs with the quantized weights are proportional to
 * those with the continuous weights (the dot product proportionality of the paper), over test
 * images that pass the network as trained.
 *
 * <p>Expected of r is the mean cosine between quantized and continuous filters, which is what
 * independent inputs of equal variance give. Intervals come from leaving out one group of images at
 * a time, for r on Fisher's scale artanh(r). A sign flip is θ(x) ≠ θ(y) with θ(0) = −1, so a
 * quantized product of exactly 0 counts as negative; the fraction of these is reported beside it.
 *
 * <p>The verdict rests on r pooled over filters, and on its 95 % interval. SOUND: the whole
 * interval lies above {@code sound}. DEGRADED: the whole interval lies below {@code degraded}.
 * STRAINED: anything else. NOT_EVALUATED: there is no interval.
 *
 * <p>Source: Anderson and Berg, arXiv 1705.07199, section 3.2 and figure 3.
 */
@Id("dot-product")
@Doc(
    value = "Whether dot products with quantized weights are proportional to continuous ones",
    formula = "r(wᵇ·a, wᶜ·a); flips where θ(wᵇ·a) ≠ θ(wᶜ·a), arccos(r)/π of Gaussian products",
    source = "Anderson and Berg, arXiv 1705.07199, section 3.2")
public record DotProduct(
    @Doc("How many test images pass the network") int images,
    @Doc("Above which Pearson's r a layer is sound") double sound,
    @Doc("Below which Pearson's r a layer is degraded") double degraded)
    implements Probe {
  private static final Key<Moments> COSINES = Key.total("cosines", Moments.class);
  private static final Key<Comoments> PRODUCTS = Key.perGroup("products", Comoments.class);
  private static final Key<ColumnComoments> FILTERS = Key.total("filters", ColumnComoments.class);
  private static final Key<Tally> FLIPS = Key.perGroup("flips", Tally.class);
  private static final Key<Tally> ZEROS = Key.perGroup("zeros", Tally.class);
  private static final Key<JointHistogram> JOINT = Key.total("joint", JointHistogram.class);

  /** The narrowest bins where products may take any value; they widen to what is found. */
  private static final double FINEST = 0x1p-20;

  /** The narrowest bins where products are whole numbers, those of ±1 vectors stepping by 2. */
  private static final double FINEST_OF_INTEGERS = 2;

  public DotProduct() {
    this(500, 0.9, 0.75);
  }

  public DotProduct {
    InvalidParameterException.unless(images >= 1, "images", "must be at least 1", images);
    InvalidParameterException.unless(
        sound > -1 && sound < 1, "sound", "must lie between -1 and 1", sound);
    InvalidParameterException.unless(
        degraded > -1 && degraded <= sound,
        "degraded",
        "must be above -1 and at most sound, which is " + sound,
        degraded);
  }

  @Override
  public Needs needs() {
    return Needs.inputs(images).andWeights();
  }

  @Override
  public void onWeights(LayerView layer, Stats out) {
    for (String quantizer : layer.quantizers()) {
      Moments cosines = out.at(COSINES.of(quantizer), Moments::new);
      Arrays.stream(
              RowCosines.of(
                  layer.weights(Weights.CONTINUOUS), layer.weights(Weights.quantizedBy(quantizer))))
          .filter(cosine -> !Double.isNaN(cosine))
          .forEach(cosines::add);
    }
  }

  @Override
  public void onBlock(Block block, Stats out) {
    int filters = block.layer().shape().filters();
    float[] continuous = block.dots(Weights.CONTINUOUS, block.inputs()).data().asFloat();
    for (String quantizer : block.quantizers()) {
      float[] quantized =
          block.dots(Weights.quantizedBy(quantizer), block.inputs()).data().asFloat();
      ColumnComoments columns = new ColumnComoments(filters);
      columns.add(quantized, continuous);
      out.at(FILTERS.of(quantizer), () -> new ColumnComoments(filters)).merge(columns);
      out.at(PRODUCTS.of(quantizer), Comoments::new).merge(columns.pooled());
      long flips = 0;
      long zeros = 0;
      for (int i = 0; i < quantized.length; i++) {
        flips += (quantized[i] > 0) != (continuous[i] > 0) ? 1 : 0;
        zeros += quantized[i] == 0 ? 1 : 0;
      }
      out.at(FLIPS.of(quantizer), Tally::new).add(quantized.length, flips);
      out.at(ZEROS.of(quantizer), Tally::new).add(quantized.length, zeros);
      out.at(
              JOINT.of(quantizer),
              () ->
                  new JointHistogram(areIntegers(quantized) ? FINEST_OF_INTEGERS : FINEST, FINEST))
          .add(quantized, continuous);
    }
  }

  /** Whether the products are whole numbers; nothing but zeros does not say so. */
  private static boolean areIntegers(float[] products) {
    boolean nonzero = false;
    for (float product : products) {
      if (product != Math.rint(product)) {
        return false;
      }
      nonzero |= product != 0;
    }
    return nonzero;
  }

  @Override
  public Conclusion conclude(Evidence evidence) {
    List<Finding> findings = new ArrayList<>();
    List<Verdict> verdicts = new ArrayList<>();
    for (LayerShape layer : evidence.layers()) {
      for (String quantizer : evidence.quantizers(layer)) {
        Subject subject = Subject.of(layer.name(), quantizer);
        double cosine = evidence.weights(layer).total(COSINES.of(quantizer)).mean();
        Recording recording = evidence.blocks(Trial.BASELINE, layer);
        Estimate r = pearson(recording, PRODUCTS.of(quantizer));
        Estimate flips = fraction(recording, FLIPS.of(quantizer));
        findings.add(r.finding(subject, "pearson-r", cosine));
        findings.add(slope(recording, PRODUCTS.of(quantizer)).finding(subject, "slope"));
        findings.add(
            flips.finding(subject, "sign-flip-fraction", SignFlips.expectedFraction(r.value())));
        findings.add(fraction(recording, ZEROS.of(quantizer)).finding(subject, "zero-fraction"));
        findings.addAll(ofFilters(subject, recording.total(FILTERS.of(quantizer)).pearson()));
        findings.add(joint(subject, recording.total(JOINT.of(quantizer))));
        verdicts.add(verdict(subject, r, cosine, flips.value()));
      }
    }
    return new Conclusion(findings, verdicts);
  }

  private static Estimate pearson(Recording recording, Key<Comoments> key) {
    List<Comoments> groups = recording.groups(key);
    return new Estimate(
        recording.total(key).pearson(),
        Jackknife.interval(groups, Comoments::new, products -> fisher(products.pearson()))
            .map(ends -> ends.map(Math::tanh)),
        groups.size());
  }

  /** Fisher's artanh(r), kept finite where rounding leaves an r of exactly ±1. */
  private static double fisher(double r) {
    double inside = Math.max(-Math.nextDown(1.0), Math.min(Math.nextDown(1.0), r));
    return (Math.log1p(inside) - Math.log1p(-inside)) / 2;
  }

  private static Estimate slope(Recording recording, Key<Comoments> key) {
    List<Comoments> groups = recording.groups(key);
    return new Estimate(
        recording.total(key).slope(),
        Jackknife.interval(groups, Comoments::new, Comoments::slope),
        groups.size());
  }

  private static Estimate fraction(Recording recording, Key<Tally> key) {
    List<Tally> groups = recording.groups(key);
    return new Estimate(
        recording.total(key).fraction(),
        Jackknife.interval(groups, Tally::new, Tally::fraction).map(Interval::ofFraction),
        groups.size());
  }

  private static List<Finding> ofFilters(Subject subject, double[] pearson) {
    SortedSample defined = new SortedSample(pearson);
    List<Finding> findings =
        new ArrayList<>(
            List.of(
                ofFilters(subject, "filter-r-median", defined, 0.5),
                ofFilters(subject, "filter-r-lower-quartile", defined, 0.25),
                ofFilters(subject, "filter-r-upper-quartile", defined, 0.75)));
    int undefined = pearson.length - defined.count();
    if (undefined > 0) {
      findings.add(Finding.Scalar.of(subject, "undefined-filters", undefined, pearson.length));
    }
    return findings;
  }

  private static Finding ofFilters(Subject subject, String metric, SortedSample sample, double p) {
    return Finding.Scalar.of(subject, metric, sample.quantile(p), sample.count());
  }

  private static Finding joint(Subject subject, JointHistogram histogram) {
    return new Finding.Joint(
        subject,
        "dot-products",
        "wᵇ·a",
        histogram.axisX(),
        "wᶜ·a",
        histogram.axisY(),
        Arrays.stream(histogram.counts()).map(row -> LongStream.of(row).boxed().toList()).toList());
  }

  private Verdict verdict(Subject subject, Estimate r, double cosine, double flips) {
    if (r.interval().isEmpty()) {
      return new Verdict(
          subject,
          Grade.NOT_EVALUATED,
          Double.isNaN(r.value())
              ? "Pearson's r is undefined because the dot products never change"
              : "Pearson's r has no interval over n = " + r.n() + " groups of images");
    }
    double low = r.interval().get().low();
    double high = r.interval().get().high();
    Grade grade = low > sound ? Grade.SOUND : high < degraded ? Grade.DEGRADED : Grade.STRAINED;
    String where =
        switch (grade) {
          case SOUND -> "wholly above sound = " + sound;
          case DEGRADED -> "wholly below degraded = " + degraded;
          default ->
              "neither wholly above sound = " + sound + " nor wholly below degraded = " + degraded;
        };
    return new Verdict(
        subject,
        grade,
        String.format(
            Locale.ROOT,
            "Pearson's r is %.3f where the weights' mean cosine is %.3f (95 %% interval of r %.3f to"
                + " %.3f, n = %d groups of images), %s; %.3f of the signs flip where %.3f are"
                + " expected at this r",
            r.value(),
            cosine,
            low,
            high,
            r.n(),
            where,
            flips,
            SignFlips.expectedFraction(r.value())));
  }
}
