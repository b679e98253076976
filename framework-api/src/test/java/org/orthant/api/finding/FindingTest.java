package org.orthant.api.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.orthant.api.model.Extent;
import org.orthant.api.statistics.Axis;

class FindingTest {
  private static final Subject SUBJECT = Subject.of("conv1", "binary");
  private static final Axis AXIS = new Axis(0, 2, 2);

  @Test
  void aScalarIsOnlyAValueAndACountAtFirst() {
    assertThat(Finding.Scalar.of(SUBJECT, "pearson-r", 0.9, 20))
        .isEqualTo(
            new Finding.Scalar(
                SUBJECT,
                "pearson-r",
                0.9,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalLong.of(20)));
  }

  @Test
  void anExpectationAndAnIntervalJoinAScalarInAnyOrder() {
    Finding.Scalar bare = Finding.Scalar.of(SUBJECT, "pearson-r", 0.9, 20);
    Finding.Scalar full =
        new Finding.Scalar(
            SUBJECT,
            "pearson-r",
            0.9,
            OptionalDouble.of(0.8),
            OptionalDouble.of(0.85),
            OptionalDouble.of(0.95),
            OptionalLong.of(20));

    assertThat(bare.expecting(0.8).within(0.85, 0.95)).isEqualTo(full);
    assertThat(bare.within(0.85, 0.95).expecting(0.8)).isEqualTo(full);
    assertThat(bare).isEqualTo(Finding.Scalar.of(SUBJECT, "pearson-r", 0.9, 20));
  }

  @Test
  void aLaterExpectationReplacesAnEarlierOne() {
    Finding.Scalar scalar = Finding.Scalar.of(SUBJECT, "pearson-r", Double.NaN, 1);

    assertThat(scalar.expecting(0.8).expecting(0.7)).isEqualTo(scalar.expecting(0.7));
    assertThat(scalar.within(0, 1).within(2, 3)).isEqualTo(scalar.within(2, 3));
  }

  @Test
  void anIntervalIsWidenedToItsValueWhereRoundingLeftItOutside() {
    double beyond = Math.nextUp(0.3);
    Finding.Scalar scalar =
        Finding.Scalar.of(SUBJECT, "pearson-r", beyond, 20).within(0.2, 0.3).expecting(0.1);

    assertThat(scalar.high()).hasValue(beyond);
    assertThat(scalar.low()).hasValue(0.2);
    assertThat(Finding.Scalar.of(SUBJECT, "pearson-r", 0.9, 20).within(0.2, 0.3).high())
        .hasValue(0.3);
  }

  @Test
  void oneOfAKindIsNoPlural() {
    assertThat(Plural.of(1, "group of images", "groups of images")).isEqualTo("1 group of images");
    assertThat(Plural.of(0, "filter", "filters")).isEqualTo("0 filters");
    assertThat(Plural.of(21, "filter", "filters")).isEqualTo("21 filters");
  }

  @Test
  void aDistributionKeepsItsCountsWhenTheGivenOnesChange() {
    List<Long> counts = new ArrayList<>(List.of(3L, 4L));
    List<Double> reference = new ArrayList<>(List.of(0.5, 0.5));
    Finding.Distribution distribution =
        new Finding.Distribution(SUBJECT, "degrees", AXIS, counts, 0, reference);

    counts.set(0, 9L);
    reference.clear();

    assertThat(distribution.counts()).containsExactly(3L, 4L);
    assertThat(distribution.reference()).containsExactly(0.5, 0.5);
  }

  @Test
  void aJointDistributionKeepsItsRowsWhenTheGivenOnesChange() {
    List<Long> row = new ArrayList<>(List.of(1L, 2L));
    List<List<Long>> rows = new ArrayList<>(List.of(row, List.of(3L, 4L)));
    Finding.Joint joint =
        new Finding.Joint(SUBJECT, "dot-products", "wᵇ·a", AXIS, "wᶜ·a", AXIS, rows);

    row.set(0, 9L);
    rows.clear();

    assertThat(joint.counts()).containsExactly(List.of(1L, 2L), List.of(3L, 4L));
  }

  @Test
  void filtersKeepTheirValuesWhenTheGivenOnesChange() {
    List<Double> filter = new ArrayList<>(List.of(1.0, 2.0, 3.0, 4.0, 5.0, 6.0));
    List<List<Double>> filters = new ArrayList<>(List.of(filter));
    Finding.Filters finding = new Finding.Filters(SUBJECT, "filters", new Extent(2, 3), 1, filters);

    filter.set(0, 9.0);
    filters.clear();

    assertThat(finding.values()).containsExactly(List.of(1.0, 2.0, 3.0, 4.0, 5.0, 6.0));
    assertThat(finding.dimension()).isEqualTo(6);
  }

  @Test
  void aConclusionKeepsItsListsWhenTheGivenOnesChange() {
    Finding.Scalar finding = Finding.Scalar.of(SUBJECT, "pearson-r", 0.9, 20);
    Verdict verdict = new Verdict(SUBJECT, Grade.SOUND, "r is 0.9, at least 0.8");
    List<Finding> findings = new ArrayList<>(List.of(finding));
    List<Verdict> verdicts = new ArrayList<>(List.of(verdict));
    Conclusion conclusion = new Conclusion(findings, verdicts);

    findings.clear();
    verdicts.clear();

    assertThat(conclusion.findings()).containsExactly(finding);
    assertThat(conclusion.verdicts()).containsExactly(verdict);
  }

  @Test
  void aSubjectSaysOnlyWhatItIsAbout() {
    assertThat(Subject.network())
        .isEqualTo(new Subject("network", Optional.empty(), Optional.empty()));
    assertThat(Subject.layer("conv1"))
        .isEqualTo(new Subject("conv1", Optional.empty(), Optional.empty()));
    assertThat(Subject.of("conv1", "binary"))
        .isEqualTo(new Subject("conv1", Optional.of("binary"), Optional.empty()));
  }

  @Test
  void gradesRunFromBestToWorst() {
    assertThat(Grade.values())
        .containsExactly(
            Grade.SOUND, Grade.UNCERTAIN, Grade.STRAINED, Grade.DEGRADED, Grade.NOT_EVALUATED);
  }
}
