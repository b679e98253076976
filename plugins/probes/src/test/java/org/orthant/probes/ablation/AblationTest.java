package org.orthant.probes.ablation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.orthant.api.BadInputException;
import org.orthant.api.InvalidParameterException;
import org.orthant.api.finding.Conclusion;
import org.orthant.api.finding.Finding;
import org.orthant.api.finding.Grade;
import org.orthant.api.finding.Subject;
import org.orthant.api.finding.Verdict;
import org.orthant.api.interval.PairedDifferenceInterval;
import org.orthant.api.interval.WilsonInterval;
import org.orthant.api.measure.Activations;
import org.orthant.api.measure.Change;
import org.orthant.api.measure.Evidence;
import org.orthant.api.measure.LayerView;
import org.orthant.api.measure.Needs;
import org.orthant.api.measure.Recording;
import org.orthant.api.measure.SelectedLayer;
import org.orthant.api.measure.Trial;
import org.orthant.api.measure.Weights;
import org.orthant.api.model.ImageShape;
import org.orthant.api.model.LayerShape;
import org.orthant.api.statistics.Outcomes;
import org.orthant.testkit.MemoryRecording;

class AblationTest {
  private static final int IMAGES = 2000;
  private static final int REFIT = 300;
  private static final Change CONTINUOUS = Change.of(Weights.CONTINUOUS);
  private static final Change BINARY = Change.of(Weights.quantizedBy("binary"));
  private static final Change HADAMARD = Change.of(Weights.quantizedBy("hadamard"));
  private static final Change IDENTITY = Change.of(Activations.IDENTITY);
  private static final Change HARD_TANH = Change.of(Activations.HARD_TANH);
  private static final Change FULL_PRECISION =
      new Change(Weights.CONTINUOUS, Activations.HARD_TANH);

  private static final SelectedLayer CONV1 = convolution("conv1", List.of("binary"));
  private static final SelectedLayer CONV2 = convolution("conv2", List.of("binary", "hadamard"));
  private static final SelectedLayer DENSE1 =
      new SelectedLayer(LayerShape.dense("dense1", 8, 2), List.of("binary", "hadamard"), false);
  private static final List<SelectedLayer> LAYERS = List.of(CONV1, CONV2, DENSE1);

  private final Ablation probe = ablation(IMAGES, REFIT, true, Optional.empty(), 0.02, 0.05);

  private static Ablation ablation(
      int images,
      int refit,
      boolean activations,
      Optional<List<String>> quantizers,
      double strained,
      double degraded) {
    return new Ablation(
        images, refit, activations, false, 0, Judged.REFITTED, quantizers, strained, degraded);
  }

  @Test
  void altersEachLayerAndTheGroupsWithAndWithoutRefit() {
    List<Map<String, Change>> alterations =
        List.of(
            Map.of(),
            Map.of("conv1", CONTINUOUS),
            Map.of("conv1", BINARY),
            Map.of("conv1", IDENTITY),
            Map.of("conv1", HARD_TANH),
            Map.of("conv2", CONTINUOUS),
            Map.of("conv2", BINARY),
            Map.of("conv2", HADAMARD),
            Map.of("conv2", IDENTITY),
            Map.of("conv2", HARD_TANH),
            Map.of("dense1", CONTINUOUS),
            Map.of("dense1", BINARY),
            Map.of("dense1", HADAMARD),
            Map.of("conv1", CONTINUOUS, "conv2", CONTINUOUS),
            Map.of("conv1", BINARY, "conv2", BINARY),
            Map.of("conv1", IDENTITY, "conv2", IDENTITY),
            Map.of("conv1", HARD_TANH, "conv2", HARD_TANH),
            Map.of("conv1", CONTINUOUS, "conv2", CONTINUOUS, "dense1", CONTINUOUS),
            Map.of("conv1", BINARY, "conv2", BINARY, "dense1", BINARY),
            Map.of("conv1", FULL_PRECISION, "conv2", FULL_PRECISION, "dense1", CONTINUOUS));

    assertThat(probe.trials(LAYERS))
        .containsExactlyInAnyOrderElementsOf(
            alterations.stream()
                .flatMap(
                    changes -> List.of(new Trial(changes, 0), new Trial(changes, REFIT)).stream())
                .toList());
    assertThat(ablation(IMAGES, 0, true, Optional.empty(), 0.02, 0.05).trials(LAYERS))
        .containsExactlyInAnyOrderElementsOf(
            alterations.stream().map(changes -> new Trial(changes, 0)).toList());
  }

  @Test
  void withoutActivationsOnlyWeightsAreAltered() {
    Ablation weightsAlone = ablation(IMAGES, REFIT, false, Optional.empty(), 0.02, 0.05);

    assertThat(weightsAlone.trials(LAYERS))
        .containsExactlyInAnyOrderElementsOf(
            probe.trials(LAYERS).stream()
                .filter(
                    trial ->
                        trial.changes().values().stream()
                            .allMatch(change -> change.activations() == Activations.TRAINED))
                .toList());
    assertThat(weightsAlone.conclude(new FakeTrials(LAYERS)).findings())
        .extracting(finding -> finding.subject().change().orElse(""))
        .contains("weights:continuous", "weights:binary")
        .doesNotContain("activations:identity", "activations:hard-tanh");
  }

  @Test
  void onlyNamedQuantizersAreTried() {
    Ablation named = ablation(IMAGES, REFIT, true, Optional.of(List.of("hadamard")), 0.02, 0.05);

    assertThat(named.trials(LAYERS))
        .containsExactlyInAnyOrderElementsOf(
            probe.trials(LAYERS).stream()
                .filter(trial -> trial.changes().values().stream().noneMatch(BINARY::equals))
                .toList());
    assertThat(named.conclude(new FakeTrials(LAYERS)).verdicts())
        .extracting(verdict -> verdict.subject().quantizer())
        .doesNotContain(Optional.of("binary"));
    assertThatThrownBy(
            () ->
                ablation(IMAGES, REFIT, true, Optional.of(List.of("hadmard")), 0.02, 0.05)
                    .trials(LAYERS))
        .isInstanceOf(BadInputException.class)
        .hasMessage("quantizers: no selected layer has hadmard; there are binary, hadamard");
  }

  @Test
  void continuousWeightsThatNobodyKnowsAreNotTried() {
    SelectedLayer signs =
        new SelectedLayer(CONV2.shape(), List.of("binary", "hadamard"), true, false);
    List<SelectedLayer> layers = List.of(CONV1, signs, DENSE1);
    List<Trial> trials = probe.trials(layers);

    assertThat(trials)
        .containsExactlyInAnyOrderElementsOf(
            probe.trials(LAYERS).stream()
                .filter(trial -> !trial.change("conv2").weights().equals(Weights.CONTINUOUS))
                .toList());
    FakeTrials evidence = new FakeTrials(layers);
    Conclusion conclusion = probe.conclude(evidence);

    assertThat(verdict(conclusion, Subject.layer("conv1")).grade()).isEqualTo(Grade.SOUND);
    assertThat(verdict(conclusion, Subject.layer("conv2")))
        .isEqualTo(
            Verdict.notAsked(
                Subject.layer("conv2"),
                "The continuous weights of conv2 are not known, only those that it computes"
                    + " with"));
    assertThat(verdict(conclusion, Subject.layer(Subject.CONVOLUTIONS)))
        .isEqualTo(
            Verdict.notAsked(
                Subject.layer(Subject.CONVOLUTIONS),
                "conv1, conv2 do not get continuous weights together, for those of conv2 are not"
                    + " known"));
    assertThat(verdict(conclusion, Subject.of("conv2", "hadamard")).grade()).isEqualTo(Grade.SOUND);
    assertThat(optional(conclusion, Subject.changed("conv2", "weights:continuous"), "accuracy"))
        .isEmpty();
  }

  @Test
  void continuousWeightsAreNotTriedInLayersThatComputeWithThem() {
    SelectedLayer conv1 = ofFloats(CONV1);
    SelectedLayer linear = ofFloats(new SelectedLayer(CONV2.shape(), CONV2.quantizers(), false));
    List<SelectedLayer> floats = List.of(conv1, linear, ofFloats(DENSE1));
    Conclusion conclusion = probe.conclude(new FakeTrials(floats));

    assertThat(probe.trials(floats))
        .contains(new Trial(Map.of("conv1", BINARY), REFIT))
        .allMatch(trial -> !trial.changes().containsValue(CONTINUOUS));
    assertThat(conclusion.findings())
        .extracting(finding -> finding.subject().change())
        .contains(Optional.of("weights:binary"))
        .doesNotContain(Optional.of("weights:continuous"));
    assertThat(conclusion.verdicts())
        .filteredOn(verdict -> verdict.subject().quantizer().isEmpty())
        .extracting(verdict -> verdict.subject().layer(), Verdict::grade, Verdict::reason)
        .containsExactlyInAnyOrder(
            leftAlone("conv2"), leftAlone(Subject.CONVOLUTIONS), leftAlone(Subject.ALL));
  }

  private static Tuple leftAlone(String name) {
    return tuple(
        name,
        Grade.NOT_EVALUATED,
        "Changes of activations leave conv2 out, which has no activation of its own");
  }

  @Test
  void aGroupGetsContinuousWeightsWhereSomeOfItComputesWithOthers() {
    List<SelectedLayer> layers = List.of(ofFloats(CONV1), CONV2, DENSE1);

    assertThat(probe.trials(layers))
        .filteredOn(trial -> trial.changes().containsValue(CONTINUOUS))
        .extracting(Trial::changes)
        .containsOnly(
            Map.of("conv2", CONTINUOUS),
            Map.of("dense1", CONTINUOUS),
            Map.of("conv2", CONTINUOUS, "dense1", CONTINUOUS),
            Map.of("conv1", HARD_TANH, "conv2", FULL_PRECISION, "dense1", CONTINUOUS));
    assertThat(
            optional(
                probe.conclude(new FakeTrials(layers)),
                Subject.changed(Subject.CONVOLUTIONS, "weights:continuous"),
                "accuracy-change"))
        .isPresent();
  }

  private static SelectedLayer ofFloats(SelectedLayer layer) {
    return new SelectedLayer(
        layer.shape(), layer.quantizers(), layer.activated(), true, false, List.of());
  }

  @Test
  void aLayerWithoutAnActivationOfItsOwnIsLeftOutAndSaidSo() {
    SelectedLayer linear = new SelectedLayer(CONV2.shape(), List.of("binary"), false);
    List<SelectedLayer> layers = List.of(CONV1, linear, DENSE1);

    assertThat(probe.trials(layers))
        .contains(new Trial(Map.of("conv1", IDENTITY), REFIT))
        .allMatch(trial -> trial.change("conv2").activations() == Activations.TRAINED);
    Conclusion conclusion = probe.conclude(new FakeTrials(layers));
    String left = "; changes of activations leave conv2 out, which has no activation of its own";

    assertThat(verdict(conclusion, Subject.layer("conv1")).reason()).doesNotContain("leave");
    assertThat(verdict(conclusion, Subject.layer("dense1")).reason()).doesNotContain("leave");
    for (String name : List.of("conv2", Subject.CONVOLUTIONS, Subject.ALL)) {
      assertThat(verdict(conclusion, Subject.layer(name)).reason()).endsWith(left);
    }
    assertThat(verdict(conclusion, Subject.of("conv2", "binary")).reason()).doesNotContain("leave");
    assertThat(
            ablation(IMAGES, REFIT, false, Optional.empty(), 0.02, 0.05)
                .conclude(new FakeTrials(layers))
                .verdicts())
        .noneMatch(verdict -> verdict.reason().contains("leave"));
  }

  @Test
  void aGroupOfOneIsNoGroup() {
    assertThat(probe.trials(List.of(CONV1)))
        .hasSize(10)
        .allMatch(trial -> trial.changes().size() <= 1);
  }

  @Test
  void weightsThatRaiseTheAccuracyBeyondDoubtAreARemedy() {
    FakeTrials trials = new FakeTrials(LAYERS);
    trials.say(Trial.BASELINE, said(1400, 0, 0, 0));
    trials.say(Trial.refitted(REFIT), said(1400, 0, 0, 0));
    trials.say(new Trial(Map.of("conv1", CONTINUOUS), REFIT), said(1400, 90, 10, 0));
    trials.say(new Trial(Map.of("conv1", BINARY), REFIT), said(1400, 60, 10, 0));
    trials.say(new Trial(Map.of("conv2", CONTINUOUS), REFIT), said(1400, 6, 5, 0));

    assertThat(probe.conclude(trials).remedies())
        .filteredOn(remedy -> remedy.subject().layer().equals("conv1"))
        .singleElement()
        .satisfies(
            remedy -> {
              assertThat(remedy.subject()).isEqualTo(Subject.layer("conv1"));
              assertThat(remedy.alternative()).isEmpty();
              assertThat(remedy.text())
                  .startsWith("continuous weights (accuracy +0.0400, 95 % interval +0.0")
                  .endsWith("n = 2000 images)");
            });
    assertThat(ablation(IMAGES, 0, true, Optional.empty(), 0.02, 0.05).conclude(trials).remedies())
        .isEmpty();
  }

  @Test
  void holdsEachQuantizerAgainstTheFirstOnTheSameImages() {
    FakeTrials trials = new FakeTrials(LAYERS);
    trials.say(new Trial(Map.of("conv2", BINARY), REFIT), said(1400, 0, 0, 0));
    trials.say(new Trial(Map.of("conv2", HADAMARD), REFIT), said(1400, 30, 12, 5));
    Conclusion conclusion = probe.conclude(trials);
    Subject instead = Subject.of("conv2", "hadamard").insteadOf("binary");

    Finding.Scalar change = scalar(conclusion, instead, "accuracy-change");
    assertThat(change.value()).isCloseTo(18.0 / IMAGES, within(1e-15));
    assertThat(change.low().orElseThrow())
        .isEqualTo(PairedDifferenceInterval.of(30, 12, IMAGES).orElseThrow().low());
    assertThat(scalar(conclusion, instead, "predictions-changed").value())
        .isCloseTo(47.0 / IMAGES, within(1e-15));
    assertThat(conclusion.findings())
        .extracting(Finding::subject)
        .doesNotContain(Subject.of("conv1", "binary").insteadOf("binary"));
  }

  @Test
  void nothingIsJudgedOfTheNetworkInFullPrecision() {
    FakeTrials trials = new FakeTrials(LAYERS);

    assertThat(probe.conclude(trials).verdicts())
        .extracting(Verdict::subject)
        .doesNotHaveDuplicates();
  }

  @Test
  void comparesRawWithRawAndRefittedWithRefitted() {
    FakeTrials trials = new FakeTrials(LAYERS);
    trials.say(Trial.BASELINE, said(1500, 0, 0, 0));
    trials.say(Trial.refitted(REFIT), said(1400, 0, 0, 0));
    trials.say(new Trial(Map.of("conv1", CONTINUOUS), 0), said(1500, 1, 900, 0));
    trials.say(new Trial(Map.of("conv1", CONTINUOUS), REFIT), said(1400, 2, 10, 7));
    Conclusion conclusion = probe.conclude(trials);
    Subject conv1 = Subject.changed("conv1", "weights:continuous");

    Finding.Scalar change = scalar(conclusion, conv1, "accuracy-change");
    assertThat(change.value()).isCloseTo(-8.0 / IMAGES, within(1e-15));
    assertThat(change.low().orElseThrow())
        .isEqualTo(PairedDifferenceInterval.of(2, 10, IMAGES).orElseThrow().low());
    assertThat(change.high().orElseThrow())
        .isEqualTo(PairedDifferenceInterval.of(2, 10, IMAGES).orElseThrow().high());
    assertThat(change.n()).hasValue(IMAGES);

    Finding.Scalar raw = scalar(conclusion, conv1, "accuracy-change-without-refit");
    assertThat(raw.value()).isCloseTo(-899.0 / IMAGES, within(1e-15));
    assertThat(raw.low().orElseThrow()).isLessThan(raw.value());

    Finding.Scalar accuracy = scalar(conclusion, conv1, "accuracy");
    assertThat(accuracy.value()).isCloseTo(1392.0 / IMAGES, within(1e-15));
    assertThat(accuracy.low().orElseThrow())
        .isEqualTo(WilsonInterval.of(1392, IMAGES).orElseThrow().low());

    Finding.Scalar p = scalar(conclusion, conv1, "mcnemar-p");
    assertThat(p.value()).isCloseTo(2.0 * (1 + 12 + 66) / 4096, within(1e-14));
    assertThat(p.n()).hasValue(12);

    assertThat(scalar(conclusion, conv1, "predictions-changed").value())
        .isCloseTo(19.0 / IMAGES, within(1e-15));
    assertThat(scalar(conclusion, Subject.network(), "accuracy").value()).isEqualTo(0.75);
    assertThat(scalar(conclusion, Subject.network(), "accuracy-refitted").value()).isEqualTo(0.7);
  }

  @Test
  void correctsForAllLayersThatBearTheSameChange() {
    FakeTrials trials = new FakeTrials(LAYERS);
    trials.say(new Trial(Map.of("conv1", CONTINUOUS), REFIT), said(1500, 2, 10, 0));
    trials.say(new Trial(Map.of("conv2", CONTINUOUS), REFIT), said(1500, 0, 10, 0));
    trials.say(new Trial(Map.of("conv1", IDENTITY), REFIT), said(1500, 2, 10, 0));
    Conclusion conclusion = probe.conclude(trials);
    double p = 158.0 / 4096;

    assertThat(holm(conclusion, "conv2", "weights:continuous"))
        .isCloseTo(3 * 2.0 / 1024, within(1e-14));
    assertThat(holm(conclusion, "conv1", "weights:continuous")).isCloseTo(2 * p, within(1e-14));
    assertThat(holm(conclusion, "dense1", "weights:continuous")).isEqualTo(1);
    assertThat(holm(conclusion, "conv1", "activations:identity")).isCloseTo(2 * p, within(1e-14));
    assertThat(
            optional(
                conclusion,
                Subject.changed("convolutions", "weights:continuous"),
                "mcnemar-p-holm"))
        .isEmpty();
  }

  private static double holm(Conclusion conclusion, String layer, String change) {
    return scalar(conclusion, Subject.changed(layer, change), "mcnemar-p-holm").value();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, SOUND, sound below 0.02",
    "0, 15, SOUND, sound below 0.02",
    "200, 0, SOUND, sound below 0.02",
    "20, 60, UNCERTAIN, 'too uncertain to tell (sound below 0.02, degraded above 0.05)'",
    "20, 130, UNCERTAIN, 'too uncertain to tell (sound below 0.02, degraded above 0.05)'",
    "20, 160, DEGRADED, degraded above 0.05"
  })
  void judgesWhatTheWeightsOfAQuantizerCost(int gained, int lost, Grade grade, String where) {
    FakeTrials trials = new FakeTrials(LAYERS);
    trials.say(new Trial(Map.of("conv2", HADAMARD), REFIT), said(1500, gained, lost, 0));
    Verdict verdict = verdict(probe.conclude(trials), Subject.of("conv2", "hadamard"));

    assertThat(verdict.grade()).isEqualTo(grade);
    assertThat(verdict.reason())
        .startsWith("The weights of hadamard instead of the trained ones cost ")
        .contains("n = 2000 images", "McNemar's p = ", where);
  }

  @ParameterizedTest
  @CsvSource({"0, 0, SOUND", "0, 200, SOUND", "60, 20, UNCERTAIN", "160, 20, DEGRADED"})
  void judgesTheTrainedWeightsByWhatContinuousOnesWouldGain(int gained, int lost, Grade grade) {
    FakeTrials trials = new FakeTrials(LAYERS);
    trials.say(new Trial(Map.of("conv1", CONTINUOUS), REFIT), said(1500, gained, lost, 0));
    Verdict verdict = verdict(probe.conclude(trials), Subject.layer("conv1"));

    assertThat(verdict.grade()).isEqualTo(grade);
  }

  @Test
  void saysInTheReasonWhatItRestsOn() {
    FakeTrials trials = new FakeTrials(LAYERS);
    trials.say(new Trial(Map.of("conv1", BINARY), REFIT), said(1500, 0, 100, 0));
    String low =
        String.format(
            Locale.ROOT, "%.4f", -PairedDifferenceInterval.of(0, 100, IMAGES).orElseThrow().high());

    assertThat(verdict(probe.conclude(trials), Subject.of("conv1", "binary")).reason())
        .startsWith(
            "The weights of binary instead of the trained ones cost 0.0500 of the accuracy"
                + " (95 % interval "
                + low
                + " to ")
        .contains("McNemar's p = 4.7e-30 after Holm");
  }

  @Test
  void groupsAreJudgedWhereAQuantizerServesAllOfThem() {
    Conclusion conclusion = probe.conclude(new FakeTrials(LAYERS));

    assertThat(verdict(conclusion, Subject.of("convolutions", "binary")).grade())
        .isEqualTo(Grade.SOUND);
    assertThat(verdict(conclusion, Subject.of("all", "binary")).grade()).isEqualTo(Grade.SOUND);
    assertThat(verdict(conclusion, Subject.of("convolutions", "hadamard")))
        .isEqualTo(
            Verdict.notAsked(
                Subject.of("convolutions", "hadamard"),
                "conv1, conv2 are not altered together, for hadamard does not serve conv1"));
    assertThat(verdict(conclusion, Subject.of("all", "hadamard")).grade())
        .isEqualTo(Grade.NOT_EVALUATED);
  }

  @Test
  void judgesNoActivations() {
    assertThat(probe.conclude(new FakeTrials(LAYERS)).verdicts())
        .extracting(Verdict::subject)
        .containsExactlyInAnyOrder(
            Subject.layer("conv1"),
            Subject.of("conv1", "binary"),
            Subject.layer("conv2"),
            Subject.of("conv2", "binary"),
            Subject.of("conv2", "hadamard"),
            Subject.layer("dense1"),
            Subject.of("dense1", "binary"),
            Subject.of("dense1", "hadamard"),
            Subject.layer("convolutions"),
            Subject.of("convolutions", "binary"),
            Subject.of("convolutions", "hadamard"),
            Subject.layer("all"),
            Subject.of("all", "binary"),
            Subject.of("all", "hadamard"));
  }

  @Test
  void withoutRefitItReportsRawChangesAndJudgesNothing() {
    FakeTrials trials = new FakeTrials(LAYERS);
    trials.say(new Trial(Map.of("conv1", CONTINUOUS), 0), said(1500, 0, 900, 0));
    Conclusion conclusion =
        ablation(IMAGES, 0, true, Optional.empty(), 0.02, 0.05).conclude(trials);

    assertThat(conclusion.findings())
        .extracting(Finding::metric)
        .containsOnly("accuracy", "accuracy-change-without-refit");
    Finding.Scalar raw =
        scalar(
            conclusion,
            Subject.changed("conv1", "weights:continuous"),
            "accuracy-change-without-refit");
    assertThat(raw.value()).isEqualTo(-0.45);
    assertThat(raw.high().orElseThrow())
        .isEqualTo(PairedDifferenceInterval.of(0, 900, IMAGES).orElseThrow().high());
    assertThat(conclusion.verdicts()).extracting(Verdict::grade).containsOnly(Grade.NOT_EVALUATED);
    assertThat(verdict(conclusion, Subject.layer("conv1")).reason())
        .contains("by -0.4500 under weights:continuous", "without a refit");
  }

  @Test
  void needsOutcomesAlone() {
    assertThat(new Ablation().needs()).isEqualTo(new Needs(false, 0, 10_000, 0, 0));
    assertThat(new Ablation().refit()).isEqualTo(10_000);
  }

  @Test
  void refusesImpossibleParameters() {
    assertRefused("images", () -> ablation(0, 1, true, Optional.empty(), 0.02, 0.05));
    assertRefused("refit", () -> ablation(1, -1, true, Optional.empty(), 0.02, 0.05));
    assertRefused("strained", () -> ablation(1, 1, true, Optional.empty(), 0, 0.05));
    assertRefused("strained", () -> ablation(1, 1, true, Optional.empty(), Double.NaN, 0.05));
    assertRefused("degraded", () -> ablation(1, 1, true, Optional.empty(), 0.02, 0.01));
    assertRefused("degraded", () -> ablation(1, 1, true, Optional.empty(), 0.02, 1.01));
  }

  private static void assertRefused(String parameter, Runnable making) {
    assertThatThrownBy(making::run)
        .isInstanceOfSatisfying(
            InvalidParameterException.class,
            refused -> assertThat(refused.parameter()).isEqualTo(parameter));
  }

  /**
   * Predictions of images that all show class 0.
   *
   * @param right how many of the first images the unaltered network gets right
   * @param gained how many of the others the altered one gets right
   * @param lost how many of the first the altered one gets wrong
   * @param otherwiseWrong how many of the others the altered one gets wrong in another way
   */
  private static int[] said(int right, int gained, int lost, int otherwiseWrong) {
    int[] predictions = new int[IMAGES];
    Arrays.fill(predictions, right, IMAGES, 1);
    Arrays.fill(predictions, 0, lost, 2);
    Arrays.fill(predictions, right, right + gained, 0);
    Arrays.fill(predictions, IMAGES - otherwiseWrong, IMAGES, 3);
    return predictions;
  }

  private static Finding.Scalar scalar(Conclusion conclusion, Subject subject, String metric) {
    return optional(conclusion, subject, metric).orElseThrow();
  }

  private static Optional<Finding.Scalar> optional(
      Conclusion conclusion, Subject subject, String metric) {
    return conclusion.findings().stream()
        .filter(finding -> finding.subject().equals(subject) && finding.metric().equals(metric))
        .map(Finding.Scalar.class::cast)
        .findFirst();
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

  /** Predictions of trials, which are 1500 right ones where nothing else is said. */
  private record FakeTrials(List<SelectedLayer> selected, Map<Trial, int[]> predictions)
      implements Evidence {
    @Override
    public LayerView view(LayerShape layer) {
      throw new AssertionError("nothing is concluded from the weights themselves");
    }

    FakeTrials(List<SelectedLayer> selected) {
      this(selected, new HashMap<>());
    }

    void say(Trial trial, int... says) {
      predictions.put(trial, says);
    }

    @Override
    public Recording scores(Trial trial) {
      return new MemoryRecording();
    }

    @Override
    public Outcomes outcomes(Trial trial) {
      Outcomes outcomes = new Outcomes();
      outcomes.add(predictions.getOrDefault(trial, said(1500, 0, 0, 0)), new int[IMAGES]);
      return outcomes;
    }

    @Override
    public Recording weights(LayerShape layer) {
      throw new AssertionError("an ablation looks at outcomes alone");
    }

    @Override
    public Recording blocks(Trial trial, LayerShape layer) {
      throw new AssertionError("an ablation looks at outcomes alone");
    }
  }
}
