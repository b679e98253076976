package org.orthant.reports.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class GradeTest {

  @Test
  void togetherTheWorstCounts() {
    assertThat(Grade.together(List.of(Grade.SOUND, Grade.DEGRADED, Grade.STRAINED)))
        .isEqualTo(Grade.DEGRADED);
    assertThat(Grade.together(List.of(Grade.STRAINED, Grade.NOT_EVALUATED)))
        .isEqualTo(Grade.STRAINED);
    assertThat(Grade.together(List.of(Grade.SOUND, Grade.SOUND))).isEqualTo(Grade.SOUND);
  }

  @Test
  void whatWasNotEvaluatedSaysNothing() {
    assertThat(Grade.together(List.of(Grade.SOUND, Grade.NOT_EVALUATED))).isEqualTo(Grade.SOUND);
    assertThat(Grade.together(List.of(Grade.NOT_EVALUATED))).isEqualTo(Grade.NOT_EVALUATED);
    assertThat(Grade.together(List.of())).isEqualTo(Grade.NOT_EVALUATED);
  }

  @Test
  void speaksInWords() {
    assertThat(Grade.NOT_EVALUATED.label()).isEqualTo("not evaluated");
    assertThat(Grade.NOT_EVALUATED.style()).isEqualTo("not-evaluated");
  }
}
