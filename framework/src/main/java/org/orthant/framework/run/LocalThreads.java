package org.orthant.framework.run;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * Threads of this process.
 *
 * @param threads how many; 0 for one per core
 */
record LocalThreads(int threads) {

  /**
   * Works on 0, 1, … side by side, and folds what comes of it in that order.
   *
   * @param count how many there are
   * @param work may be called from several threads
   * @param fold is called from the calling thread
   */
  <T> void execute(int count, IntFunction<T> work, Consumer<T> fold) {
    int workers = threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
    ExecutorService pool = Executors.newFixedThreadPool(workers);
    try {
      // Results wait for their turn to be folded, so few may be under way.
      Deque<Future<T>> underway = new ArrayDeque<>();
      int next = 0;
      for (int folded = 0; folded < count; folded++) {
        while (next < count && underway.size() < 2 * workers) {
          int index = next++;
          underway.add(pool.submit(() -> work.apply(index)));
        }
        fold.accept(result(underway.remove()));
      }
    } finally {
      pool.shutdownNow();
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
