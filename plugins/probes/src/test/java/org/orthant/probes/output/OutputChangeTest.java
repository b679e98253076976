package org.orthant.probes.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import org.apache.commons.statistics.distribution.TDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.factory.Nd4j;
import org.orthant.api.BadInputException;
import org.orthant.api.InvalidParameterException;
import org.orthant.api.finding.Conclusion;
import org.orthant.api.finding.Finding;
import org.orthant.api.finding.Grade;
import org.orthant.api.finding.Remedy;
import org.orthant.api.finding.Subject;
import org.orthant.api.finding.Verdict;
import org.orthant.api.interval.WilsonInterval;
import org.orthant.api.measure.Activations;
import org.orthant.api.measure.Change;
import org.orthant.api.measure.Evidence;
import org.orthant.api.measure.LayerView;
import org.orthant.api.measure.Needs;
import org.orthant.api.measure.Recording;
import org.orthant.api.measure.Scores;
import org.orthant.api.measure.SelectedLayer;
import org.orthant.api.measure.Trial;
import org.orthant.api.measure.Weights;
import org.orthant.api.model.ImageShape;
import org.orthant.api.model.LayerShape;
import org.orthant.api.statistics.Outcomes;
import org.orthant.testkit.MemoryRecording;

class OutputChangeTest {
  private static final int REFIT = 300;
  private static final Change CONTINUOUS = Change.of(Weights.CONTINUOUS);
  private static final Change BINARY = Change.of(Weights.quantizedBy("binary"));
  private static final Change TERNARY = Change.of(Weights.quantizedBy("ternary"));

  private static final SelectedLayer CONV1 = convolution("conv1", List.of("binary"));
  private static final SelectedLayer CONV2 = convolution("conv2", List.of("binary", "ternary"));
  private static final SelectedLayer DENSE1 =
      new SelectedLayer(LayerShape.dense("dense1", 8, 2), List.of("binary", "ternary"), false);
  private static final List<SelectedLayer> LAYERS = List.of(CONV1, CONV2, DENSE1);

  private static final Trial CONV2_BINARY = new Trial(Map.of("conv2", BINARY), REFIT);
  private static final Trial CONV2_TERNARY = new Trial(Map.of("conv2", TERNARY), REFIT);

  private final OutputChange probe = probe(JudgedBy.TOP_1, 0.05, 0.15);

  private static OutputChange probe(JudgedBy judgedBy, double strained, double degraded) {
    return new OutputChange(
        1000, REFIT, false, false, Optional.empty(), judgedBy, strained, degraded);
  }

  @Test
  void triesEachLayerAndTheGroupsRefittedAlone() {
    assertThat(probe.trials(LAYERS))
        .containsExactly(
            new Trial(Map.of("conv1", CONTINUOUS), REFIT),
            new Trial(Map.of("conv1", BINARY), REFIT),
            new Trial(Map.of("conv2", CONTINUOUS), REFIT),
            CONV2_BINARY,
            CONV2_TERNARY,
            new Trial(Map.of("dense1", CONTINUOUS), REFIT),
            new Trial(Map.of("dense1", BINARY), REFIT),
            new Trial(Map.of("dense1", TERNARY), REFIT),
            new Trial(Map.of("conv1", CONTINUOUS, "conv2", CONTINUOUS), REFIT),
            new Trial(Map.of("conv1", BINARY, "conv2", BINARY), REFIT),
            new Trial(
                Map.of("conv1", CONTINUOUS, "conv2", CONTINUOUS, "dense1", CONTINUOUS), REFIT),
            new Trial(Map.of("conv1", BINARY, "conv2", BINARY, "dense1", BINARY), REFIT));
    assertThat(
            new OutputChange(1, 0, false, false, Optional.empty(), JudgedBy.TOP_1, 0.05, 0.15)
                .trials(LAYERS))
        .hasSize(12)
        .allMatch(trial -> trial.refit() == 0);
  }

  @Test
  void activationsAreTriedWhereAsked() {
    OutputChange all =
        new OutputChange(1, 0, true, false, Optional.empty(), JudgedBy.TOP_1, 0.05, 0.15);

    assertThat(all.trials(LAYERS))
        .contains(new Trial(Map.of("conv1", Change.of(Activations.IDENTITY)), 0))
        .hasSize(12 + 2 * 3 + 1);
  }

  @Test
  void onlyNamedQuantizersAreTried() {
    OutputChange ternary =
        new OutputChange(
            1, REFIT, false, false, Optional.of(List.of("ternary")), JudgedBy.TOP_1, 0.05, 0.15);
    OutputChange unknown =
        new OutputChange(
            1, REFIT, false, false, Optional.of(List.of("tenary")), JudgedBy.TOP_1, 0.05, 0.15);

    assertThat(ternary.trials(LAYERS))
        .contains(CONV2_TERNARY)
        .noneMatch(trial -> trial.changes().containsValue(BINARY));
    assertThatThrownBy(() -> unknown.trials(LAYERS))
        .isInstanceOf(BadInputException.class)
        .hasMessage("quantizers: no selected layer has tenary; there are binary, ternary");
  }

  @Test
  void findsFractionsAndMeansOverImages() {
    SplittableRandom random = new SplittableRandom(3);
    List<Said> pairs = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      pairs.add(new Said(drawn(random), drawn(random)));
    }
    FakeScores evidence = new FakeScores(LAYERS);
    evidence.show(probe, CONV2_BINARY, pairs.subList(0, 25));
    evidence.show(probe, CONV2_BINARY, pairs.subList(25, 40));
    Conclusion conclusion = probe.conclude(evidence);
    long agreeing = pairs.stream().map(Said::pair).filter(ScorePair::agrees).count();

    Finding.Scalar agreement = scalar(conclusion, "top-1-agreement");
    assertThat(agreement.value()).isEqualTo(agreeing / 40.0);
    assertThat(agreement.expected()).hasValue(1);
    assertThat(agreement.low().orElseThrow())
        .isEqualTo(WilsonInterval.of(agreeing, 40).orElseThrow().low());
    assertThat(agreement.n()).hasValue(40);
    assertMean(
        scalar(conclusion, "kl-divergence"),
        pairs.stream().map(Said::pair).mapToDouble(ScorePair::divergence),
        0);
    assertMean(
        scalar(conclusion, "cosine"),
        pairs.stream().map(Said::pair).mapToDouble(ScorePair::cosine),
        1);
    assertMean(
        scalar(conclusion, "relative-error"),
        pairs.stream().map(Said::pair).mapToDouble(ScorePair::relativeError),
        0);
  }

  private static void assertMean(Finding.Scalar found, DoubleStream values, double expected) {
    double[] all = values.toArray();
    int n = all.length;
    double mean = DoubleStream.of(all).sum() / n;
    double squares = DoubleStream.of(all).map(x -> (x - mean) * (x - mean)).sum();
    double margin =
        TDistribution.of(n - 1).inverseCumulativeProbability(0.975)
            * Math.sqrt(squares / (n - 1) / n);

    assertThat(found.value()).isCloseTo(mean, within(1e-12));
    assertThat(found.low().orElseThrow()).isCloseTo(mean - margin, within(1e-12));
    assertThat(found.high().orElseThrow()).isCloseTo(mean + margin, within(1e-12));
    assertThat(found.expected()).hasValue(expected);
    assertThat(found.n()).hasValue(n);
  }

  @Test
  void imagesWithoutScoresToCompareWithAreCountedOut() {
    FakeScores evidence = new FakeScores(LAYERS);
    List<Said> pairs = new ArrayList<>(changing(98, 0));
    pairs.add(new Said(new float[] {1, 2}, new float[2]));
    pairs.add(new Said(new float[] {Float.NaN, 2}, new float[] {1, 2}));
    evidence.show(probe, CONV2_BINARY, pairs);
    Conclusion byError = probe(JudgedBy.RELATIVE_ERROR, 0.05, 0.15).conclude(evidence);

    assertThat(scalar(byError, "top-1-agreement").n()).hasValue(100);
    assertThat(scalar(byError, "kl-divergence").n()).hasValue(99);
    assertThat(scalar(byError, "cosine").n()).hasValue(98);
    assertThat(scalar(byError, "relative-error").n()).hasValue(98);
    assertThat(verdict(byError, Subject.of("conv2", "binary")))
        .isEqualTo(
            new Verdict(
                Subject.of("conv2", "binary"),
                Grade.STRAINED,
                "The weights of binary instead of the trained ones change the scores by 0.0000 of"
                    + " their length (95 % interval 0.0000 to 0.0000, n = 98 images), sound below"
                    + " 0.05, but 2 of 100 images have no relative error, their scores"
                    + " being all 0 or not finite"));
  }

  @Test
  void aSingleOutputHasNoHighest() {
    FakeScores evidence = new FakeScores(LAYERS);
    evidence.showAll(probe, List.of(pair(2, 1), pair(3, 1), pair(2.5f, 1)));
    Conclusion byTop = probe.conclude(evidence);
    Verdict byError =
        verdict(
            probe(JudgedBy.RELATIVE_ERROR, 0.05, 0.15).conclude(evidence),
            Subject.of("conv2", "binary"));

    assertThat(byTop.findings())
        .extracting(Finding::metric)
        .containsOnly("cosine", "relative-error");
    assertThat(verdict(byTop, Subject.of("conv2", "binary")).grade())
        .isEqualTo(Grade.NOT_EVALUATED);
    assertThat(verdict(byTop, Subject.of("conv2", "binary")).open()).isFalse();
    assertThat(byTop.remedies()).isEmpty();
    assertThat(byError.grade()).isEqualTo(Grade.DEGRADED);
  }

  private static Said pair(float altered, float unaltered) {
    return new Said(new float[] {altered}, new float[] {unaltered});
  }

  @ParameterizedTest
  @CsvSource({
    "0, SOUND, sound below 0.05",
    "30, SOUND, sound below 0.05",
    "40, UNCERTAIN, 'too uncertain to tell (sound below 0.05, degraded above 0.15)'",
    "160, UNCERTAIN, 'too uncertain to tell (sound below 0.05, degraded above 0.15)'",
    "180, DEGRADED, degraded above 0.15"
  })
  void judgesByThePredictionsThatChange(int changed, Grade grade, String where) {
    FakeScores evidence = new FakeScores(LAYERS);
    evidence.show(probe, CONV2_BINARY, changing(1000, changed));
    Verdict verdict = verdict(probe.conclude(evidence), Subject.of("conv2", "binary"));

    assertThat(verdict.grade()).isEqualTo(grade);
    assertThat(verdict.reason()).contains("), " + where);
  }

  @Test
  void saysInTheReasonWhatItRestsOn() {
    FakeScores evidence = new FakeScores(LAYERS);
    evidence.show(probe, CONV2_BINARY, changing(1000, 84));

    // Wilson's interval of 84 in 1000, by its formula in Python.
    assertThat(verdict(probe.conclude(evidence), Subject.of("conv2", "binary")).reason())
        .isEqualTo(
            "The weights of binary instead of the trained ones change the prediction of 0.0840 of"
                + " 1000 images (95 % interval 0.0684 to 0.1028), in between (sound below"
                + " 0.05, degraded above 0.15)");
  }

  @Test
  void oneImageHasNoIntervalOfItsError() {
    FakeScores evidence = new FakeScores(LAYERS);
    evidence.show(probe, CONV2_BINARY, changing(1, 0));
    Verdict verdict =
        verdict(
            probe(JudgedBy.RELATIVE_ERROR, 0.05, 0.15).conclude(evidence),
            Subject.of("conv2", "binary"));

    assertThat(verdict.grade()).isEqualTo(Grade.NOT_EVALUATED);
    assertThat(verdict.open()).isTrue();
    assertThat(verdict.reason())
        .isEqualTo(
            "The relative error has no interval: 1 of 1 images have one, and two are needed");
  }

  @Test
  void judgesNeitherContinuousWeightsNorActivations() {
    OutputChange all =
        new OutputChange(1000, REFIT, true, false, Optional.empty(), JudgedBy.TOP_1, 0.05, 0.15);
    FakeScores evidence = new FakeScores(LAYERS);
    evidence.showAll(all, changing(10, 9));

    assertThat(all.conclude(evidence).verdicts())
        .extracting(Verdict::subject)
        .containsExactly(
            Subject.of("conv1", "binary"),
            Subject.of("conv2", "binary"),
            Subject.of("conv2", "ternary"),
            Subject.of("dense1", "binary"),
            Subject.of("dense1", "ternary"),
            Subject.of("convolutions", "binary"),
            Subject.of("convolutions", "ternary"),
            Subject.of("all", "binary"),
            Subject.of("all", "ternary"));
  }

  @Test
  void continuousWeightsThatNobodyKnowsAreNotTried() {
    SelectedLayer signs = new SelectedLayer(CONV2.shape(), CONV2.quantizers(), true, false);
    FakeScores evidence = new FakeScores(List.of(signs));
    Conclusion conclusion = probe.conclude(evidence);

    assertThat(probe.trials(List.of(signs))).containsExactly(CONV2_BINARY, CONV2_TERNARY);
    assertThat(verdict(conclusion, Subject.layer("conv2")).reason())
        .isEqualTo(
            "The continuous weights of conv2 are not known, only those that it computes with");
    assertThat(verdict(conclusion, Subject.of("conv2", "binary")).grade()).isEqualTo(Grade.SOUND);
  }

  @Test
  void continuousWeightsAreNotTriedInALayerThatComputesWithThem() {
    SelectedLayer floats =
        new SelectedLayer(CONV2.shape(), CONV2.quantizers(), true, true, false, List.of());
    Conclusion conclusion = probe.conclude(new FakeScores(List.of(floats)));

    assertThat(probe.trials(List.of(floats))).containsExactly(CONV2_BINARY, CONV2_TERNARY);
    assertThat(conclusion.findings())
        .extracting(finding -> finding.subject().change().orElse(""))
        .containsOnly("weights:binary", "weights:ternary");
    assertThat(conclusion.verdicts())
        .extracting(Verdict::subject)
        .containsExactly(Subject.of("conv2", "binary"), Subject.of("conv2", "ternary"));
  }

  @Test
  void aQuantizerThatChangesFewerPredictionsBeyondDoubtIsARemedy() {
    FakeScores evidence = new FakeScores(LAYERS);
    evidence.show(probe, CONV2_BINARY, changing(1000, 124));
    evidence.show(probe, CONV2_TERNARY, changing(1000, 31));

    assertThat(probe.conclude(evidence).remedies())
        .containsExactly(
            new Remedy(
                Subject.of("conv2", "binary"),
                Optional.of("ternary"),
                "ternary (changes 3.1 % of the predictions instead of 12.4 %, 95 % interval 2.2 %"
                    + " to 4.4 %, n = 1000 images)"));
  }

  @Test
  void intervalsThatOverlapLeaveADoubt() {
    FakeScores evidence = new FakeScores(LAYERS);
    evidence.show(probe, CONV2_BINARY, changing(1000, 60));
    evidence.show(probe, CONV2_TERNARY, changing(1000, 45));

    assertThat(probe.conclude(evidence).remedies()).isEmpty();
  }

  @Test
  void needsScoresAndNoLabels() {
    assertThat(new OutputChange().needs()).isEqualTo(new Needs(false, 0, 0, 0, 10_000));
    assertThat(new OutputChange().needs().labels()).isFalse();
  }

  @Test
  void refusesImpossibleParameters() {
    assertRefused("images", () -> refused(0, 1, JudgedBy.TOP_1, 0.05, 0.15));
    assertRefused("refit", () -> refused(1, -1, JudgedBy.TOP_1, 0.05, 0.15));
    assertRefused("strained", () -> refused(1, 1, JudgedBy.TOP_1, 0, 0.15));
    assertRefused("strained", () -> refused(1, 1, JudgedBy.TOP_1, Double.NaN, 0.15));
    assertRefused("degraded", () -> refused(1, 1, JudgedBy.TOP_1, 0.05, 0.04));
    assertRefused("degraded", () -> refused(1, 1, JudgedBy.TOP_1, 0.05, 1.5));
    assertRefused(
        "degraded", () -> refused(1, 1, JudgedBy.RELATIVE_ERROR, 0.05, Double.POSITIVE_INFINITY));
    assertThat(probe(JudgedBy.RELATIVE_ERROR, 0.5, 1.5).degraded()).isEqualTo(1.5);
  }

  private static void refused(
      int images, int refit, JudgedBy judgedBy, double strained, double degraded) {
    assertThat(
            new OutputChange(
                images, refit, false, false, Optional.empty(), judgedBy, strained, degraded))
        .isNull();
  }

  private static void assertRefused(String parameter, Runnable making) {
    assertThatThrownBy(making::run)
        .isInstanceOfSatisfying(
            InvalidParameterException.class,
            refused -> assertThat(refused.parameter()).isEqualTo(parameter));
  }

  /** What the two networks say of one image. */
  private static final class Said {
    private final float[] altered;
    private final float[] unaltered;

    Said(float[] altered, float[] unaltered) {
      this.altered = altered;
      this.unaltered = unaltered;
    }

    float[] altered() {
      return altered;
    }

    float[] unaltered() {
      return unaltered;
    }

    ScorePair pair() {
      return new ScorePair(altered, unaltered);
    }
  }

  private static float[][] rows(List<Said> group, Function<Said, float[]> whose) {
    return group.stream().map(whose).toArray(float[][]::new);
  }

  private static float[] drawn(SplittableRandom random) {
    return new float[] {
      (float) random.nextDouble(-3, 3),
      (float) random.nextDouble(-3, 3),
      (float) random.nextDouble(-3, 3)
    };
  }

  /** Images of which the first lose their prediction. */
  private static List<Said> changing(int images, int changed) {
    List<Said> pairs = new ArrayList<>();
    for (int i = 0; i < images; i++) {
      float[] unaltered = {1, 2};
      pairs.add(new Said(i < changed ? new float[] {2, 1} : unaltered.clone(), unaltered));
    }
    return pairs;
  }

  private static Finding.Scalar scalar(Conclusion conclusion, String metric) {
    Subject subject = Subject.changed("conv2", "weights:binary");
    return conclusion.findings().stream()
        .filter(finding -> finding.subject().equals(subject) && finding.metric().equals(metric))
        .map(Finding.Scalar.class::cast)
        .findFirst()
        .orElseThrow();
  }

  private static Verdict verdict(Conclusion conclusion, Subject subject) {
    List<Verdict> verdicts =
        conclusion.verdicts().stream()
            .filter(verdict -> verdict.subject().equals(subject))
            .toList();
    assertThat(verdicts).hasSize(1);
    return verdicts.get(0);
  }

  private static SelectedLayer convolution(String name, List<String> quantizers) {
    return new SelectedLayer(
        LayerShape.same(name, new ImageShape(2, 2, 1), 3, 2), quantizers, true);
  }

  /** What a probe wrote of trials; where nothing is shown, 200 images of which none changes. */
  private record FakeScores(List<SelectedLayer> selected, Map<Trial, MemoryRecording> shown)
      implements Evidence {
    FakeScores(List<SelectedLayer> selected) {
      this(selected, new HashMap<>());
    }

    void show(OutputChange probe, Trial trial, List<Said> group) {
      MemoryRecording recording = shown.computeIfAbsent(trial, first -> new MemoryRecording());
      probe.onScores(
          new Scores(
              trial,
              0,
              Nd4j.createFromArray(rows(group, Said::altered)),
              Nd4j.createFromArray(rows(group, Said::unaltered)),
              List.of()),
          recording.nextGroup());
    }

    void showAll(OutputChange probe, List<Said> group) {
      probe.trials(selected).forEach(trial -> show(probe, trial, group));
    }

    @Override
    public Recording scores(Trial trial) {
      if (!shown.containsKey(trial)) {
        show(new OutputChange(), trial, changing(200, 0));
      }
      return shown.get(trial);
    }

    @Override
    public LayerView view(LayerShape layer) {
      throw new AssertionError("nothing is concluded from weights");
    }

    @Override
    public Outcomes outcomes(Trial trial) {
      throw new AssertionError("nothing is concluded from labels");
    }

    @Override
    public Recording weights(LayerShape layer) {
      throw new AssertionError("nothing is concluded from weights");
    }

    @Override
    public Recording blocks(Trial trial, LayerShape layer) {
      throw new AssertionError("nothing is concluded from inputs");
    }
  }
}
