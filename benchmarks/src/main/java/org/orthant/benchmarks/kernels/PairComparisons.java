package org.orthant.benchmarks.kernels;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;
import org.orthant.api.statistics.PairedColumns;

/**
 * Joint histogram, moments and flips of dot products before and after quantization, for each thread
 * a group of its own. Scores are pairs per second.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PairComparisons {
  private static final int THREADS = 2;
  private static final int ROWS = 25_600;
  private static final int COLUMNS = 128;
  private static final int PAIRS = ROWS * COLUMNS;

  /** Whole numbers that step by 2, and real ones that correlate with them. */
  @State(Scope.Thread)
  public static class Products {
    private static final double DEVIATION = Math.sqrt(1152);

    private float[] quantized;
    private float[] real;

    @Setup
    public void draw() {
      SplittableRandom random = new SplittableRandom(1);
      quantized = new float[PAIRS];
      real = new float[PAIRS];
      for (int i = 0; i < PAIRS; i++) {
        double x = DEVIATION * random.nextGaussian();
        quantized[i] = 2 * Math.round(x / 2);
        real[i] = (float) (0.8 * x + 0.6 * DEVIATION * random.nextGaussian());
      }
    }
  }

  @Benchmark
  @Threads(THREADS)
  @OperationsPerInvocation(PAIRS)
  public PairedColumns compare(Products products) {
    return PairedColumns.of(COLUMNS, products.quantized, products.real, 2, 0x1p-20);
  }
}
