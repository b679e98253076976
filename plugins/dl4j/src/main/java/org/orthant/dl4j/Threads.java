package org.orthant.dl4j;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.FutureTask;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * How many threads work on a training: native ones on one operation, Java's on one batch. When
 * closed, native operations have one thread again.
 */
final class Threads implements AutoCloseable {
  private final int threads;
  private final ForkJoinPool pool;

  Threads(int threads) {
    this.threads = threads;
    this.pool = new ForkJoinPool(threads);
  }

  /** Does work whose parallel streams have these threads. */
  <T> T call(Callable<T> work) throws IOException {
    // Unlike the pool's own tasks, it gives back the very exception.
    FutureTask<T> task =
        new FutureTask<>(
            () -> {
              // OpenMP keeps its number for each calling thread.
              setNative(threads);
              return work.call();
            });
    pool.execute(task);
    try {
      return task.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException cause) {
        throw cause;
      }
      if (e.getCause() instanceof Error cause) {
        throw cause;
      }
      throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    pool.shutdown();
    setNative(1);
  }

  private static void setNative(int threads) {
    Nd4j.factory().blas().setMaxThreads(threads);
    Nd4j.getEnvironment().setMaxMasterThreads(threads);
    Nd4j.getEnvironment().setMaxThreads(threads);
    NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(threads);
  }
}
