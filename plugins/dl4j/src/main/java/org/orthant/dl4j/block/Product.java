package org.orthant.dl4j.block;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.orthant.api.array.Floats;
import org.orthant.api.model.ImageShape;
import org.orthant.api.model.LayerKind;
import org.orthant.api.model.LayerShape;
import org.orthant.api.model.Patches;
import org.orthant.kernels.convolution.PackedFilters;
import org.orthant.kernels.convolution.PackedImages;
import org.orthant.kernels.convolution.SignConvolution;
import org.orthant.kernels.convolution.SignCorrelation;
import org.orthant.kernels.convolution.Window;

/**
 * One batch times the quantized weights of one step, and the gradients of both. Signs times signs
 * go by xnor, signs times gradients by tables, everything else in float arithmetic.
 */
final class Product {
  /** Patches of so many numbers at most are laid out at a time. */
  private static final int PATCH_NUMBERS = 1 << 22;

  /** Filters that one pass of {@link SignCorrelation} takes: its tables then stay in the cache. */
  private static final int LANES = 256;

  private static final int PARTS = 4;

  private final LayerShape shape;
  private final int images;
  private final INDArray input;
  private final INDArray weights;
  private final Optional<PackedImages> signs;
  private final Optional<SignConvolution> xnor;
  private final INDArray products;
  private INDArray gradients;

  private Product(
      LayerShape shape,
      INDArray input,
      INDArray weights,
      Optional<PackedImages> signs,
      Optional<SignConvolution> xnor) {
    this.shape = shape;
    this.images = (int) input.size(0);
    this.input = input;
    this.weights = weights;
    this.signs = signs;
    this.xnor = xnor;
    this.products = xnor.isPresent() ? null : floatProducts();
  }

  /**
   * Looks at what is multiplied.
   *
   * @param input [images, height, width, channels], or whatever holds as many numbers per image;
   *     dense, c-order
   * @param weights [filters, d], quantized, dense, c-order
   */
  static Product of(LayerShape shape, INDArray input, INDArray weights) {
    Optional<PackedImages> signs = pack(shape, input);
    Optional<SignConvolution> xnor =
        signs.flatMap(
            images ->
                pack(shape, weights, images.channels())
                    .map(
                        filters ->
                            new SignConvolution(
                                filters,
                                Window.same(side(shape)),
                                images.height(),
                                images.width())));
    return new Product(shape, input, weights, signs, xnor);
  }

  /** The kernel's, which is square. */
  private static int side(LayerShape shape) {
    return shape.window().kernel().height();
  }

  private static Optional<PackedImages> pack(LayerShape shape, INDArray input) {
    ImageShape image =
        shape.kind() == LayerKind.DENSE ? ImageShape.vector(shape.dimension()) : shape.input();
    FloatBuffer numbers = input.data().asNioFloat();
    return new Portions((int) input.size(0))
        .all(
            (from, to) -> {
              float[] values = new float[image.size()];
              List<PackedImages> packed = new ArrayList<>();
              for (int i = from; i < to; i++) {
                numbers.get(i * image.size(), values);
                PackedImages.of(values, 1, image.height(), image.width(), image.channels())
                    .ifPresent(packed::add);
              }
              return packed.size() == to - from
                  ? Optional.of(PackedImages.joined(packed))
                  : Optional.empty();
            })
        .map(PackedImages::joined);
  }

  private static Optional<PackedFilters> pack(LayerShape shape, INDArray weights, int channels) {
    FloatBuffer numbers = weights.data().asNioFloat();
    return new Portions(shape.filters())
        .all(
            (from, to) -> {
              float[] values = new float[(to - from) * shape.dimension()];
              numbers.get(from * shape.dimension(), values);
              return PackedFilters.of(values, to - from, shape.window().kernel().area(), channels);
            })
        .map(PackedFilters::joined);
  }

  private INDArray floatProducts() {
    if (shape.kind() == LayerKind.DENSE) {
      return input.reshape('c', images, shape.dimension()).mmul(weights.transpose()).dup('c');
    }
    INDArray outputs =
        Nd4j.createUninitialized(
            DataType.FLOAT,
            new long[] {images, shape.input().height(), shape.input().width(), shape.filters()},
            'c');
    int kernel = side(shape);
    OneDnn.convolve(
        input,
        weights.reshape('c', shape.filters(), kernel, kernel, shape.input().channels()),
        OneDnn.WeightFormat.FILTERS_FIRST,
        outputs);
    return outputs;
  }

  /**
   * The products of some images.
   *
   * @param rows of all images, [images × positions][filters]
   */
  void multiply(int from, int to, float[][] rows) {
    if (xnor.isPresent()) {
      xnor.get().products(signs.orElseThrow(), from, to, rows);
    } else {
      FloatBuffer numbers = products.data().asNioFloat();
      for (int r = from * shape.positions(); r < to * shape.positions(); r++) {
        numbers.get(r * shape.filters(), rows[r], 0, shape.filters());
      }
    }
  }

  /**
   * Takes the gradients of the products.
   *
   * @param rows [images × positions][filters]
   */
  void receive(float[][] rows, LayerWorkspaceMgr workspace) {
    gradients =
        workspace.createUninitialized(
            ArrayType.BP_WORKING_MEM,
            DataType.FLOAT,
            new long[] {(long) images * shape.positions(), shape.filters()},
            'c');
    FloatBuffer numbers = gradients.data().asNioFloat();
    new Portions(images)
        .forEach(
            (portion, from, to) -> {
              for (int r = from * shape.positions(); r < to * shape.positions(); r++) {
                numbers.put(r * shape.filters(), rows[r], 0, shape.filters());
              }
            });
  }

  /**
   * The gradient of the weights.
   *
   * @param rows as received
   * @param gradient [filters, d], overwritten
   */
  void weightGradient(float[][] rows, Scratch scratch, INDArray gradient) {
    if (shape.kind() == LayerKind.CONVOLUTION && signs.isPresent()) {
      correlate(rows, scratch, gradient);
    } else if (shape.kind() == LayerKind.CONVOLUTION) {
      int most = Math.max(1, PATCH_NUMBERS / (shape.positions() * shape.dimension()));
      Patches patches = new Patches(shape);
      gradient.assign(0);
      for (int from = 0; from < images; from += most) {
        int to = Math.min(images, from + most);
        INDArray some = input.get(NDArrayIndex.interval(from, to)).dup('c');
        INDArray back =
            gradients.get(NDArrayIndex.interval(from * shape.positions(), to * shape.positions()));
        gradient.addi(back.transpose().mmul(patches.all(some)));
      }
    } else {
      // Transposed, what is in c-order is as BLAS writes it.
      Nd4j.gemm(
          input.reshape('c', images, shape.dimension()),
          gradients,
          gradient.transpose(),
          true,
          false,
          1,
          0);
    }
  }

  private void correlate(float[][] rows, Scratch scratch, INDArray gradient) {
    SignCorrelation correlation =
        new SignCorrelation(signs.orElseThrow(), Window.same(side(shape)));
    int slices = (shape.filters() + LANES - 1) / LANES;
    int parts = Math.max(1, Math.min(images, PARTS / slices));
    float[][][] sums = new float[slices * parts][][];
    for (int unit = 0; unit < sums.length; unit++) {
      int lanes = Math.min(LANES, shape.filters() - unit % slices * LANES);
      sums[unit] = scratch.sums(unit, shape.dimension(), lanes);
    }
    IntStream.range(0, sums.length)
        .parallel()
        .forEach(
            unit -> {
              int part = unit / slices;
              for (float[] sum : sums[unit]) {
                Arrays.fill(sum, 0);
              }
              correlation.add(
                  rows,
                  unit % slices * LANES,
                  part * images / parts,
                  (part + 1) * images / parts,
                  sums[unit]);
            });
    INDArray total = Nd4j.createUninitialized(DataType.FLOAT, gradient.shape(), 'c');
    FloatBuffer numbers = total.data().asNioFloat();
    new Portions(shape.filters())
        .forEach(
            (portion, from, to) -> {
              float[][] filters = new float[to - from][shape.dimension()];
              for (int unit = 0; unit < sums.length; unit += slices) {
                for (int i = 0; i < shape.dimension(); i++) {
                  for (int f = from; f < to; f++) {
                    filters[f - from][i] += sums[unit + f / LANES][i][f % LANES];
                  }
                }
              }
              for (int f = from; f < to; f++) {
                numbers.put(f * shape.dimension(), filters[f - from]);
              }
            });
    gradient.assign(total);
  }

  /** The gradient of the inputs, as many numbers as they are. */
  INDArray inputGradient(LayerWorkspaceMgr workspace) {
    INDArray result =
        workspace.createUninitialized(
            ArrayType.ACTIVATION_GRAD, DataType.FLOAT, input.shape(), 'c');
    if (shape.kind() == LayerKind.DENSE) {
      INDArray rows = result.reshape('c', images, shape.dimension());
      Nd4j.gemm(weights, gradients, rows.transpose(), true, true, 1, 0);
    } else {
      OneDnn.convolve(
          gradients.reshape(
              'c', images, shape.input().height(), shape.input().width(), shape.filters()),
          turned(),
          OneDnn.WeightFormat.KERNEL_FIRST,
          result);
    }
    return result;
  }

  /** The kernels turned by half a turn, filters and channels exchanged: [kernel, kernel, f, c]. */
  private INDArray turned() {
    int kernel = side(shape);
    int channels = shape.input().channels();
    int taps = kernel * kernel;
    float[] from = Floats.of(weights);
    float[] to = new float[from.length];
    for (int tap = 0; tap < taps; tap++) {
      for (int f = 0; f < shape.filters(); f++) {
        System.arraycopy(
            from,
            (f * taps + taps - 1 - tap) * channels,
            to,
            (tap * shape.filters() + f) * channels,
            channels);
      }
    }
    return Nd4j.createFromArray(to).reshape(kernel, kernel, shape.filters(), channels);
  }
}
