package org.orthant.framework.pace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeTextTest {

  @ParameterizedTest
  @CsvSource({"0.2, 1 s", "89, 89 s", "90, 2 min", "5399, 90 min", "5400, 1.5 h", "86400, 24.0 h"})
  void isSaidInTheUnitOneThinksIn(double seconds, String text) {
    assertThat(TimeText.of(seconds)).isEqualTo(text);
  }
}
