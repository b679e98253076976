package org.orthant.probes;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.orthant.api.Doc;
import org.orthant.api.Id;
import org.orthant.api.InvalidParameterException;
import org.orthant.api.finding.Conclusion;
import org.orthant.api.finding.Finding;
import org.orthant.api.finding.Subject;
import org.orthant.api.measure.Evidence;
import org.orthant.api.measure.Key;
import org.orthant.api.measure.LayerView;
import org.orthant.api.measure.Needs;
import org.orthant.api.measure.Recording;
import org.orthant.api.measure.Stats;
import org.orthant.api.measure.Weights;
import org.orthant.api.model.LayerShape;
import org.orthant.api.spi.Probe;
import org.orthant.api.statistics.Axis;
import org.orthant.api.statistics.Histogram;
import org.orthant.api.statistics.Moments;
import org.orthant.api.statistics.Tally;

/**
 * How the components of a layer's continuous weights are distributed, beside a Gaussian: the theory
 * of the angle assumes Gaussian weights, and components near 0 are those whose sign says least. It
 * judges nothing.
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
  private static final Key<Moments> MOMENTS = Key.total("moments", Moments.class);
  private static final Key<Histogram> HISTOGRAM = Key.total("histogram", Histogram.class);
  private static final Key<Tally> NEAR_ZERO = Key.total("near-zero", Tally.class);

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
    float[] components = layer.weights(Weights.CONTINUOUS).data().asFloat();
    Moments moments = out.at(MOMENTS, Moments::new);
    double largest = 0;
    for (float component : components) {
      moments.add(component);
      largest = Math.max(largest, Math.abs((double) component));
    }
    double near = nearZero * moments.rootMeanSquare();
    // The upper edge does not belong to an axis, so it lies just above the largest component.
    double edge = largest == 0 ? 1 : Math.nextUp(largest);
    Histogram histogram = out.at(HISTOGRAM, () -> new Histogram(new Axis(-edge, edge, BINS)));
    long hits = 0;
    for (float component : components) {
      histogram.add(component);
      hits += Math.abs(component) <= near ? 1 : 0;
    }
    out.at(NEAR_ZERO, Tally::new).add(components.length, hits);
  }

  @Override
  public Conclusion conclude(Evidence evidence) {
    List<Finding> findings = new ArrayList<>();
    for (LayerShape layer : evidence.layers()) {
      Recording recording = evidence.weights(layer);
      Subject subject = Subject.layer(layer.name());
      Moments moments = recording.total(MOMENTS);
      Histogram histogram = recording.total(HISTOGRAM);
      findings.add(
          new Finding.Distribution(
              subject,
              "weights",
              histogram.axis(),
              LongStream.of(histogram.counts()).boxed().toList(),
              histogram.below() + histogram.above(),
              gaussian(moments, histogram.axis())));
      findings.add(
          Finding.Scalar.of(subject, "excess-kurtosis", moments.excessKurtosis(), moments.count())
              .expecting(0));
      findings.add(
          Finding.Scalar.of(
                  subject,
                  "fraction-near-zero",
                  recording.total(NEAR_ZERO).fraction(),
                  moments.count())
              .expecting(NormalDistribution.of(0, 1).probability(-nearZero, nearZero)));
    }
    return new Conclusion(findings, List.of());
  }

  /** The probability of each bin under the Gaussian of the same mean and standard deviation. */
  private static List<Double> gaussian(Moments moments, Axis axis) {
    double sd = moments.standardDeviation();
    if (!(sd > 0)) {
      return List.of();
    }
    NormalDistribution normal = NormalDistribution.of(moments.mean(), sd);
    return IntStream.range(0, axis.bins())
        .mapToObj(
            bin ->
                normal.probability(
                    axis.low() + bin * axis.width(), axis.low() + (bin + 1) * axis.width()))
        .toList();
  }
}
