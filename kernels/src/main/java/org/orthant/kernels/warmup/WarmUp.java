package org.orthant.kernels.warmup;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Has the virtual machine compile the kernels before an analysis needs them: on a thread of its own
 * they compute with made-up numbers meanwhile. It happens once, since what is compiled stays so.
 */
public final class WarmUp {
  static final String THREAD = "warm-up";

  private static final AtomicBoolean BEGUN = new AtomicBoolean();
  private static final long NANOSECONDS = TimeUnit.MILLISECONDS.toNanos(2500);

  /** Between rounds, so that the compiler has a core. */
  private static final long PAUSE_MILLISECONDS = 10;

  private WarmUp() {}

  /** Begins, if none has before and there is a core to spare; it ends within a few seconds. */
  public static void begin() {
    if (Runtime.getRuntime().availableProcessors() > 1 && BEGUN.compareAndSet(false, true)) {
      Thread thread = new Thread(WarmUp::run, THREAD);
      thread.setDaemon(true);
      // What fails here fails again where it is needed, and is told there.
      thread.setUncaughtExceptionHandler((failed, e) -> {});
      thread.start();
    }
  }

  private static void run() {
    long end = System.nanoTime() + NANOSECONDS;
    Rehearsal rehearsal = new Rehearsal();
    while (System.nanoTime() < end) {
      rehearsal.firstLayer();
      rehearsal.tables();
      rehearsal.xnor();
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MILLISECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts it", e);
    }
  }
}
