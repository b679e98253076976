package org.orthant.api;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class InvalidParameterExceptionTest {

  @Test
  void saysWhatIsAllowedAndWhatWasFound() {
    assertThatThrownBy(
            () -> InvalidParameterException.unless(false, "images", "must be at least 1", 0))
        .isInstanceOf(BadInputException.class)
        .hasMessage("must be at least 1, but is 0")
        .hasFieldOrPropertyWithValue("parameter", "images");
  }

  @Test
  void isNotThrownWhereTheConditionHolds() {
    assertThatCode(
            () -> InvalidParameterException.unless(true, "images", "must be at least 1", null))
        .doesNotThrowAnyException();
  }
}
