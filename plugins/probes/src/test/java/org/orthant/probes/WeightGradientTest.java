package org.orthant.probes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.TDistribution;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.InvalidParameterException;
import org.orthant.api.Seed;
import org.orthant.api.finding.Conclusion;
import org.orthant.api.finding.Finding;
import org.orthant.api.finding.Subject;
import org.orthant.api.finding.Verdict;
import org.orthant.api.measure.Change;
import org.orthant.api.measure.Evidence;
import org.orthant.api.measure.LayerView;
import org.orthant.api.measure.Needs;
import org.orthant.api.measure.Recording;
import org.orthant.api.measure.SelectedLayer;
import org.orthant.api.measure.Trial;
import org.orthant.api.measure.Weights;
import org.orthant.api.model.LayerShape;
import org.orthant.api.statistics.Outcomes;
import org.orthant.testkit.FakeGradient;
import org.orthant.testkit.FakeLayer;
import org.orthant.testkit.MemoryRecording;

class WeightGradientTest {
  private static final int REFIT = 70;
  private static final Trial REFITTED = Trial.refitted(REFIT);
  private static final LayerShape DENSE1 = LayerShape.dense("dense1", 2, 3);
  private static final LayerShape DENSE2 = LayerShape.dense("dense2", 3, 2);

  private final WeightGradient probe = new WeightGradient(50, REFIT);
  private final FakeGradients gradients =
      new FakeGradients(
          List.of(
              new SelectedLayer(DENSE1, List.of(), true),
              new SelectedLayer(DENSE2, List.of(), false)));

  @Test
  void asksForTheRefittedNetworkAndForEachLayerContinuous() {
    assertThat(probe.trials(gradients.selected()))
        .containsExactly(REFITTED, continuous(DENSE1), continuous(DENSE2));
  }

  @Test
  void thereIsNothingToCompareWhereALayerComputesWithItsContinuousWeights() {
    FakeGradients floats =
        new FakeGradients(
            List.of(new SelectedLayer(DENSE1, List.of(), true, true, false, List.of())));
    Conclusion conclusion = probe.conclude(floats);

    assertThat(probe.trials(floats.selected())).containsExactly(REFITTED);
    assertThat(conclusion.findings()).isEmpty();
    assertThat(conclusion.verdicts())
        .containsExactly(
            Verdict.notAsked(
                Subject.layer("dense1"),
                "dense1 computes with its continuous weights: there are no others whose gradient"
                    + " to compare"));
  }

  @Test
  void isTheCosineOfTheGradientsSummedOverTheGroups() {
    passed(REFITTED, DENSE1, new float[][] {{1, 2}, {0, 1}, {3, 0}});
    passed(REFITTED, DENSE1, new float[][] {{1, 0}, {0, 1}, {1, 1}});
    passed(continuous(DENSE1), DENSE1, new float[][] {{2, 1}, {1, 1}, {2, -1}});
    passed(continuous(DENSE1), DENSE1, new float[][] {{0, 1}, {0, 0}, {0, 1}});
    // The sums are (2,2), (0,2), (4,1) and (2,2), (1,1), (2,0).
    double[] xy = {8, 2, 8};
    double[] xx = {8, 4, 17};
    double[] yy = {8, 2, 4};
    Conclusion conclusion = concludeWithDense2();
    Finding.Scalar cosine = scalar(conclusion, "dense1", "cosine");

    assertThat(cosine.value()).isCloseTo(18 / Math.sqrt(29 * 14), within(1e-12));
    assertThat(cosine.n()).hasValue(3);
    double[] leftOut =
        IntStream.range(0, 3)
            .mapToDouble(f -> (18 - xy[f]) / Math.sqrt((29 - xx[f]) * (14 - yy[f])))
            .toArray();
    double mean = (leftOut[0] + leftOut[1] + leftOut[2]) / 3;
    double squares = 0;
    for (double estimate : leftOut) {
      squares += (estimate - mean) * (estimate - mean);
    }
    double margin =
        TDistribution.of(2).inverseCumulativeProbability(0.975) * Math.sqrt(2.0 / 3 * squares);
    assertThat(cosine.low().orElseThrow())
        .isCloseTo(Math.max(-1, cosine.value() - margin), within(1e-12));
    assertThat(cosine.high().orElseThrow())
        .isCloseTo(Math.min(1, cosine.value() + margin), within(1e-12));
    // Of the filters: 1, 1/√2 and 8/√68.
    assertThat(scalar(conclusion, "dense1", "filter-cosine-median").value())
        .isCloseTo(8 / Math.sqrt(68), within(1e-12));
    assertThat(optional(conclusion, "dense1", "undefined-filters")).isEmpty();
    assertThat(conclusion.verdicts()).isEmpty();
  }

  @Test
  void isOneWhereTheContinuousWeightsAreTheTrainedOnes() {
    float[][] gradient = {{0.3f, -2}, {1, 1}, {-4, 0.125f}};
    passed(REFITTED, DENSE1, gradient);
    passed(continuous(DENSE1), DENSE1, gradient);
    Finding.Scalar cosine = scalar(concludeWithDense2(), "dense1", "cosine");

    assertThat(cosine.value()).isCloseTo(1, within(1e-12));
    assertThat(cosine.low().orElseThrow()).isCloseTo(1, within(1e-12));
    assertThat(cosine.high().orElseThrow()).isLessThanOrEqualTo(1);
  }

  @Test
  void filtersWithoutGradientAreCountedApart() {
    passed(REFITTED, DENSE1, new float[][] {{1, 0}, {0, 0}, {1, 0}});
    passed(continuous(DENSE1), DENSE1, new float[][] {{0, 1}, {1, 0}, {1, 1}});
    Conclusion conclusion = concludeWithDense2();

    assertThat(scalar(conclusion, "dense1", "undefined-filters").value()).isEqualTo(1);
    assertThat(scalar(conclusion, "dense1", "filter-cosine-median").n()).hasValue(2);
    assertThat(scalar(conclusion, "dense1", "cosine").value())
        .isCloseTo(1 / Math.sqrt(2 * 4), within(1e-12));
  }

  @Test
  void aGradientThatVanishesHasNoCosine() {
    passed(REFITTED, DENSE1, new float[3][2]);
    passed(continuous(DENSE1), DENSE1, new float[][] {{0, 1}, {1, 0}, {1, 1}});
    Finding.Scalar cosine = scalar(concludeWithDense2(), "dense1", "cosine");

    assertThat(cosine.value()).isNaN();
    assertThat(cosine.low()).isEmpty();
  }

  @Test
  void theGradientOfALayerUnderTheChangeOfAnotherIsNotComputed() {
    probe.onGradient(
        new FakeGradient(view(DENSE1), continuous(DENSE2), 0, new float[3][2]) {
          @Override
          public INDArray ofWeights() {
            throw new AssertionError("not needed");
          }
        },
        gradients.recording(continuous(DENSE2), DENSE1).nextGroup());
  }

  @Test
  void needsGradientsAlone() {
    assertThat(new WeightGradient().needs()).isEqualTo(new Needs(false, 0, 0, 250, 0));
    assertThat(new WeightGradient().refit()).isEqualTo(2000);
  }

  @Test
  void refusesImpossibleParameters() {
    assertThatThrownBy(() -> new WeightGradient(0, 1))
        .isInstanceOfSatisfying(
            InvalidParameterException.class,
            refused -> assertThat(refused.parameter()).isEqualTo("images"));
    assertThatThrownBy(() -> new WeightGradient(1, 0))
        .isInstanceOfSatisfying(
            InvalidParameterException.class,
            refused -> assertThat(refused.parameter()).isEqualTo("refit"));
  }

  private static Trial continuous(LayerShape layer) {
    return new Trial(Map.of(layer.name(), Change.of(Weights.CONTINUOUS)), REFIT);
  }

  /** Shows the next group's gradient. */
  private void passed(Trial trial, LayerShape layer, float[][] gradient) {
    probe.onGradient(
        new FakeGradient(view(layer), trial, 0, gradient),
        gradients.recording(trial, layer).nextGroup());
  }

  private Conclusion concludeWithDense2() {
    passed(REFITTED, DENSE2, new float[2][3]);
    passed(continuous(DENSE2), DENSE2, new float[2][3]);
    return probe.conclude(gradients);
  }

  private static Finding.Scalar scalar(Conclusion conclusion, String layer, String metric) {
    return optional(conclusion, layer, metric).orElseThrow();
  }

  private static Optional<Finding.Scalar> optional(
      Conclusion conclusion, String layer, String metric) {
    return conclusion.findings().stream()
        .filter(finding -> finding.subject().equals(Subject.layer(layer)))
        .filter(finding -> finding.metric().equals(metric))
        .map(Finding.Scalar.class::cast)
        .findFirst();
  }

  private static FakeLayer view(LayerShape layer) {
    return new FakeLayer(
        layer, new float[layer.filters()][layer.dimension()], Map.of(), new Seed(3));
  }

  /** What was written under each trial for each layer. */
  private record FakeGradients(
      List<SelectedLayer> selected, Map<Trial, Map<String, MemoryRecording>> recordings)
      implements Evidence {
    @Override
    public LayerView view(LayerShape layer) {
      throw new AssertionError("nothing is concluded from the weights themselves");
    }

    FakeGradients(List<SelectedLayer> selected) {
      this(selected, new HashMap<>());
    }

    MemoryRecording recording(Trial trial, LayerShape layer) {
      return recordings
          .computeIfAbsent(trial, first -> new HashMap<>())
          .computeIfAbsent(layer.name(), first -> new MemoryRecording());
    }

    @Override
    public Recording weights(LayerShape layer) {
      throw new AssertionError("the probe looks at gradients alone");
    }

    @Override
    public Recording blocks(Trial trial, LayerShape layer) {
      return recording(trial, layer);
    }

    @Override
    public Recording scores(Trial trial) {
      return new MemoryRecording();
    }

    @Override
    public Outcomes outcomes(Trial trial) {
      throw new AssertionError("the probe looks at gradients alone");
    }
  }
}
