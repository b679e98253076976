package org.orthant.networks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.orthant.testkit.Contracts;
import org.orthant.testkit.NetworkContract;

class ContractsTest {

  @Test
  void noPluginIsForgotten() {
    assertThat(Contracts.missingIn(ContractsTest.class)).isEmpty();
  }

  @Nested
  class OfRandomVectors extends NetworkContract<RandomVectors> {
    @Override
    protected List<RandomVectors> plugins() {
      return List.of(
          new RandomVectors(20, List.of(3, 1), List.of(), 0.1, List.of(), 1, List.of()),
          new RandomVectors(5, List.of(), List.of(12), 0.3, List.of(4), 2, List.of(1, 3)));
    }
  }
}
