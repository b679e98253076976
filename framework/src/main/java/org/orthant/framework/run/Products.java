package org.orthant.framework.run;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.measure.Weights;
import org.orthant.api.model.Patches;

/**
 * The patches and dot products of one layer's inputs, computed at most once for all probes and for
 * the layer itself. Closing it frees them at once; the garbage collector does not see how much
 * native memory they hold.
 */
final class Products implements AutoCloseable {
  private final QuantizedLayer layer;
  private final INDArray inputs;
  private final Optional<INDArray> continuous;
  private final Map<Weights, INDArray> dots = new HashMap<>();
  private INDArray patches;

  /**
   * Nothing is computed yet.
   *
   * @param inputs [images, height, width, channels], or [images, d] for a dense layer
   * @param continuous the same before it was quantized; empty for the first layer
   */
  Products(QuantizedLayer layer, INDArray inputs, Optional<INDArray> continuous) {
    this.layer = layer;
    this.inputs = inputs;
    this.continuous = continuous;
  }

  QuantizedLayer layer() {
    return layer;
  }

  INDArray inputs() {
    return inputs;
  }

  Optional<INDArray> continuous() {
    return continuous;
  }

  INDArray unfold(INDArray tensor) {
    if (tensor != inputs) {
      return new Patches(layer.layer().shape()).all(Dense.of(tensor));
    }
    if (patches == null) {
      patches = new Patches(layer.layer().shape()).all(inputs);
    }
    return patches;
  }

  INDArray dots(Weights weights, INDArray tensor) {
    return tensor == inputs
        ? dots.computeIfAbsent(layer.canonical(weights), missing -> product(missing, tensor))
        : product(weights, tensor);
  }

  private INDArray product(Weights weights, INDArray tensor) {
    INDArray rows = unfold(tensor);
    INDArray product = Rows.dots(rows, layer.weights(weights));
    if (rows != patches && rows != tensor) {
      rows.close();
    }
    return product;
  }

  @Override
  public void close() {
    dots.values().forEach(INDArray::close);
    if (patches != null && patches != inputs) {
      patches.close();
    }
  }
}
