package org.orthant.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.orthant.benchmarks.Growth.Timed;

class GrowthTest {
  @Test
  void theFastestRunOfEachSizeCountsAndEachIsTold() {
    assertThat(
            Growth.imagesTable(
                List.of(
                    new Timed("small", 1_000, List.of(7.0, 6.0, 9.0)),
                    new Timed("large", 3_000, List.of(15.0, 18.0)))))
        .containsExactly(
            "| run   | time   | times the one before | each further image | each of its runs    |",
            "| ----- | ------ | -------------------- | ------------------ | ------------------- |",
            "| small | 6.0 s  | –                    | –                  | 7.0 s, 6.0 s, 9.0 s |",
            "| large | 15.0 s | 2.50                 | 4.50 ms/image      | 15.0 s, 18.0 s      |");
  }
}
