package org.orthant.probes;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.orthant.api.Doc;
import org.orthant.api.Id;
import org.orthant.api.InvalidParameterException;
import org.orthant.api.array.Floats;
import org.orthant.api.finding.Conclusion;
import org.orthant.api.finding.Finding;
import org.orthant.api.finding.Subject;
import org.orthant.api.finding.Verdict;
import org.orthant.api.interval.Interval;
import org.orthant.api.measure.Evidence;
import org.orthant.api.measure.Key;
import org.orthant.api.measure.LayerView;
import org.orthant.api.measure.Needs;
import org.orthant.api.measure.Recording;
import org.orthant.api.measure.SelectedLayer;
import org.orthant.api.measure.Stats;
import org.orthant.api.measure.Weights;
import org.orthant.api.model.LayerShape;
import org.orthant.api.spi.Probe;
import org.orthant.api.statistics.Axis;
import org.orthant.api.statistics.Histogram;
import org.orthant.api.statistics.Moments;
import org.orthant.api.statistics.Tally;
import org.orthant.probes.estimate.Estimate;
import org.orthant.probes.interval.Jackknife;
import org.orthant.probes.layer.CrestFactor;
import org.orthant.probes.layer.UnknownWeights;

/**
 * How the components of a layer's continuous weights are distributed, beside a Gaussian: the theory
 * of the angle assumes Gaussian weights, and components near 0 are those whose sign says least. It
 * judges nothing, but a layer whose continuous weights are not known is NOT_EVALUATED. Intervals
 * come from leaving out a twentieth of the filters at a time. Where filters of the first layer meet
 * an image of one or three channels, they are kept to be drawn, before and under each quantizer.
 *
 * <p>Source: Anderson and Berg, arXiv 1705.07199, figure 2d.
 */
@Id("weights")
@Doc(
    value = "How the components of the continuous weights are distributed, beside a Gaussian",
    formula = "near zero: |w| ≤ near-zero · rms(w)",
    source = "Anderson and Berg, arXiv 1705.07199, figure 2d")
public record WeightDistribution(
    @Doc("Up to which multiple of the layer's root mean square a component is near zero")
        double nearZero)
    implements Probe {
  private static final int BINS = 100;

  /** Into how many parts the filters are dealt, for the intervals to leave out one at a time. */
  private static final int MOST_PARTS = 20;

  /** That of two values, one as frequent as the other. */
  private static final double LEAST_EXCESS_KURTOSIS = -2;

  private static final Key<Histogram> HISTOGRAM = Key.total("histogram", Histogram.class);
  private static final Key<Moments> SCALES = Key.total("log-scales", Moments.class);
  private static final Key<Tally> PARTS = Key.total("parts", Tally.class);

  public WeightDistribution() {
    this(0.1);
  }

  public WeightDistribution {
    InvalidParameterException.unless(
        nearZero > 0 && Double.isFinite(nearZero),
        "nearZero",
        "must be a finite number above 0",
        nearZero);
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
    float[] components = Floats.of(layer.weights(Weights.CONTINUOUS));
    LayerShape shape = layer.layer().shape();
    CrestFactor.write(layer, out);
    writeScales(components, shape.dimension(), out.at(SCALES, Moments::new));
    int parts = Math.min(MOST_PARTS, shape.filters());
    out.at(PARTS, Tally::new).add(parts, 0);
    Moments all = new Moments();
    double largest = 0;
    for (float component : components) {
      all.add(component);
      largest = Math.max(largest, Math.abs((double) component));
    }
    double near = nearZero * all.rootMeanSquare();
    // The upper edge does not belong to an axis, so it lies just above the largest component.
    double edge = largest == 0 ? 1 : Math.nextUp(largest);
    Histogram histogram = out.at(HISTOGRAM, () -> new Histogram(new Axis(-edge, edge, BINS)));
    for (int filter = 0; filter < shape.filters(); filter++) {
      Moments moments = out.at(moments(filter % parts), Moments::new);
      Tally nearZero = out.at(nearZero(filter % parts), Tally::new);
      int from = filter * shape.dimension();
      for (int i = from; i < from + shape.dimension(); i++) {
        histogram.add(components[i]);
        moments.add(components[i]);
        nearZero.add(Math.abs(components[i]) <= near);
      }
    }
  }

  /** Filters of zeros have no scale. */
  private static void writeScales(float[] components, int dimension, Moments scales) {
    for (int from = 0; from < components.length; from += dimension) {
      double squares = 0;
      for (int i = from; i < from + dimension; i++) {
        squares += (double) components[i] * components[i];
      }
      if (squares > 0) {
        scales.add(StrictMath.log(squares / dimension) / 2);
      }
    }
  }

  private static Key<Moments> moments(int part) {
    return Key.total("moments/" + part, Moments.class);
  }

  private static Key<Tally> nearZero(int part) {
    return Key.total("near-zero/" + part, Tally.class);
  }

  @Override
  public Conclusion conclude(Evidence evidence) {
    List<Finding> findings = new ArrayList<>();
    List<Verdict> verdicts = new ArrayList<>();
    for (SelectedLayer selected : evidence.selected()) {
      if (!selected.continuous()) {
        verdicts.add(UnknownWeights.ofLayer(selected));
        continue;
      }
      LayerShape layer = selected.shape();
      Recording recording = evidence.weights(layer);
      Subject subject = Subject.layer(layer.name());
      int parts = (int) recording.total(PARTS).count();
      List<Moments> moments =
          IntStream.range(0, parts).mapToObj(part -> recording.total(moments(part))).toList();
      List<Tally> near =
          IntStream.range(0, parts).mapToObj(part -> recording.total(nearZero(part))).toList();
      Moments all = new Moments();
      moments.forEach(all::merge);
      Tally allNear = new Tally();
      near.forEach(allNear::merge);
      Histogram histogram = recording.total(HISTOGRAM);
      findings.add(
          new Finding.Distribution(
              subject,
              "weights",
              histogram.axis(),
              LongStream.of(histogram.counts()).boxed().toList(),
              histogram.below() + histogram.above(),
              gaussian(all, histogram.axis())));
      findings.add(
          new Estimate(
                  all.excessKurtosis(),
                  Jackknife.of(moments, Moments::new, Moments::count)
                      .interval(Moments::excessKurtosis)
                      .map(ends -> ends.clipped(LEAST_EXCESS_KURTOSIS, Double.MAX_VALUE)),
                  layer.filters())
              .finding(subject, "excess-kurtosis", 0));
      findings.add(
          new Estimate(
                  allNear.fraction(),
                  Jackknife.of(near, Tally::new, Tally::count)
                      .interval(Tally::fraction)
                      .map(Interval::ofFraction),
                  layer.filters())
              .finding(
                  subject,
                  "fraction-near-zero",
                  NormalDistribution.of(0, 1).probability(-nearZero, nearZero)));
      Moments scales = recording.total(SCALES);
      findings.add(
          Finding.Scalar.of(subject, "scale-spread", scales.standardDeviation(), scales.count())
              .expecting(1 / Math.sqrt(2.0 * layer.dimension())));
      findings.add(CrestFactor.read(recording, layer.dimension()).finding(subject));
    }
    findings.addAll(FilterPictures.of(evidence));
    return new Conclusion(findings, verdicts);
  }

  /** The probability of each bin under the Gaussian of the same mean and standard deviation. */
  private static List<Double> gaussian(Moments moments, Axis axis) {
    if (moments.isConstant() || moments.count() < 2) {
      return List.of();
    }
    NormalDistribution normal = NormalDistribution.of(moments.mean(), moments.standardDeviation());
    return IntStream.range(0, axis.bins())
        .mapToObj(
            bin ->
                normal.probability(
                    axis.low() + bin * axis.width(), axis.low() + (bin + 1) * axis.width()))
        .toList();
  }
}
