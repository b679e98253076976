package org.orthant.framework.run.local;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * Threads of this process.
 *
 * @param threads how many; 0 for one per core
 */
public record LocalThreads(int threads) {

  /**
   * Works on 0, 1, … side by side, and folds what comes of it in that order. However it ends, no
   * work goes on behind it: what was begun is brought to its end, the rest is not begun.
   *
   * @param count how many there are
   * @param work may be called from several threads
   * @param fold is called from the calling thread
   * @throws CancellationException if the calling thread is interrupted; then work may still go on
   */
  public <T> void execute(int count, IntFunction<T> work, Consumer<T> fold) {
    int workers = threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
    ExecutorService pool = Executors.newFixedThreadPool(workers, LocalThreads::daemon);
    // Results wait for their turn to be folded, so few may be under way.
    Deque<Future<T>> underway = new ArrayDeque<>();
    try {
      int next = 0;
      for (int folded = 0; folded < count; folded++) {
        while (next < count && underway.size() < 2 * workers) {
          int index = next++;
          underway.add(pool.submit(() -> work.apply(index)));
        }
        fold.accept(result(underway.remove()));
      }
    } finally {
      // A thread that is interrupted would blame the plugin it is in.
      underway.forEach(future -> future.cancel(false));
      pool.shutdown();
      awaitEnd(pool);
    }
  }

  /** Work that goes on after an interrupt does not keep the process from ending. */
  private static Thread daemon(Runnable work) {
    Thread thread = Executors.defaultThreadFactory().newThread(work);
    thread.setDaemon(true);
    return thread;
  }

  private static void awaitEnd(ExecutorService pool) {
    try {
      if (!Thread.currentThread().isInterrupted()) {
        pool.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    }
  }

  private static <T> T result(Future<T> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      if (e.getCause() instanceof Error cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    }
  }
}
