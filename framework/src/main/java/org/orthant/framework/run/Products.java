package org.orthant.framework.run;

import java.util.HashMap;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.measure.Weights;

/** The patches and dot products of one layer's inputs, computed at most once for all probes. */
final class Products {
  private final QuantizedLayer layer;
  private final INDArray inputs;
  private final Map<Weights, INDArray> dots = new HashMap<>();
  private INDArray patches;

  Products(QuantizedLayer layer, INDArray inputs) {
    this.layer = layer;
    this.inputs = inputs;
  }

  QuantizedLayer layer() {
    return layer;
  }

  INDArray inputs() {
    return inputs;
  }

  INDArray unfold(INDArray tensor) {
    if (tensor != inputs) {
      return Rows.unfold(layer.layer().shape(), tensor);
    }
    if (patches == null) {
      patches = Rows.unfold(layer.layer().shape(), inputs);
    }
    return patches;
  }

  INDArray dots(Weights weights, INDArray tensor) {
    return tensor == inputs
        ? dots.computeIfAbsent(weights, missing -> product(weights, tensor))
        : product(weights, tensor);
  }

  private INDArray product(Weights weights, INDArray tensor) {
    return Rows.dots(unfold(tensor), layer.weights(weights));
  }
}
