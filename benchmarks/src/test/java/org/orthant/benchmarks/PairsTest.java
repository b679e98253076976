package org.orthant.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PairsTest {
  @Test
  void readsTheLeastTime() {
    assertThat(Pairs.least(List.of("a warning", "pairs: 312.22 ns", "pairs: 264.92 ns")))
        .hasValue(264.92);
    assertThat(Pairs.least(List.of("a warning"))).isEmpty();
  }
}
