package org.orthant.reports.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.orthant.reports.result.Result.Subject;

class DirectionTest {
  @ParameterizedTest
  @CsvSource({
    "dot-product, , pearson-r, MORE",
    "activation-dot-product, , pearson-r-both, MORE",
    "dot-product, , sign-flip-fraction, LESS",
    "angle, , mean-degrees, LESS_ABOVE_EXPECTED",
    "ablation, , accuracy, MORE",
    "ablation, weights:ternary, accuracy-change, MORE",
    "ablation, weights:ternary, predictions-changed, LESS",
    "ablation, weights:ternary, accuracy-change-without-refit, NONE",
    "ablation, weights:continuous, accuracy-change, NONE",
    "ablation, activations:identity, accuracy, NONE",
    "ablation, 'weights:ternary,activations:identity', accuracy-change, NONE",
    "output-change, weights:ternary, top-1-agreement, MORE",
    "output-change, weights:ternary, relative-error, LESS",
    "output-change, weights:continuous, cosine, NONE",
    "error, , output-db-scaled, MORE",
    "error, , output-db, NONE",
    "permutation, , permuted-r, NONE",
    "weights, , excess-kurtosis, NONE",
    "a-stranger, , pearson-r, NONE"
  })
  void isKnownOfTheMetricOfAProbe(String probe, String change, String metric, Direction direction) {
    Subject subject =
        new Subject(probe, Optional.empty(), "dense1", Optional.ofNullable(change), metric);
    assertThat(Direction.of(subject)).isEqualTo(direction);
  }
}
