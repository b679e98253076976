package org.orthant.kernels.warmup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.List;
import org.junit.jupiter.api.Test;

class WarmUpTest {

  /** The thread itself swallows what goes wrong. */
  @Test
  void everyStepOfTheRehearsalSucceeds() {
    Rehearsal rehearsal = new Rehearsal();
    for (int round = 0; round < 2; round++) {
      assertThatCode(rehearsal::firstLayer).doesNotThrowAnyException();
      assertThatCode(rehearsal::tables).doesNotThrowAnyException();
      assertThatCode(rehearsal::xnor).doesNotThrowAnyException();
    }
  }

  @Test
  void oneDaemonWarmsUpOnceAndEnds() throws InterruptedException {
    WarmUp.begin();
    WarmUp.begin();
    List<Thread> threads =
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> thread.getName().equals(WarmUp.THREAD))
            .toList();
    int expected = Runtime.getRuntime().availableProcessors() > 1 ? 1 : 0;
    assertThat(threads).hasSize(expected).allMatch(Thread::isDaemon);
    for (Thread thread : threads) {
      thread.join();
    }
    WarmUp.begin();
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().equals(WarmUp.THREAD));
  }
}
