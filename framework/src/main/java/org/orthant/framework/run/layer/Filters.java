package org.orthant.framework.run.layer;

import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.array.Dense;
import org.orthant.api.array.Floats;
import org.orthant.api.model.LayerKind;
import org.orthant.api.model.LayerShape;
import org.orthant.api.model.WholeRows;
import org.orthant.kernels.convolution.DotSums;
import org.orthant.kernels.convolution.PackedFilters;
import org.orthant.kernels.convolution.PackedImages;
import org.orthant.kernels.convolution.RealConvolution;
import org.orthant.kernels.convolution.RealImages;
import org.orthant.kernels.convolution.SignConvolution;
import org.orthant.kernels.convolution.TableConvolution;
import org.orthant.kernels.convolution.Window;
import org.orthant.kernels.lanes.LaneConvolution;
import org.orthant.kernels.lanes.LaneImages;

/**
 * A layer's filters under one choice of weights, and how they are multiplied: by xnor where both
 * sides are signs, by tables where the inputs are, else in float arithmetic. Filters that are known
 * in whole numbers are multiplied as such, and their factors come last.
 */
public final class Filters {
  /** Below so many positions making the tables costs more than they save. */
  private static final int FEWEST_POSITIONS = 256;

  /** With more weights in a filter, ND4J's convolution is faster. */
  private static final int LARGEST_REAL = 128;

  private final LayerShape shape;
  private final INDArray weights;
  private final Arithmetic arithmetic;
  private final Optional<PackedFilters> packed;
  private final Optional<WholeFilters> whole;
  private final Supplier<SignConvolution> xnor = new Lazy<>(this::xnor);
  private final Supplier<TableConvolution> tables = new Lazy<>(this::tables);
  private final Supplier<RealConvolution> real = new Lazy<>(this::real);
  private final Supplier<UnaryOperator<LaneImages>> lanes = new Lazy<>(this::lanes);

  /**
   * Inspects the weights.
   *
   * @param weights [filters, d]
   * @param whole the same in whole numbers, if they are known to be so
   */
  Filters(LayerShape shape, INDArray weights, Optional<WholeRows> whole, Arithmetic arithmetic) {
    this.shape = shape;
    this.weights = weights;
    this.arithmetic = arithmetic;
    this.packed =
        shape.groups() > 1
            ? Optional.empty()
            : PackedFilters.of(
                numbers(),
                shape.filters(),
                shape.window().kernel().area(),
                shape.input().channels());
    this.whole =
        whole
            .or(() -> WholeRows.ofSigns(weights))
            .map(WholeFilters::new)
            .filter(filters -> !filters.plain());
  }

  private SignConvolution xnor() {
    return new SignConvolution(
        packed.orElseThrow(),
        KernelWindow.of(shape),
        shape.input().height(),
        shape.input().width());
  }

  private TableConvolution tables() {
    Window window = KernelWindow.of(shape);
    int channels = shape.input().channels();
    return whole
        .map(filters -> filters.tables(shape.filters(), window, channels))
        .orElseGet(() -> new TableConvolution(numbers(), shape.filters(), window, channels));
  }

  private RealConvolution real() {
    Window window = KernelWindow.of(shape);
    int channels = shape.input().channels();
    return whole
        .map(filters -> filters.real(shape.filters(), window, channels))
        .orElseGet(() -> new RealConvolution(numbers(), shape.filters(), window, channels));
  }

  private UnaryOperator<LaneImages> lanes() {
    Window window = KernelWindow.of(shape);
    int channels = shape.input().channels();
    if (whole.isPresent()) {
      return whole.get().lanes(shape.filters(), window, channels, shape.groups());
    }
    return packed.isPresent()
        ? LaneConvolution.exact(numbers(), shape.filters(), window, channels, shape.groups())
            ::products
        : new LaneConvolution(numbers(), shape.filters(), window, channels, shape.groups())
            ::products;
  }

  private float[] numbers() {
    return Floats.of(Dense.of(weights));
  }

  /** The weights, [filters, d]. */
  INDArray weights() {
    return weights;
  }

  /** The weights as bits, if each filter has none but ±α and 0. */
  public Optional<PackedFilters> packed() {
    return packed;
  }

  /** Whether kernels multiply these inputs; else products in floats serve better. */
  public boolean multiply(Signals inputs) {
    boolean kernelsServe =
        inputs
            .packed()
            .map(images -> packed.isPresent() || worthTables(images))
            .orElse(shape.kind() == LayerKind.CONVOLUTION && shape.dimension() <= LARGEST_REAL);
    return arithmetic == Arithmetic.BITS && hasKernels(inputs) && kernelsServe;
  }

  /**
   * The products of all filters with numbers, each within the error that {@link LaneConvolution}
   * states; those of whole filters with whole numbers are exact before the factors come.
   *
   * @return a channel for each filter
   */
  LaneImages laneProducts(Signals inputs) {
    return lanes.get().apply(inputs.lanes());
  }

  /** Whether kernels know the layer's window over these inputs. */
  private boolean hasKernels(Signals inputs) {
    float pads = shape.padValue();
    return shape.groups() == 1 && (inputs.packed().isEmpty() || pads == 0 || Math.abs(pads) == 1);
  }

  private boolean worthTables(PackedImages images) {
    return images.images() * shape.positions() >= FEWEST_POSITIONS;
  }

  /**
   * The products of all filters with inputs, in float32.
   *
   * @param tensor in the shape of the inputs
   * @return [images × positions, filters], c-order
   */
  INDArray floatProducts(INDArray tensor) {
    return floatProducts(filters -> FloatProducts.of(shape, tensor, filters));
  }

  /**
   * The products of all filters with any vectors, in float32; in a layer with groups of the filters
   * of each group with its vectors.
   *
   * @param rows [n × groups, d], dense
   * @return [n, filters], c-order
   */
  public INDArray rowProducts(INDArray rows) {
    return floatProducts(filters -> GroupedRows.dots(shape, rows, filters));
  }

  private INDArray floatProducts(UnaryOperator<INDArray> multiply) {
    return whole
        .map(filters -> filters.products(multiply))
        .orElseGet(() -> multiply.apply(weights));
  }

  /**
   * The products of all filters with inputs that they {@link #multiply}.
   *
   * @return [images × positions, filters], row after row
   */
  float[] products(Signals inputs) {
    if (inputs.packed().isEmpty()) {
      return real.get().products(numbers(inputs));
    }
    PackedImages images = inputs.packed().get();
    return packed.isPresent() ? xnor.get().products(images) : tables.get().products(images);
  }

  private RealImages numbers(Signals inputs) {
    return new RealImages(
        Floats.of(inputs.tensor()), inputs.images(), shape.input().height(), shape.input().width());
  }

  /**
   * The signs that leave a layer, from inputs that they {@link #multiply}.
   *
   * @param thresholds of its batch normalization under these weights
   */
  PackedImages signs(Signals inputs, Thresholds thresholds) {
    boolean pooled = thresholds.pooled();
    if (inputs.packed().isEmpty()) {
      return real.get().signs(numbers(inputs), thresholds.ofNumbers(), pooled);
    }
    PackedImages images = inputs.packed().get();
    return packed.isPresent()
        ? xnor.get().signs(images, thresholds.ofSigns(), pooled)
        : tables.get().signs(images, thresholds.ofNumbers(), pooled);
  }

  /**
   * {@link #signs} that has the products written on the way.
   *
   * @param products where to, as {@link #products} gives them
   */
  PackedImages signs(Signals inputs, Thresholds thresholds, float[] products) {
    boolean pooled = thresholds.pooled();
    if (inputs.packed().isEmpty()) {
      return real.get().signs(numbers(inputs), thresholds.ofNumbers(), pooled, products);
    }
    PackedImages images = inputs.packed().get();
    return packed.isPresent()
        ? xnor.get().signs(images, thresholds.ofSigns(), pooled, products)
        : tables.get().signs(images, thresholds.ofNumbers(), pooled, products);
  }

  /** The exact sums of all products without α; empty unless both sides are signs. */
  public Optional<DotSums> sums(Signals inputs, boolean pooled) {
    return inputs
        .packed()
        .filter(images -> packed.isPresent() && hasKernels(inputs))
        .map(images -> xnor.get().sums(images, pooled));
  }
}
