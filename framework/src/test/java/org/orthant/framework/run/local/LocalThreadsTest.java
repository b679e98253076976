package org.orthant.framework.run.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.orthant.framework.failure.AnalysisException;

class LocalThreadsTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7})
  void foldsInOrder(int threads) {
    List<Integer> folded = new ArrayList<>();
    new LocalThreads(threads).execute(100, group -> group * group, folded::add);
    assertThat(folded).hasSize(100).isSorted().endsWith(99 * 99);
  }

  @Test
  void worksOnSeveralThreadsAtOnce() {
    CountDownLatch bothRunning = new CountDownLatch(2);
    Set<Boolean> met = ConcurrentHashMap.newKeySet();
    new LocalThreads(2)
        .execute(
            2,
            group -> {
              bothRunning.countDown();
              return await(bothRunning);
            },
            met::add);
    assertThat(met).containsExactly(true);
  }

  @Test
  void exceptionOfTheWorkEndsIt() {
    assertThatThrownBy(
            () ->
                new LocalThreads(2)
                    .execute(
                        10,
                        group -> {
                          throw new AnalysisException("group " + group);
                        },
                        ignored -> {}))
        .isInstanceOf(AnalysisException.class)
        .hasMessage("group 0");
  }

  @Test
  void noWorkGoesOnBehindAFailure() {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch failing = new CountDownLatch(1);
    AtomicLong left = new AtomicLong();
    Set<Integer> worked = ConcurrentHashMap.newKeySet();
    assertThatThrownBy(
            () ->
                new LocalThreads(2)
                    .execute(
                        100,
                        group -> {
                          worked.add(group);
                          if (group == 1) {
                            left.set(20_000_000);
                            begun.countDown();
                            await(failing);
                            while (left.decrementAndGet() > 0) {
                              Thread.onSpinWait();
                            }
                          }
                          return group;
                        },
                        group -> {
                          await(begun);
                          failing.countDown();
                          throw new AnalysisException("no luck");
                        }))
        .hasMessage("no luck");
    assertThat(left).hasValue(0);
    assertThat(worked).hasSizeLessThan(100);
  }

  @Test
  void interruptEndsTheWaiting() {
    CountDownLatch never = new CountDownLatch(1);
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> new LocalThreads(1).execute(2, group -> await(never), met -> {}))
          .isInstanceOf(CancellationException.class);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
      never.countDown();
    }
  }

  private static boolean await(CountDownLatch latch) {
    try {
      return latch.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
