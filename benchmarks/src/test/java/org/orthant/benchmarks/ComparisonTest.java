package org.orthant.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static final List<String> RIVALS = List.of("naive", "tuned");

  @Test
  void showsRatiosBesideWhatIsAskedOfThem() {
    Comparison row =
        new Comparison(
            "ablation",
            Optional.of(new Figure(100, Unit.SECONDS)),
            Map.of("naive", new Figure(1200, Unit.SECONDS), "tuned", new Figure(250, Unit.SECONDS)),
            Map.of("naive", new Target(8, 16), "tuned", new Target(3, 6)));

    assertThat(Comparison.table(RIVALS, List.of(row)))
        .containsExactly(
            "| work     | Orthant | naive    | tuned   | ratio               | at least | reach for |",
            "| -------- | ------- | -------- | ------- | ------------------- | -------- | --------- |",
            "| ablation | 100.0 s | 1200.0 s | 250.0 s | 12× / 2.5× (missed) | 8× / 3×  | 16× / 6×  |");
  }

  @Test
  void whatWasNotMeasuredHasNoRatio() {
    Comparison row =
        new Comparison(
            "inference",
            Optional.of(new Figure(1800, Unit.IMAGES_PER_SECOND)),
            Map.of("tuned", new Figure(120, Unit.IMAGES_PER_SECOND)),
            Map.of("tuned", new Target(10, 15)));

    assertThat(Comparison.table(RIVALS, List.of(row)).get(2))
        .isEqualTo(
            "| inference | 1800 images/s | –     | 120 images/s | – / 15× | – / 10×  | – / 15×   |");
  }

  @Test
  void moreASecondIsFasterAndMoreSecondsAreNot() {
    assertThat(
            new Figure(30, Unit.IMAGES_PER_SECOND)
                .timesFasterThan(new Figure(10, Unit.IMAGES_PER_SECOND)))
        .isEqualTo(3);
    assertThat(new Figure(30, Unit.SECONDS).timesFasterThan(new Figure(10, Unit.SECONDS)))
        .isEqualTo(1.0 / 3);
  }
}
