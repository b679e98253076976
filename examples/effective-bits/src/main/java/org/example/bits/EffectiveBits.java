package org.example.bits;

import java.util.ArrayList;
import java.util.List;
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
import org.orthant.api.measure.Stats;
import org.orthant.api.measure.Weights;
import org.orthant.api.model.LayerShape;
import org.orthant.api.spi.Probe;
import org.orthant.api.statistics.ValueCounts;

/**
 * How many bits a weight really carries under a quantizer: the entropy of the values it takes. A
 * quantizer with many levels that are hardly used has fewer effective bits than it pays for.
 *
 * <p>The entropy of n draws of k values is biased by about (k − 1) / 2n nats, which is added.
 *
 * <p>Source: Miller, Information Theory in Psychology, 1955, for the correction; Basharin, Theory
 * of Probability and its Applications 4, 1959, for the variance.
 */
@Id("effective-bits")
@Doc(
    value = "How many bits of information a quantized weight carries",
    formula = "H = −Σ p log₂ p + (k − 1) / (2 n ln 2) over the k values that occur",
    source = "Miller, Information Theory in Psychology, 1955")
public record EffectiveBits(
    @Doc("With more different values than this a layer is not quantized, and says nothing")
        int mostValues)
    implements Probe {
  private static final Key<ValueCounts> VALUES = Key.total("values", ValueCounts.class);

  public EffectiveBits {
    InvalidParameterException.unless(
        mostValues >= 2, "mostValues", "must be at least 2", mostValues);
  }

  /** The defaults. */
  public EffectiveBits() {
    this(1024);
  }

  @Override
  public Needs needs() {
    return Needs.WEIGHTS;
  }

  @Override
  public void onWeights(LayerView layer, Stats out) {
    for (String quantizer : layer.quantizers()) {
      ValueCounts values =
          out.at(VALUES.of(quantizer), () -> new ValueCounts(mostValues));
      for (float weight : layer.weights(Weights.quantizedBy(quantizer)).data().asFloat()) {
        values.add(weight);
      }
    }
  }

  @Override
  public Conclusion conclude(Evidence evidence) {
    List<Finding> findings = new ArrayList<>();
    for (LayerShape layer : evidence.layers()) {
      for (String quantizer : evidence.quantizers(layer)) {
        ValueCounts values = evidence.weights(layer).total(VALUES.of(quantizer));
        if (!values.isExceeded()) {
          double bits = entropy(values);
          double error = 1.96 * standardError(values);
          findings.add(
              Finding.Scalar.of(
                      Subject.of(layer.name(), quantizer), "effective-bits", bits, values.total())
                  .within(Math.max(0, bits - error), bits + error));
        }
      }
    }
    return new Conclusion(findings, List.of());
  }

  /** In bits, corrected. */
  private static double entropy(ValueCounts values) {
    return -momentOfLog(values, 1)
        + (values.counts().size() - 1) / (2 * values.total() * Math.log(2));
  }

  private static double standardError(ValueCounts values) {
    double mean = momentOfLog(values, 1);
    return Math.sqrt(Math.max(0, momentOfLog(values, 2) - mean * mean) / values.total());
  }

  private static double momentOfLog(ValueCounts values, int power) {
    double total = values.total();
    double sum = 0;
    for (long count : values.counts().values()) {
      sum += count / total * Math.pow(Math.log(count / total) / Math.log(2), power);
    }
    return sum;
  }
}
