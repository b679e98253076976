package org.orthant.framework.run;

import java.util.Optional;
import java.util.function.Supplier;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.orthant.api.model.LayerKind;
import org.orthant.api.model.LayerShape;
import org.orthant.kernels.DotSums;
import org.orthant.kernels.PackedFilters;
import org.orthant.kernels.PackedImages;
import org.orthant.kernels.RealConvolution;
import org.orthant.kernels.SignConvolution;
import org.orthant.kernels.TableConvolution;

/**
 * A layer's filters under one choice of weights, and how they are multiplied: by xnor where both
 * sides are signs, by tables where the inputs are, else in float arithmetic.
 */
final class Filters {
  /** Below so many positions making the tables costs more than they save. */
  private static final int FEWEST_POSITIONS = 256;

  /** With more weights in a filter, matrix products of patches are faster. */
  private static final int LARGEST_REAL = 128;

  private final LayerShape shape;
  private final INDArray weights;
  private final Optional<SignConvolution> xnor;
  private final Supplier<TableConvolution> tables = new Once<>(this::tables);
  private final Supplier<RealConvolution> real = new Once<>(this::real);

  /**
   * Inspects the weights.
   *
   * @param weights [filters, d]
   */
  Filters(LayerShape shape, INDArray weights) {
    this.shape = shape;
    this.weights = weights;
    this.xnor = packed().map(this::convolution);
  }

  private Optional<PackedFilters> packed() {
    return PackedFilters.of(Floats.of(weights), shape.filters(), taps(), shape.input().channels());
  }

  private int taps() {
    return shape.kernel() * shape.kernel();
  }

  private SignConvolution convolution(PackedFilters filters) {
    return new SignConvolution(
        filters, shape.kernel(), shape.input().height(), shape.input().width());
  }

  private TableConvolution tables() {
    return new TableConvolution(
        Floats.of(weights), shape.filters(), shape.kernel(), shape.input().channels());
  }

  private RealConvolution real() {
    return new RealConvolution(
        Floats.of(weights), shape.filters(), shape.kernel(), shape.input().channels());
  }

  /** The weights, [filters, d]. */
  INDArray weights() {
    return weights;
  }

  /** The weights as bits, if each filter has none but ±α and 0. */
  Optional<PackedFilters> signs() {
    return xnor.map(SignConvolution::filters);
  }

  /**
   * The products of all filters with all patches.
   *
   * @param patches of the inputs, asked for only if they are needed
   * @return a new array [images × positions, filters]
   */
  INDArray dots(Signals inputs, Supplier<INDArray> patches) {
    if (inputs.packed().isPresent()) {
      PackedImages images = inputs.packed().get();
      long[] rows = {(long) images.images() * shape.positions(), shape.filters()};
      if (xnor.isPresent()) {
        return Nd4j.create(xnor.get().products(images), rows, 'c');
      }
      if (rows[0] >= FEWEST_POSITIONS) {
        return Nd4j.create(tables.get().products(images), rows, 'c');
      }
    }
    return Rows.dots(patches.get(), weights);
  }

  /**
   * The signs that leave a layer.
   *
   * @param thresholds of its batch normalization under these weights
   * @param pooled whether a 2 × 2 max pool comes before
   * @return empty if nothing but float arithmetic serves
   */
  Optional<PackedImages> signs(Signals inputs, Thresholds thresholds, boolean pooled) {
    if (inputs.packed().isPresent()) {
      PackedImages images = inputs.packed().get();
      if (xnor.isPresent()) {
        return Optional.of(xnor.get().signs(images, thresholds.ofSigns(), pooled));
      }
      return images.images() * shape.positions() >= FEWEST_POSITIONS
          ? Optional.of(tables.get().signs(images, thresholds.ofNumbers(), pooled))
          : Optional.empty();
    }
    if (shape.kind() == LayerKind.DENSE || shape.dimension() > LARGEST_REAL) {
      return Optional.empty();
    }
    return Optional.of(
        real.get()
            .signs(
                Floats.of(inputs.tensor()),
                inputs.images(),
                shape.input().height(),
                shape.input().width(),
                thresholds.ofNumbers(),
                pooled));
  }

  /** The exact sums of all products without α; empty unless both sides are signs. */
  Optional<DotSums> sums(Signals inputs, boolean pooled) {
    return inputs.packed().flatMap(images -> xnor.map(product -> product.sums(images, pooled)));
  }
}
