package org.orthant.framework.run.layer;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.array.Dense;
import org.orthant.api.array.Floats;
import org.orthant.api.measure.Weights;
import org.orthant.api.model.Patches;
import org.orthant.framework.run.lending.SharedArrays;
import org.orthant.kernels.convolution.PackedImages;
import org.orthant.kernels.lanes.LaneImages;

/**
 * The patches and dot products of one layer's inputs, computed at most once for all probes and for
 * the layer itself. Closing it frees them at once; the garbage collector does not see how much
 * native memory they hold.
 */
public final class Products implements AutoCloseable {
  private final QuantizedLayer layer;
  private final Signals inputs;
  private final Optional<Supplier<INDArray>> continuous;
  private final boolean inLanes;
  private final Map<Weights, INDArray> dots = new HashMap<>();
  private final Map<Weights, float[]> values = new HashMap<>();
  private final Map<Weights, LaneImages> lanes = new HashMap<>();
  private final Map<Weights, Thresholds> expected = new HashMap<>();
  private final Map<Thresholds, PackedImages> signs = new HashMap<>();
  private final SharedArrays shared = new SharedArrays();
  private INDArray patches;

  /**
   * Nothing is computed yet.
   *
   * @param inputs in the shape in which they enter the layer
   * @param continuous the same before it was quantized; empty for the first layer
   * @param inLanes whether numbers leave the layer, so that they may be computed in lanes
   */
  public Products(
      QuantizedLayer layer,
      Signals inputs,
      Optional<Supplier<INDArray>> continuous,
      boolean inLanes) {
    this.inLanes = inLanes;
    this.layer = layer;
    this.inputs = inputs;
    this.continuous = continuous;
  }

  public QuantizedLayer layer() {
    return layer;
  }

  public Signals inputs() {
    return inputs;
  }

  public Optional<INDArray> continuous() {
    return continuous.map(Supplier::get);
  }

  /** Those of these arrays that probes are shown as they are. */
  public SharedArrays shared() {
    return shared;
  }

  /** Those of the first images alone. */
  public Products first(int images) {
    return new Products(
        layer,
        inputs.first(images),
        continuous.map(before -> new Lazy<>(() -> Rows.first(images, before.get()))),
        inLanes);
  }

  public INDArray unfold(INDArray tensor) {
    return tensor == inputs.tensor() ? patches() : new Patches(layer.shape()).all(Dense.of(tensor));
  }

  private INDArray patches() {
    if (patches == null) {
      patches = new Patches(layer.shape()).all(inputs.tensor());
    }
    return patches;
  }

  /** With the inputs, [images × positions, filters]. */
  public INDArray dots(Weights weights) {
    return dots.computeIfAbsent(
        layer.canonical(weights),
        missing -> {
          if (areInLanes()) {
            return Floats.array(lanes(missing).values(), rows(), layer.shape().filters());
          }
          Filters filters = layer.filters(missing);
          return filters.multiply(inputs)
              ? Floats.array(values(missing), rows(), layer.shape().filters())
              : filters.floatProducts(inputs.tensor());
        });
  }

  /** Whether the products are computed in lanes. */
  public boolean areInLanes() {
    return inLanes && inputs.packed().isEmpty();
  }

  /** With the inputs, in lanes, a channel for each filter. */
  public LaneImages lanes(Weights weights) {
    return lanes.computeIfAbsent(
        layer.canonical(weights), missing -> layer.filters(missing).laneProducts(inputs));
  }

  private long rows() {
    return (long) inputs.images() * layer.shape().positions();
  }

  /** With the inputs, [images × positions, filters], row after row. */
  public float[] values(Weights weights) {
    return values.computeIfAbsent(
        layer.canonical(weights),
        missing -> {
          if (areInLanes()) {
            return lanes(missing).values();
          }
          Filters filters = layer.filters(missing);
          if (!filters.multiply(inputs)) {
            return Floats.of(dots(missing));
          }
          Thresholds thresholds = expected.get(missing);
          if (thresholds == null) {
            return filters.products(inputs);
          }
          float[] products = new float[Math.toIntExact(rows() * layer.shape().filters())];
          signs.put(thresholds, filters.signs(inputs, thresholds, products));
          return products;
        });
  }

  /**
   * Says that {@link #signs} will be asked for. Should the products be asked for before, the signs
   * come with them.
   *
   * @param thresholds of the layer's batch normalization under these weights
   */
  public void expectSigns(Weights weights, Thresholds thresholds) {
    expected.putIfAbsent(layer.canonical(weights), thresholds);
  }

  /**
   * The signs that leave the layer, from inputs that the weights multiply.
   *
   * @param thresholds of the layer's batch normalization under these weights
   */
  public PackedImages signs(Weights weights, Thresholds thresholds) {
    return signs.computeIfAbsent(
        thresholds, missing -> layer.filters(weights).signs(inputs, thresholds));
  }

  /** With any tensor that has the shape of the inputs. */
  public INDArray dots(Weights weights, INDArray tensor) {
    if (tensor == inputs.tensor()) {
      return dots(weights);
    }
    return layer.filters(weights).floatProducts(tensor);
  }

  /**
   * The gradient with respect to what enters, from that with respect to the products.
   *
   * @param ofDots [images × positions, filters]
   * @return a new array, shaped as what enters
   */
  public INDArray inputGradient(Weights weights, INDArray ofDots) {
    INDArray rows = GroupedRows.combinations(layer.shape(), ofDots, layer.weights(weights));
    INDArray gradient = new Patches(layer.shape()).fold(rows);
    if (gradient != rows) {
      rows.close();
    }
    return gradient;
  }

  /**
   * The gradient with respect to the weights, from that with respect to the products.
   *
   * @param ofDots [images × positions, filters]
   * @return a new array [filters, d]
   */
  public INDArray weightGradient(INDArray ofDots) {
    return GroupedRows.transposedProduct(layer.shape(), ofDots, unfold(inputs.tensor()));
  }

  /** Frees all that can be made again. */
  public void release() {
    shared.release();
    dots.values().forEach(INDArray::close);
    dots.clear();
    values.clear();
    lanes.clear();
    if (patches != null && patches != inputs.tensor()) {
      patches.close();
    }
    patches = null;
  }

  @Override
  public void close() {
    release();
    inputs.close();
  }
}
