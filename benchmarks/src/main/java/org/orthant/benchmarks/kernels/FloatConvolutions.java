package org.orthant.benchmarks.kernels;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;
import org.orthant.api.array.Floats;
import org.orthant.kernels.convolution.Window;
import org.orthant.kernels.lanes.LaneConvolution;
import org.orthant.kernels.lanes.LaneImages;

/**
 * The 3 × 3 convolutions of ResNet-8 on a group of 25 images for each of two threads: in lanes, and
 * as ND4J's oneDNN computes them. Scores are groups per second.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Threads(2)
public class FloatConvolutions {
  private static final int IMAGES = 25;
  private static final int KERNEL = 3;

  /** A layer, by the side of its images and its channels, which are as many as its filters. */
  public enum Shape {
    FIRST_STACK(32, 16),
    SECOND_STACK(16, 32),
    THIRD_STACK(8, 64);

    private final int side;
    private final int channels;

    Shape(int side, int channels) {
      this.side = side;
      this.channels = channels;
    }
  }

  /** A layer with its images. */
  @State(Scope.Thread)
  public static class Layer {
    @Param public Shape shape;
    private LaneImages lanes;
    private LaneConvolution convolution;
    private INDArray images;
    private INDArray filters;
    private INDArray products;

    @Setup
    public void draw() {
      int channels = shape.channels;
      float[] values = numbers(IMAGES * shape.side * shape.side * channels);
      float[] weights = numbers(channels * KERNEL * KERNEL * channels);
      lanes = LaneImages.of(values, IMAGES, shape.side, shape.side, channels);
      convolution = new LaneConvolution(weights, channels, Window.same(KERNEL), channels, 1);
      images = Floats.array(values, IMAGES, shape.side, shape.side, channels);
      filters = Floats.array(weights, channels, KERNEL, KERNEL, channels);
      products = Nd4j.createUninitialized(DataType.FLOAT, images.shape(), 'c');
    }

    private static float[] numbers(int count) {
      SplittableRandom random = new SplittableRandom(count);
      float[] numbers = new float[count];
      for (int i = 0; i < count; i++) {
        numbers[i] = (float) random.nextDouble(-1, 1);
      }
      return numbers;
    }
  }

  @Benchmark
  public LaneImages lanes(Layer layer) {
    return layer.convolution.products(layer.lanes);
  }

  @Benchmark
  public INDArray nd4j(Layer layer) {
    int[] arguments = {KERNEL, KERNEL, 1, 1, 0, 0, 1, 1, 1, 1, 2};
    Nd4j.exec(
        DynamicCustomOp.builder("conv2d")
            .addInputs(layer.images, layer.filters)
            .addOutputs(layer.products)
            .addIntegerArguments(arguments)
            .build());
    return layer.products;
  }
}
