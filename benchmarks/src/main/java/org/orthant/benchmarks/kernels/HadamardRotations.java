package org.orthant.benchmarks.kernels;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;
import org.orthant.api.Seed;
import org.orthant.api.model.Isometry;
import org.orthant.api.model.LayerShape;
import org.orthant.api.spi.Role;
import org.orthant.api.spi.Sample;
import org.orthant.kernels.transform.Lanes;
import org.orthant.kernels.transform.WalshHadamard;
import org.orthant.quantizers.rotation.Hadamard;

/**
 * Rotations of float32 vectors: the transform alone, the whole randomized rotation, and ND4J's
 * sgemm with a dense matrix, for each thread vectors of its own or with all threads on the same.
 * Scores are vectors per second.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class HadamardRotations {
  private static final int THREADS = 2;

  /** As many as the rotation transforms at a time. */
  private static final int LANES = 128;

  private static final int ROTATED = 256;
  private static final int MULTIPLIED = 1024;

  /** The vectors' length. */
  @State(Scope.Benchmark)
  public static class Size {
    @Param({"1024", "4096"})
    public int dimension;
  }

  /** Vectors of zeros, which stay finite however often they are transformed in place. */
  @State(Scope.Thread)
  public static class Batch {
    private float[][] rows;

    @Setup
    public void allocate(Size size) {
      rows = Lanes.batch(size.dimension, LANES);
    }
  }

  /** A rotation and what to rotate. */
  @State(Scope.Thread)
  public static class Rotated {
    private Isometry rotation;
    private INDArray vectors;

    @Setup
    public void draw(Size size) {
      vectors = uniform(ROTATED, size.dimension);
      rotation = new Hadamard().fit(new Rows(vectors), new Seed(1));
    }
  }

  /** The same as matrices. */
  @State(Scope.Thread)
  public static class Matrices {
    private INDArray vectors;
    private INDArray rotation;
    private INDArray rotated;

    @Setup
    public void draw(Size size) {
      vectors = uniform(MULTIPLIED, size.dimension);
      rotation = uniform(size.dimension, size.dimension);
      rotated = Nd4j.create(DataType.FLOAT, new long[] {MULTIPLIED, size.dimension}, 'f');
    }

    private INDArray product() {
      return Nd4j.gemm(vectors, rotation, rotated, false, true, 1, 0);
    }
  }

  /** Filters of a dense layer. */
  private record Rows(INDArray rows) implements Sample {
    @Override
    public LayerShape shape() {
      return LayerShape.dense("dense", rows.columns(), rows.rows());
    }

    @Override
    public Role role() {
      return Role.WEIGHTS;
    }

    @Override
    public INDArray inputs(int atMost) {
      return rows.get(NDArrayIndex.interval(0, Math.min(atMost, rows.rows()))).dup();
    }
  }

  private static INDArray uniform(int rows, int columns) {
    SplittableRandom random = new SplittableRandom(columns);
    float[] values = new float[rows * columns];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextDouble(-1, 1);
    }
    return Nd4j.create(values, new long[] {rows, columns}, 'c');
  }

  @Benchmark
  @Threads(THREADS)
  @OperationsPerInvocation(LANES)
  public float[][] transform(Batch batch) {
    WalshHadamard.transform(batch.rows, 0, batch.rows.length);
    return batch.rows;
  }

  @Benchmark
  @Threads(THREADS)
  @OperationsPerInvocation(ROTATED)
  public float rotation(Rotated rotated) {
    try (INDArray result = rotated.rotation.apply(rotated.vectors)) {
      return result.getFloat(0);
    }
  }

  @Benchmark
  @Threads(1)
  @OperationsPerInvocation(MULTIPLIED)
  public INDArray sgemmOnAllThreads(Matrices matrices, AllThreads threads) {
    return matrices.product();
  }

  @Benchmark
  @Threads(THREADS)
  @OperationsPerInvocation(MULTIPLIED)
  public INDArray sgemmOnEachThread(Matrices matrices, OneThread threads) {
    return matrices.product();
  }
}
