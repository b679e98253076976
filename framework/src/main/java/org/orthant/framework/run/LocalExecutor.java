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
import org.orthant.api.Doc;
import org.orthant.api.Id;
import org.orthant.api.InvalidParameterException;
import org.orthant.api.spi.Executor;

/** Measures groups on the cores of this machine. */
@Id("local")
@Doc("Measures on the cores of this machine")
public record LocalExecutor(@Doc("threads; 0 for one per core") int threads) implements Executor {

  public LocalExecutor() {
    this(0);
  }

  public LocalExecutor {
    InvalidParameterException.unless(
        threads >= 0 && threads <= 1024, "threads", "must lie in 0 … 1024", threads);
  }

  @Override
  public <T> void execute(int groups, IntFunction<T> work, Consumer<T> fold) {
    int workers = threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
    ExecutorService pool = Executors.newFixedThreadPool(workers);
    try {
      // Results wait for their turn to be folded, so few may be under way.
      Deque<Future<T>> underway = new ArrayDeque<>();
      int next = 0;
      for (int folded = 0; folded < groups; folded++) {
        while (next < groups && underway.size() < 2 * workers) {
          int group = next++;
          underway.add(pool.submit(() -> work.apply(group)));
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
