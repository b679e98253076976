package org.orthant.framework.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.orthant.api.finding.Conclusion;
import org.orthant.api.finding.Finding;
import org.orthant.api.finding.Finding.Scalar;
import org.orthant.api.finding.Grade;
import org.orthant.api.finding.Subject;
import org.orthant.api.finding.Verdict;
import org.orthant.framework.failure.Failure;
import org.orthant.framework.gate.GateCheck.Outcome;

class GateEvidenceTest {
  private static final Gate SOUND = worst(Gate.Worst.SOUND);
  private static final Gate STRAINED = worst(Gate.Worst.STRAINED);
  private static final Gate DROP = new Gate(Optional.empty(), Optional.of(0.02), Optional.empty());
  private static final Gate R = new Gate(Optional.empty(), Optional.empty(), Optional.of(0.8));

  @Test
  void verdictsUpToTheWorstAllowedPass() {
    assertThat(outcomes(verdicts(Grade.SOUND, Grade.STRAINED), STRAINED))
        .containsExactly(Outcome.PASSED, Outcome.PASSED);
    assertThat(outcomes(verdicts(Grade.SOUND, Grade.STRAINED), SOUND))
        .containsExactly(Outcome.PASSED, Outcome.FAILED);
    assertThat(outcomes(verdicts(Grade.DEGRADED, Grade.STRAINED), STRAINED))
        .containsExactly(Outcome.FAILED, Outcome.PASSED);
    assertThat(verdicts(Grade.DEGRADED, Grade.SOUND).checks(STRAINED).get(0))
        .hasToString("worst-verdict: dense1: degraded, where strained is allowed. because");
  }

  @Test
  void whatHasNoAnswerFailsAndWhatWasNeverAskedIsSkipped() {
    assertThat(outcomes(verdicts(Grade.NOT_EVALUATED, Grade.SOUND), STRAINED))
        .containsExactly(Outcome.FAILED, Outcome.PASSED);
    assertThat(
            outcomes(
                evidence(
                    Map.of(),
                    List.of(
                        Verdict.notAsked(Subject.layer("dense1"), "not concerned"),
                        new Verdict(Subject.layer("dense2"), Grade.SOUND, "because"))),
                STRAINED))
        .containsExactly(Outcome.SKIPPED, Outcome.PASSED);
    assertThat(
            outcomes(
                evidence(
                    Map.of(),
                    List.of(
                        Verdict.notAsked(Subject.layer("dense1"), "not concerned"),
                        Verdict.notAsked(Subject.layer("dense2"), "not concerned"))),
                STRAINED))
        .containsExactly(Outcome.FAILED, Outcome.FAILED);
    assertThat(outcomes(verdicts(Grade.SOUND, Grade.SOUND), R))
        .containsExactly(Outcome.FAILED, Outcome.FAILED);
  }

  @Test
  void aGradeWithAnOpenQuestionDoesNotHold() {
    GateEvidence evidence =
        evidence(
            Map.of(),
            List.of(
                new Verdict(Subject.layer("dense1"), Grade.STRAINED, "dense1 is dead", true),
                new Verdict(Subject.layer("dense2"), Grade.STRAINED, "because")));
    assertThat(outcomes(evidence, STRAINED)).containsExactly(Outcome.FAILED, Outcome.PASSED);
    assertThat(evidence.checks(STRAINED).get(0))
        .hasToString("worst-verdict: dense1: strained, where strained is allowed. dense1 is dead");
  }

  @Test
  void correlationThatTheProbeCouldNotEvaluateDoesNotHold() {
    GateEvidence evidence =
        evidence(
            Map.of(
                Gate.PRODUCTS,
                new Conclusion(
                    List.of(r("dense1", "binary", 0.95), r("dense2", "binary", 0.95)),
                    List.of(
                        new Verdict(
                            Subject.of("dense1", "binary"), Grade.NOT_EVALUATED, "offsets alone"),
                        new Verdict(
                            Subject.of("dense2", "ternary"), Grade.NOT_EVALUATED, "unused")))),
            List.of());
    assertThat(outcomes(evidence, R)).containsExactly(Outcome.FAILED, Outcome.PASSED);
    assertThat(evidence.checks(R).get(0))
        .hasToString(
            "min-r: dense1: pearson-r under binary 0.9500, where 0.8 is the least allowed. Not"
                + " evaluated: offsets alone");
  }

  @Test
  void accuracyMayDropToTheLimitUnderEveryQuantizerInLayersAndGroups() {
    GateEvidence evidence =
        findings(
            Gate.ABLATION,
            change("dense1", "weights:binary", 0),
            change("dense1", "weights:ternary", -0.02),
            change("all", "weights:ternary", -0.0201));
    List<GateCheck> checks = evidence.checks(DROP);
    assertThat(checks)
        .extracting(GateCheck::layer, GateCheck::outcome)
        .containsExactly(
            tuple("dense1", Outcome.PASSED),
            tuple("dense2", Outcome.SKIPPED),
            tuple("all", Outcome.FAILED));
    assertThat(checks.get(2).reason())
        .isEqualTo(
            "accuracy-change under weights:ternary -0.0201 (95 % interval -0.1201 to 0.0799),"
                + " where -0.02 is the least allowed");
  }

  @Test
  void changesThatAreNoQuantizerOfTheRunAreNoDrop() {
    GateEvidence evidence =
        findings(
            Gate.ABLATION,
            change("dense1", "weights:continuous", -0.5),
            change("dense1", "activations:identity", -0.5),
            change("dense2", "weights:binary", 0));
    assertThat(outcomes(evidence, DROP)).containsExactly(Outcome.SKIPPED, Outcome.PASSED);
  }

  @Test
  void correlationIsThatOfTheQuantizerInUse() {
    GateEvidence evidence =
        findings(
            Gate.PRODUCTS,
            r("dense1", "ternary", 0.1),
            r("dense1", "binary", 0.8),
            r("dense2", "binary", 0.7999));
    assertThat(outcomes(evidence, R)).containsExactly(Outcome.PASSED, Outcome.FAILED);
    assertThat(evidence.checks(R).get(1))
        .hasToString(
            "min-r: dense2: pearson-r under binary 0.7999, where 0.8 is the least allowed");
  }

  @Test
  void undefinedNumbersDoNotHold() {
    assertThat(outcomes(findings(Gate.PRODUCTS, r("dense1", "binary", Double.NaN)), R))
        .containsExactly(Outcome.FAILED, Outcome.SKIPPED);
    assertThat(findings(Gate.PRODUCTS, r("dense1", "binary", Double.NaN)).checks(R).get(0))
        .hasToString(
            "min-r: dense1: pearson-r under binary is undefined, where 0.8 is the least allowed");
    assertThat(
            outcomes(findings(Gate.ABLATION, change("dense1", "weights:binary", Double.NaN)), DROP))
        .containsExactly(Outcome.FAILED, Outcome.SKIPPED);
  }

  @Test
  void whatFailedDoesNotHold() {
    Failure quantizer = Failure.ofQuantizer("ternary", "dense1", "no luck", Optional.empty());
    Failure probe = Failure.ofProbe("angle", Optional.of("dense1"), "gone", Optional.empty());
    GateEvidence measured =
        findings(Gate.PRODUCTS, r("dense1", "binary", 0.9), r("dense2", "binary", 0.9));

    assertThat(outcomes(after(measured, quantizer), R))
        .containsExactly(Outcome.FAILED, Outcome.PASSED);
    assertThat(after(measured, quantizer).checks(R).get(0).reason())
        .isEqualTo("quantizer 'ternary' on dense1 failed: no luck");
    assertThat(outcomes(after(measured, probe), R)).containsExactly(Outcome.PASSED, Outcome.PASSED);
    assertThat(outcomes(after(verdicts(Grade.SOUND, Grade.SOUND), probe), worst(Gate.Worst.SOUND)))
        .containsExactly(Outcome.FAILED, Outcome.FAILED);
    assertThat(
            outcomes(
                after(
                    findings(
                        Gate.ABLATION,
                        change("dense1", "weights:binary", 0),
                        change("dense2", "weights:binary", 0),
                        change("all", "weights:binary", 0)),
                    quantizer),
                DROP))
        .containsExactly(Outcome.FAILED, Outcome.PASSED, Outcome.FAILED);
  }

  private static GateEvidence after(GateEvidence measured, Failure failure) {
    return new GateEvidence(
        measured.layers(),
        measured.quantizers(),
        measured.inUse(),
        measured.probes(),
        measured.overall(),
        List.of(failure));
  }

  private static Gate worst(Gate.Worst worst) {
    return new Gate(Optional.of(worst), Optional.empty(), Optional.empty());
  }

  private static List<Outcome> outcomes(GateEvidence evidence, Gate gate) {
    return evidence.checks(gate).stream().map(GateCheck::outcome).toList();
  }

  private static GateEvidence verdicts(Grade first, Grade second) {
    return evidence(
        Map.of(),
        List.of(
            new Verdict(Subject.of("dense1", "ternary"), Grade.NOT_EVALUATED, "refused"),
            new Verdict(Subject.layer("dense1"), first, "because"),
            new Verdict(Subject.layer("dense2"), second, "because")));
  }

  @Test
  void anAccuracyThatIsNotJudgedHoldsNoLimit() {
    Conclusion ablation =
        new Conclusion(
            List.of(change("dense1", "weights:binary", 0), change("dense2", "weights:binary", 0)),
            List.of(
                new Verdict(
                    Subject.of("dense1", "binary"), Grade.NOT_EVALUATED, "no better than guessing"),
                new Verdict(Subject.of("dense2", "binary"), Grade.SOUND, "because"),
                new Verdict(Subject.of("dense2", "ternary"), Grade.NOT_EVALUATED, "refused")));

    assertThat(evidence(Map.of(Gate.ABLATION, ablation), List.of()).checks(DROP))
        .extracting(GateCheck::layer, GateCheck::outcome)
        .containsExactly(tuple("dense1", Outcome.FAILED), tuple("dense2", Outcome.PASSED));
    assertThat(evidence(Map.of(Gate.ABLATION, ablation), List.of()).checks(DROP).get(0))
        .hasToString("max-accuracy-drop: dense1: no better than guessing");
  }

  private static GateEvidence findings(String probe, Finding... findings) {
    return evidence(Map.of(probe, new Conclusion(List.of(findings), List.of())), List.of());
  }

  private static GateEvidence evidence(Map<String, Conclusion> probes, List<Verdict> overall) {
    return new GateEvidence(
        List.of("dense1", "dense2"),
        List.of("binary", "ternary"),
        Map.of("dense1", "binary", "dense2", "binary"),
        probes,
        overall,
        List.of());
  }

  private static Finding change(String layer, String change, double value) {
    return Scalar.of(Subject.changed(layer, change), "accuracy-change", value, 100)
        .within(value - 0.1, value + 0.1);
  }

  private static Finding r(String layer, String quantizer, double value) {
    return Scalar.of(Subject.of(layer, quantizer), "pearson-r", value, 4);
  }
}
