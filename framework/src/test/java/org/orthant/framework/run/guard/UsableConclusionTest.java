package org.orthant.framework.run.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.orthant.api.finding.Conclusion;
import org.orthant.api.finding.Finding;
import org.orthant.api.finding.Finding.Scalar;
import org.orthant.api.finding.Grade;
import org.orthant.api.finding.Remedy;
import org.orthant.api.finding.Subject;
import org.orthant.api.finding.Verdict;
import org.orthant.api.model.Extent;
import org.orthant.api.model.LayerShape;
import org.orthant.api.statistics.Axis;

class UsableConclusionTest {
  private static final Subject LAYER = Subject.of("dense1", "binary");
  private static final UsableConclusion USABLE =
      new UsableConclusion(List.of(LayerShape.dense("dense1", 4, 3)), List.of("binary"));

  @Test
  void whatAResultCanHoldIsLeftAsItIs() {
    Conclusion conclusion =
        new Conclusion(
            List.of(
                Scalar.of(LAYER, "r", 0.5, 10).within(0.4, 0.6),
                Scalar.of(Subject.network(), "r", Double.NaN, 0).within(Double.NaN, Double.NaN),
                Scalar.of(Subject.changed("all", "weights:binary"), "r", 1, 1),
                new Finding.Curve(LAYER, "curve", "x", List.of(1.0), "y", List.of(2.0), List.of()),
                new Finding.Filters(
                    LAYER, "filters", new Extent(1, 2), 1, List.of(List.of(1.0, -2.0)))),
            List.of(new Verdict(LAYER, Grade.SOUND, "good")),
            List.of(new Remedy(LAYER, Optional.of("binary"), "keep it")));
    assertThat(USABLE.of(conclusion)).isSameAs(conclusion);
  }

  @Test
  void findingsThatNoReportCanShowAreRefused() {
    assertThatThrownBy(() -> USABLE.of(null)).hasMessage("no conclusion");
    assertRefused("a finding without a subject", Scalar.of(null, "r", 1, 1));
    assertRefused("no text as metric of a finding", Scalar.of(LAYER, null, 1, 1));
    assertRefused("no text as metric of a finding", Scalar.of(LAYER, "\ud83d", 1, 1));
    assertRefused(
        "a finding about dense9, which is no layer", Scalar.of(Subject.layer("dense9"), "r", 1, 1));
    assertRefused(
        "a finding about dense1 under gbt, which is no quantizer of this run",
        Scalar.of(Subject.of("dense1", "gbt"), "r", 1, 1));
    assertRefused(
        "an interval without ends for r of dense1",
        Scalar.of(LAYER, "r", 1, 1).within(0, Double.NaN));
    assertRefused("r of dense1 twice", Scalar.of(LAYER, "r", 1, 1), Scalar.of(LAYER, "r", 2, 1));
    assertRefused(
        "counts that do not fit their axis for h of dense1",
        new Finding.Distribution(LAYER, "h", new Axis(0, 1, 2), List.of(1L), 0, List.of()));
    assertRefused(
        "an expectation that does not fit for h of dense1",
        new Finding.Distribution(
            LAYER, "h", new Axis(0, 1, 2), List.of(1L, 2L), 0, List.of(Double.NaN, 1.0)));
    assertRefused(
        "a curve whose points are not all there for c of dense1",
        new Finding.Curve(LAYER, "c", "x", List.of(1.0), "y", List.of(Double.NaN), List.of()));
    assertRefused(
        "counts that do not fit their axes for j of dense1",
        new Finding.Joint(
            LAYER, "j", "x", new Axis(0, 1, 1), "y", new Axis(0, 1, 2), List.of(List.of(1L))));
    assertRefused(
        "filters of neither 1 nor 3 channels for f of dense1",
        new Finding.Filters(LAYER, "f", Extent.square(1), 2, List.of(List.of(1.0, 2.0))));
    assertRefused(
        "filters whose values are not all there for f of dense1",
        new Finding.Filters(LAYER, "f", new Extent(1, 2), 1, List.of(List.of(1.0))));
    assertRefused(
        "filters whose values are not all there for f of dense1",
        new Finding.Filters(LAYER, "f", Extent.square(1), 1, List.of(List.of(Double.NaN))));
  }

  @Test
  void verdictsAndRemediesThatNoReportCanShowAreRefused() {
    assertThatThrownBy(
            () -> USABLE.of(new Conclusion(List.of(), List.of(new Verdict(LAYER, null, "good")))))
        .hasMessage("a verdict without a grade");
    assertThatThrownBy(
            () ->
                USABLE.of(
                    new Conclusion(
                        List.of(),
                        List.of(),
                        List.of(new Remedy(LAYER, Optional.of("gbt"), "try it")))))
        .hasMessageContaining("a quantizer that this run does not have");
  }

  private static void assertRefused(String reason, Finding... findings) {
    Conclusion conclusion = new Conclusion(List.of(findings), List.of());
    assertThatThrownBy(() -> USABLE.of(conclusion))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(reason);
  }
}
