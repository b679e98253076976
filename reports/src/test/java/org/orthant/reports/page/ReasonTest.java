package org.orthant.reports.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.orthant.reports.result.Grade;
import org.orthant.reports.result.Result.Verdict;

class ReasonTest {

  @Test
  void whatIsSaidOfSeveralQuantizersStandsOnce() {
    List<Reason> reasons =
        Reason.of(
            List.of(
                verdict("binary", "The inputs of conv1 are not quantized"),
                verdict("ternary", "r is 0.9"),
                verdict("rotated", "The inputs of conv1 are not quantized")));

    assertThat(reasons)
        .containsExactly(
            new Reason(
                Grade.NOT_EVALUATED,
                List.of("binary", "rotated"),
                "activation-dot-product",
                "The inputs of conv1 are not quantized"),
            new Reason(
                Grade.NOT_EVALUATED, List.of("ternary"), "activation-dot-product", "r is 0.9"));
  }

  private static Verdict verdict(String quantizer, String reason) {
    return new Verdict(
        Optional.of("activation-dot-product"),
        Optional.of(quantizer),
        "conv1",
        Optional.empty(),
        Grade.NOT_EVALUATED,
        reason,
        false,
        OptionalDouble.empty());
  }
}
