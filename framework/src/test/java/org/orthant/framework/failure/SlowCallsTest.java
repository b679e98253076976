package org.orthant.framework.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SlowCallsTest {
  private static final PluginCall PROBE = new PluginCall("probe 'mapping' on conv1", "onBlock");
  private static final PluginCall QUANTIZER = new PluginCall("quantizer 'q' on conv1", "apply");

  private final List<String> told = new ArrayList<>();
  private final SlowCalls slow = new SlowCalls(told::add);

  @Test
  void toldOfAfterHalfAMinuteAndWheneverTheTimeHasDoubled() {
    RunningCall call = new RunningCall(QUANTIZER, 0, Optional.empty());
    for (int second = 5; second <= 300; second += 5) {
      look(second, call);
    }
    assertThat(told)
        .containsExactly(
            "quantizer 'q' on conv1: apply has been running for 30 s",
            "quantizer 'q' on conv1: apply has been running for 60 s",
            "quantizer 'q' on conv1: apply has been running for 2 min",
            "quantizer 'q' on conv1: apply has been running for 4 min");
  }

  @Test
  void callThatWaitsForAnotherIsNotToldOf() {
    RunningCall probe = new RunningCall(PROBE, 0, Optional.empty());
    look(40, new RunningCall(QUANTIZER, TimeUnit.SECONDS.toNanos(5), Optional.of(probe)));
    assertThat(told).containsExactly("quantizer 'q' on conv1: apply has been running for 35 s");
  }

  @Test
  void callThatMakesManyShortOnesIsToldOf() {
    RunningCall probe = new RunningCall(PROBE, 0, Optional.empty());
    look(40, new RunningCall(QUANTIZER, TimeUnit.SECONDS.toNanos(39), Optional.of(probe)));
    assertThat(told).containsExactly("probe 'mapping' on conv1: onBlock has been running for 40 s");
  }

  @Test
  void callsUnderWayAreKnownByTheirThread() {
    PROBE.make(
        () ->
            QUANTIZER.make(
                () -> {
                  RunningCall innermost = RunningCalls.of(Thread.currentThread()).orElseThrow();
                  assertThat(innermost.call()).isEqualTo(QUANTIZER);
                  assertThat(innermost.outer().orElseThrow().call()).isEqualTo(PROBE);
                  return "";
                },
                IllegalStateException::new),
        IllegalStateException::new);
    assertThat(RunningCalls.of(Thread.currentThread())).isEmpty();
  }

  private void look(int second, RunningCall innermost) {
    slow.look(List.of(innermost), TimeUnit.SECONDS.toNanos(second));
  }
}
