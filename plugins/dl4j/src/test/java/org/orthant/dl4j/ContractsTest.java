package org.orthant.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.orthant.quantizers.Binary;
import org.orthant.quantizers.Identity;
import org.orthant.testkit.Contracts;
import org.orthant.testkit.NetworkContract;

class ContractsTest {
  private static final Training SHORT =
      new Training(
          2, 10, Loss.SQUARED_HINGE, 3e-3, 3e-5, Decay.COSINE, true, 1, 1, Layers.FUSED, 0);

  @Test
  void noPluginIsForgotten() {
    assertThat(Contracts.missingIn(ContractsTest.class)).isEmpty();
  }

  @Nested
  class OfBnnMlp extends NetworkContract<BnnMlp> {
    @Override
    protected List<BnnMlp> plugins() {
      return List.of(
          new BnnMlp(
              List.of(12),
              new Binary(),
              new Binary(),
              Map.of("dense1", new LayerOverride(Optional.of(new Identity()), Optional.empty())),
              SHORT,
              Optional.empty()));
    }
  }

  @Nested
  class OfBnnCnn extends NetworkContract<BnnCnn> {
    @Override
    protected List<BnnCnn> plugins() {
      return List.of(
          new BnnCnn(
              List.of(4, 6),
              List.of(10),
              new Binary(),
              new Binary(),
              Map.of(),
              SHORT,
              Optional.empty()));
    }
  }
}
