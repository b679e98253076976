package org.orthant.framework.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FailureLogTest {
  private final FailureLog log = new FailureLog();

  private static Failure ofProbe(String probe, String reason) {
    return Failure.ofProbe(probe, Optional.empty(), reason, Optional.empty());
  }

  private static Failure ofQuantizer(String quantizer, String layer, String reason) {
    return Failure.ofQuantizer(quantizer, layer, reason, Optional.empty());
  }

  @Test
  void isEmptyBeforeAnythingFails() {
    assertThat(log.ofProbe("angle")).isEmpty();
    assertThat(log.ofQuantizers()).isEmpty();
    assertThat(log.hasQuantizers()).isFalse();
  }

  @Test
  void firstFailureOfAProbeCounts() {
    Failure first = ofProbe("angle", "onBlock of group 3: it broke");
    log.note(List.of(first));
    log.note(List.of(ofProbe("angle", "onBlock of group 4: again")));
    assertThat(log.ofProbe("angle")).contains(first);
    assertThat(log.ofProbe("ablation")).isEmpty();
    assertThat(log.hasQuantizers()).isFalse();
  }

  @Test
  void quantizersFailOnOneLayerEachInTheOrderOfTheRun() {
    Failure second = ofQuantizer("ternary", "conv2", "it broke");
    Failure first = ofQuantizer("ternary", "conv1", "it broke");
    log.note(List.of(second, ofProbe("angle", "so did it"), first));
    log.note(List.of(ofQuantizer("ternary", "conv2", "again")));
    assertThat(log.ofQuantizers()).containsExactly(second, first);
    assertThat(log.hasQuantizers()).isTrue();
  }
}
