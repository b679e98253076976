package org.orthant.framework.failure;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Tells of calls of plugins that do not return: after half a minute, and again whenever the time
 * has doubled. It ends none, for a slow plugin may be right.
 */
public final class SlowCalls implements AutoCloseable {
  private static final long FIRST = TimeUnit.SECONDS.toNanos(30);
  private static final long PAUSE = TimeUnit.SECONDS.toNanos(5);

  private final Consumer<String> tell;
  private final CountDownLatch closed = new CountDownLatch(1);

  /** When each call is to be told of next, by how long it has been running. */
  private IdentityHashMap<RunningCall, Long> next = new IdentityHashMap<>();

  SlowCalls(Consumer<String> tell) {
    this.tell = tell;
  }

  /**
   * Begins.
   *
   * @param tell takes a line; another thread calls it
   */
  public static SlowCalls watch(Consumer<String> tell) {
    SlowCalls watching = new SlowCalls(tell);
    Thread thread = new Thread(watching::lookAgainAndAgain, "slow calls");
    thread.setDaemon(true);
    thread.start();
    return watching;
  }

  private void lookAgainAndAgain() {
    try {
      while (!closed.await(PAUSE, TimeUnit.NANOSECONDS)) {
        look(RunningCalls.all(), System.nanoTime());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Tells of those that are due.
   *
   * @param innermost the innermost call of each thread
   * @param now the time by the clock that says since when they have been running
   */
  void look(List<RunningCall> innermost, long now) {
    IdentityHashMap<RunningCall, Long> due = new IdentityHashMap<>();
    for (RunningCall call : innermost) {
      slow(call, now)
          .ifPresent(
              slow -> {
                long running = now - slow.since();
                long from = next.getOrDefault(slow, FIRST);
                if (running >= from) {
                  tell.accept(inWords(slow.call(), running));
                  from = doubled(from, running);
                }
                due.put(slow, from);
              });
    }
    next = due;
  }

  /** A probe that waits for a quantizer is not slow itself. */
  private static Optional<RunningCall> slow(RunningCall innermost, long now) {
    return Stream.iterate(innermost, Objects::nonNull, call -> call.outer().orElse(null))
        .filter(call -> now - call.since() >= FIRST)
        .findFirst();
  }

  private static long doubled(long from, long beyond) {
    long next = from;
    while (next <= beyond) {
      next *= 2;
    }
    return next;
  }

  private static String inWords(PluginCall call, long running) {
    long seconds = TimeUnit.NANOSECONDS.toSeconds(running);
    return String.format(
        Locale.ROOT,
        "%s has been running for %s",
        call,
        seconds < 120 ? seconds + " s" : seconds / 60 + " min");
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
