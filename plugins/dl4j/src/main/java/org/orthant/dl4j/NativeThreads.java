package org.orthant.dl4j;

import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/** How many native threads work on one operation, until closed; then it is one again. */
final class NativeThreads implements AutoCloseable {

  NativeThreads(int threads) {
    set(threads);
  }

  @Override
  public void close() {
    set(1);
  }

  private static void set(int threads) {
    Nd4j.factory().blas().setMaxThreads(threads);
    Nd4j.getEnvironment().setMaxMasterThreads(threads);
    Nd4j.getEnvironment().setMaxThreads(threads);
    NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(threads);
  }
}
