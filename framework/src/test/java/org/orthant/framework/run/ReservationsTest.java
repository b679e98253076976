package org.orthant.framework.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.orthant.api.finding.Conclusion;
import org.orthant.api.finding.Finding;
import org.orthant.api.finding.Grade;
import org.orthant.api.finding.Remedy;
import org.orthant.api.finding.Subject;
import org.orthant.api.finding.Verdict;
import org.orthant.api.measure.Evidence;
import org.orthant.api.measure.Needs;
import org.orthant.api.measure.Trial;
import org.orthant.api.spi.Probe;
import org.orthant.api.statistics.Outcomes;
import org.orthant.framework.plan.PlannedProbe;
import org.orthant.framework.result.Caution;

class ReservationsTest {
  private static final Subject SUBJECT = Subject.of("dense1", "binary");
  private static final Conclusion FOUND =
      new Conclusion(
          List.of(Finding.Scalar.of(SUBJECT, "number", 1, 1)),
          List.of(new Verdict(SUBJECT, Grade.SOUND, "because")),
          List.of(new Remedy(SUBJECT, Optional.empty(), "something else")));
  private static final PlannedProbe WEIGHTS = probe("of-weights", Needs.WEIGHTS, Trial.BASELINE);
  private static final PlannedProbe INPUTS = probe("of-inputs", Needs.inputs(50), Trial.BASELINE);
  private static final PlannedProbe REFITTED =
      probe("of-gradients", Needs.gradients(50), Trial.refitted(5));
  private static final PlannedProbe ACCURACY =
      probe("of-accuracy", Needs.outcomes(1000), Trial.BASELINE, Trial.refitted(5));
  private static final List<PlannedProbe> PROBES = List.of(WEIGHTS, INPUTS, REFITTED, ACCURACY);

  @Test
  void aNetworkThatWorksLeavesEverything() {
    Reservations reservations = reservations(said(1000, 900), said(1000, 899));

    PROBES.forEach(probe -> assertThat(reservations.left(probe, FOUND)).isEqualTo(FOUND));
    assertThat(reservations.cautions(PROBES)).isEmpty();
  }

  @Test
  void atChanceNothingIsJudgedByAccuracyAndNothingIsAdvised() {
    Reservations reservations = reservations(said(1000, 110), said(1000, 110));

    assertThat(reservations.left(WEIGHTS, FOUND)).isEqualTo(FOUND);
    assertThat(reservations.left(INPUTS, FOUND))
        .isEqualTo(new Conclusion(FOUND.findings(), FOUND.verdicts()));
    Conclusion left = reservations.left(ACCURACY, FOUND);
    assertThat(left.findings()).isEqualTo(FOUND.findings());
    assertThat(left.remedies()).isEmpty();
    assertThat(left.verdicts())
        .singleElement()
        .satisfies(
            verdict -> {
              assertThat(verdict.subject()).isEqualTo(SUBJECT);
              assertThat(verdict.grade()).isEqualTo(Grade.NOT_EVALUATED);
              assertThat(verdict.reason())
                  .startsWith("The network classifies no better than guessing, ")
                  .endsWith(", so nothing is judged by its accuracy");
            });
    assertThat(reservations.cautions(PROBES))
        .singleElement()
        .satisfies(
            caution ->
                assertThat(caution.probes())
                    .containsExactly("of-inputs", "of-gradients", "of-accuracy"));
  }

  @Test
  void tooFewImagesConcernAccuracyAlone() {
    Reservations reservations = reservations(said(20, 4), said(20, 4));

    assertThat(reservations.left(INPUTS, FOUND)).isEqualTo(FOUND);
    assertThat(reservations.left(ACCURACY, FOUND).verdicts())
        .extracting(Verdict::grade)
        .containsExactly(Grade.NOT_EVALUATED);
    assertThat(reservations.cautions(PROBES))
        .extracting(Caution::probes)
        .containsExactly(List.of("of-accuracy"));
  }

  @Test
  void aRefitThatMovesTheBaselineFarLeavesNoVerdictOnAccuracy() {
    Reservations reservations = reservations(said(1000, 900), said(1000, 600));

    assertThat(reservations.left(INPUTS, FOUND)).isEqualTo(FOUND);
    assertThat(reservations.left(REFITTED, FOUND)).isEqualTo(FOUND);
    assertThat(reservations.left(ACCURACY, FOUND).remedies()).isEmpty();
    assertThat(reservations.left(ACCURACY, FOUND).verdicts())
        .singleElement()
        .satisfies(
            verdict -> {
              assertThat(verdict.grade()).isEqualTo(Grade.NOT_EVALUATED);
              assertThat(verdict.reason())
                  .startsWith("Refitting batch normalization to 5 training images changes");
            });
    assertThat(reservations.cautions(PROBES))
        .extracting(Caution::probes)
        .containsExactly(List.of("of-gradients", "of-accuracy"));
    Verdict network = new Verdict(Subject.network(), Grade.STRAINED, "Under binary.");
    assertThat(reservations.introduced(network, PROBES).grade()).isEqualTo(Grade.STRAINED);
    assertThat(reservations.introduced(network, PROBES).reason())
        .startsWith(reservations.cautions(PROBES).get(0).text())
        .endsWith(". Under binary.");
    assertThat(reservations.introduced(network, List.of(INPUTS, REFITTED))).isEqualTo(network);
  }

  @Test
  void aSmallEffectOfARefitIsACautionAlone() {
    Reservations reservations = reservations(said(10_000, 9000), said(10_000, 8950));

    assertThat(reservations.left(ACCURACY, FOUND)).isEqualTo(FOUND);
    assertThat(reservations.cautions(PROBES)).hasSize(1);
  }

  @Test
  void withoutImagesThereIsNothingToSay() {
    Reservations reservations = Reservations.of(List.of(WEIGHTS), trial -> new Outcomes());

    assertThat(reservations.left(ACCURACY, FOUND)).isEqualTo(FOUND);
    assertThat(reservations.cautions(PROBES)).isEmpty();
  }

  private static Reservations reservations(Outcomes asTrained, Outcomes refitted) {
    Map<Trial, Outcomes> outcomes = new HashMap<>();
    outcomes.put(Trial.BASELINE, asTrained);
    outcomes.put(Trial.refitted(5), refitted);
    return Reservations.of(PROBES, trial -> outcomes.getOrDefault(trial, new Outcomes()));
  }

  /** Of ten classes, equally frequent; so many are right. */
  private static Outcomes said(int images, int right) {
    int[] labels = new int[images];
    Arrays.setAll(labels, i -> i % 10);
    int[] predictions = new int[images];
    Arrays.setAll(predictions, i -> i < right ? labels[i] : (labels[i] + 1) % 10);
    Outcomes said = new Outcomes();
    said.add(predictions, labels);
    return said;
  }

  private static PlannedProbe probe(String id, Needs needs, Trial... trials) {
    return new PlannedProbe(id, id, new Idle(needs), needs, List.of(trials));
  }

  private record Idle(Needs needs) implements Probe {
    @Override
    public Conclusion conclude(Evidence evidence) {
      return FOUND;
    }
  }
}
