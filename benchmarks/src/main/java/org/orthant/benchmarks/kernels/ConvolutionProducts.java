package org.orthant.benchmarks.kernels;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
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
import org.orthant.kernels.convolution.PackedFilters;
import org.orthant.kernels.convolution.PackedImages;
import org.orthant.kernels.convolution.SignConvolution;
import org.orthant.kernels.convolution.SignThresholds;
import org.orthant.kernels.convolution.TableConvolution;
import org.orthant.kernels.convolution.Window;
import org.orthant.kernels.rows.AlignedRows;
import org.orthant.kernels.xnor.XnorProduct;
import org.orthant.kernels.xnor.XnorVariant;

/**
 * The dot products of a convolution's filters with all patches of a group of images, for each
 * thread a group of its own: whole convolutions, and the xnor product alone on patches already laid
 * out, as ND4J's sgemm has them, either so or with all threads on one group. Scores are groups per
 * second.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ConvolutionProducts {
  /** Begins a line of the output that ends with the variant of xnor products that was chosen. */
  public static final String VARIANT = "xnor variant: ";

  private static final int THREADS = 2;

  /** The layer. */
  @State(Scope.Benchmark)
  public static class Layer {
    @Param public ConvolutionShape shape;
  }

  /** Signs under filters of signs. */
  @State(Scope.Thread)
  public static class Signs {
    private PackedImages images;
    private SignConvolution convolution;
    private SignThresholds thresholds;

    @Setup
    public void draw(Layer layer) {
      ConvolutionShape shape = layer.shape;
      images = packed(shape);
      convolution =
          new SignConvolution(
              PackedFilters.of(
                      shape.signFilters(),
                      shape.channels(),
                      ConvolutionShape.KERNEL * ConvolutionShape.KERNEL,
                      shape.channels())
                  .orElseThrow(),
              Window.same(ConvolutionShape.KERNEL),
              shape.side(),
              shape.side());
      thresholds = SignThresholds.of(shape.channels(), shape.dimension(), (filter, dot) -> dot > 0);
    }
  }

  /** Signs as bits, the patches laid out tile after tile. */
  @State(Scope.Thread)
  public static class Words {
    /** With so many positions and filters at a time the counts stay in the cache. */
    private static final int TILE = 1024;

    private static final int BLOCK = 32;

    private XnorProduct product;
    private int[][][] blocks;
    private int[][][] tiles;
    private int[][] counts;
    private int positions;

    @Setup
    public void draw(Layer layer) {
      ConvolutionShape shape = layer.shape;
      SplittableRandom random = new SplittableRandom(shape.channels());
      int words = shape.dimension() / Integer.SIZE;
      product = XnorVariant.chosen().product();
      System.out.println(VARIANT + XnorVariant.chosen());
      blocks = new int[shape.channels() / BLOCK][BLOCK][words];
      positions = shape.positions();
      tiles = new int[(positions + TILE - 1) / TILE][][];
      int[][] rows = AlignedRows.ofInts(tiles.length * words + BLOCK, TILE);
      Arrays.setAll(tiles, tile -> Arrays.copyOfRange(rows, tile * words, (tile + 1) * words));
      counts = Arrays.copyOfRange(rows, tiles.length * words, rows.length);
      Stream.concat(Arrays.stream(blocks), Arrays.stream(tiles))
          .flatMap(Arrays::stream)
          .forEach(row -> Arrays.setAll(row, word -> random.nextInt()));
    }

    private void count(int tile) {
      int count = Math.min(TILE, positions - tile * TILE);
      for (int[][] filters : blocks) {
        for (int[] row : counts) {
          Arrays.fill(row, 0);
        }
        product.addDisagreements(
            filters, tiles[tile], AlignedRows.BEFORE, AlignedRows.end(count), counts);
      }
    }
  }

  /** Signs under real filters. */
  @State(Scope.Thread)
  public static class Tables {
    private PackedImages images;
    private TableConvolution convolution;

    @Setup
    public void draw(Layer layer) {
      ConvolutionShape shape = layer.shape;
      images = packed(shape);
      convolution =
          new TableConvolution(
              shape.realFilters(),
              shape.channels(),
              Window.same(ConvolutionShape.KERNEL),
              shape.channels());
    }
  }

  /** The same as matrices of float32, the patches laid out row after row. */
  @State(Scope.Thread)
  public static class Matrices {
    private INDArray patches;
    private INDArray filters;
    private INDArray dots;

    @Setup
    public void draw(Layer layer) {
      ConvolutionShape shape = layer.shape;
      patches = patches(shape);
      filters =
          Nd4j.create(shape.realFilters(), new long[] {shape.channels(), shape.dimension()}, 'c');
      dots = Nd4j.create(DataType.FLOAT, new long[] {shape.positions(), shape.channels()}, 'f');
    }

    private static INDArray patches(ConvolutionShape shape) {
      long[] rows = {shape.positions(), shape.dimension()};
      return Nd4j.create(ConvolutionShape.signs(shape.positions() * shape.dimension()), rows, 'c');
    }

    private INDArray product() {
      return Nd4j.gemm(patches, filters, dots, false, true, 1, 0);
    }
  }

  private static PackedImages packed(ConvolutionShape shape) {
    return PackedImages.of(
            shape.signs(), ConvolutionShape.IMAGES, shape.side(), shape.side(), shape.channels())
        .orElseThrow();
  }

  @Benchmark
  @Threads(THREADS)
  public int[][] xnorProduct(Words words) {
    for (int tile = 0; tile < words.tiles.length; tile++) {
      words.count(tile);
    }
    return words.counts;
  }

  @Benchmark
  @Threads(THREADS)
  public float[] xnorConvolution(Signs signs) {
    return signs.convolution.products(signs.images);
  }

  @Benchmark
  @Threads(THREADS)
  public PackedImages xnorToSigns(Signs signs) {
    return signs.convolution.signs(signs.images, signs.thresholds, false);
  }

  @Benchmark
  @Threads(THREADS)
  public float[] tables(Tables tables) {
    return tables.convolution.products(tables.images);
  }

  @Benchmark
  @Threads(1)
  public INDArray sgemmOnAllThreads(Matrices matrices, AllThreads threads) {
    return matrices.product();
  }

  @Benchmark
  @Threads(THREADS)
  public INDArray sgemmOnEachThread(Matrices matrices, OneThread threads) {
    return matrices.product();
  }
}
