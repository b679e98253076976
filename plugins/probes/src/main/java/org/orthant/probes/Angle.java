package org.orthant.probes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.Doc;
import org.orthant.api.Id;
import org.orthant.api.InvalidParameterException;
import org.orthant.api.finding.Conclusion;
import org.orthant.api.finding.Finding;
import org.orthant.api.finding.Grade;
import org.orthant.api.finding.Subject;
import org.orthant.api.finding.Verdict;
import org.orthant.api.measure.Evidence;
import org.orthant.api.measure.LayerView;
import org.orthant.api.measure.Needs;
import org.orthant.api.measure.Stats;
import org.orthant.api.measure.Weights;
import org.orthant.api.model.LayerShape;
import org.orthant.api.spi.Probe;
import org.orthant.api.statistics.Axis;
import org.orthant.api.statistics.Histogram;
import org.orthant.probes.geometry.GaussianVectors;
import org.orthant.probes.geometry.RowCosines;
import org.orthant.probes.interval.Interval;
import org.orthant.probes.interval.MeanDifferenceInterval;
import org.orthant.probes.interval.MeanInterval;
import org.orthant.probes.interval.StandardDeviationInterval;

/**
 * The angle between each filter w and the quantized filter q(w), beside the angle that the same
 * quantizer makes with Gaussian vectors of the layer's dimension and root mean square.
 *
 * <p>The verdict rests on the excess of the mean angle over the Gaussian one, and on its 95 %
 * interval. SOUND: the whole interval lies below {@code strained}, and every filter has an angle.
 * DEGRADED: the whole interval lies above {@code degraded}. STRAINED: anything else. A smaller
 * angle than the Gaussian one is never held against a layer. NOT_EVALUATED: fewer than two filters
 * or no Gaussian vector have an angle.
 *
 * <p>Source: Anderson and Berg, arXiv 1705.07199, section 3.1 and figure 2b.
 */
@Id("angle")
@Doc(
    value = "How far quantization turns each weight vector, beside Gaussian vectors",
    formula =
        "∠(w, q(w)) = arccos(w·q(w) / (‖w‖ ‖q(w)‖)); for binary and large d arccos √(2/π) ≈ 37°",
    source = "Anderson and Berg, arXiv 1705.07199, section 3.1")
public record Angle(
    @Doc("From which excess of the mean angle over the Gaussian one a layer is strained, degrees")
        double strained,
    @Doc("Above which excess of the mean angle over the Gaussian one a layer is degraded, degrees")
        double degraded)
    implements Probe {
  private static final String FILTERS = "filters";
  private static final String GAUSSIAN = "gaussian";

  public Angle() {
    this(5.0, 15.0);
  }

  public Angle {
    InvalidParameterException.unless(
        strained > 0 && strained <= 180, "strained", "must be above 0 and at most 180", strained);
    InvalidParameterException.unless(
        degraded >= strained && degraded <= 180,
        "degraded",
        "must be at least strained, which is " + strained + ", and at most 180",
        degraded);
  }

  @Override
  public Needs needs() {
    return Needs.WEIGHTS;
  }

  @Override
  public void onWeights(LayerView layer, Stats out) {
    INDArray weights = layer.weights(Weights.CONTINUOUS);
    Map<String, double[]> gaussian = gaussianCosines(layer, rootMeanSquare(weights));
    for (String quantizer : layer.quantizers()) {
      double[] filters = RowCosines.of(weights, layer.weights(Weights.quantizedBy(quantizer)));
      double[] expected = gaussian.get(quantizer);
      Axis axis = Angles.axis(filters, expected);
      Angles.write(out, FILTERS, quantizer, filters, axis);
      Angles.write(out, GAUSSIAN, quantizer, expected, axis);
    }
  }

  /** The cosines that each quantizer makes with the same Gaussian vectors. */
  private static Map<String, double[]> gaussianCosines(LayerView layer, double rootMeanSquare) {
    GaussianVectors vectors =
        new GaussianVectors(
            layer.layer().shape().dimension(), rootMeanSquare, layer.seed().fork(GAUSSIAN));
    Map<String, double[]> cosines = new HashMap<>();
    layer.quantizers().forEach(name -> cosines.put(name, new double[vectors.count()]));
    vectors.forEachChunk(
        (rows, first) -> {
          for (String quantizer : layer.quantizers()) {
            try (INDArray images = layer.map(quantizer).apply(rows)) {
              double[] part = RowCosines.of(rows, images);
              System.arraycopy(part, 0, cosines.get(quantizer), first, part.length);
            }
          }
        });
    return cosines;
  }

  private static double rootMeanSquare(INDArray weights) {
    float[] components = weights.data().asFloat();
    double squares = 0;
    for (float component : components) {
      squares += (double) component * component;
    }
    return Math.sqrt(squares / components.length);
  }

  @Override
  public Conclusion conclude(Evidence evidence) {
    List<Finding> findings = new ArrayList<>();
    List<Verdict> verdicts = new ArrayList<>();
    for (LayerShape layer : evidence.layers()) {
      for (String quantizer : evidence.quantizers(layer)) {
        Subject subject = Subject.of(layer.name(), quantizer);
        Angles filters = Angles.read(evidence.weights(layer), FILTERS, quantizer);
        Angles gaussian = Angles.read(evidence.weights(layer), GAUSSIAN, quantizer);
        findings.addAll(findings(subject, filters, gaussian));
        verdicts.add(verdict(subject, layer.dimension(), filters, gaussian));
      }
    }
    return new Conclusion(findings, verdicts);
  }

  private static List<Finding> findings(Subject subject, Angles filters, Angles gaussian) {
    long n = filters.degrees().count();
    List<Finding> findings = new ArrayList<>();
    findings.add(
        new Estimate(filters.degrees().mean(), MeanInterval.of(filters.degrees()), n)
            .finding(subject, "mean-degrees", gaussian.degrees().mean()));
    findings.add(
        new Estimate(
                filters.degrees().standardDeviation(),
                StandardDeviationInterval.of(filters.degrees()),
                n)
            .finding(subject, "sd-degrees", gaussian.degrees().standardDeviation()));
    findings.add(
        new Estimate(
                gaussian.degrees().mean(),
                MeanInterval.of(gaussian.degrees()),
                gaussian.degrees().count())
            .finding(subject, "expected-degrees"));
    findings.add(
        new Estimate(filters.cosines().mean(), MeanInterval.of(filters.cosines()), n)
            .finding(subject, "mean-cosine", gaussian.cosines().mean()));
    if (filters.undefined().hits() > 0) {
      findings.add(
          Finding.Scalar.of(
              subject,
              "undefined-angles",
              (double) filters.undefined().hits(),
              filters.undefined().count()));
    }
    findings.add(distribution(subject, filters.histogram(), gaussian.histogram()));
    return findings;
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

  private Verdict verdict(Subject subject, int dimension, Angles filters, Angles gaussian) {
    long undefined = filters.undefined().hits();
    Optional<Interval> excess = MeanDifferenceInterval.of(filters.degrees(), gaussian.degrees());
    if (excess.isEmpty()) {
      return new Verdict(
          subject,
          Grade.NOT_EVALUATED,
          "%d of %d filters and %d of %d Gaussian vectors have an angle, and two of each are needed"
              .formatted(
                  filters.degrees().count(),
                  filters.undefined().count(),
                  gaussian.degrees().count(),
                  gaussian.undefined().count()));
    }
    double low = excess.get().low();
    double high = excess.get().high();
    String measured =
        String.format(
            Locale.ROOT,
            "The mean angle is %.2f° where Gaussian vectors of d = %d give %.2f°,"
                + " an excess of %.2f° (95 %% interval %.2f° to %.2f°, n = %d filters), ",
            filters.degrees().mean(),
            dimension,
            gaussian.degrees().mean(),
            filters.degrees().mean() - gaussian.degrees().mean(),
            low,
            high,
            filters.degrees().count());
    if (low > degraded) {
      return new Verdict(
          subject, Grade.DEGRADED, measured + "wholly above degraded = " + degraded + "°");
    }
    if (high < strained) {
      String below = measured + "wholly below strained = " + strained + "°";
      return undefined == 0
          ? new Verdict(subject, Grade.SOUND, below)
          : new Verdict(
              subject,
              Grade.STRAINED,
              "%s, but %d of %d filters have no angle, being zero before or after quantization"
                  .formatted(below, undefined, filters.undefined().count()));
    }
    return new Verdict(
        subject,
        Grade.STRAINED,
        "%sneither wholly below strained = %s° nor wholly above degraded = %s°"
            .formatted(measured, strained, degraded));
  }
}
