package org.orthant.benchmarks.kernels;

import org.nd4j.linalg.factory.Nd4j;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** OpenBLAS gives one thread to a product. */
@State(Scope.Benchmark)
public class OneThread {
  @Setup
  public void allow() {
    Nd4j.factory().blas().setMaxThreads(1);
  }
}
