package org.orthant.formats.equalization;

import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.array.Dense;
import org.orthant.api.array.Floats;
import org.orthant.api.graph.Node;
import org.orthant.api.graph.Product;
import org.orthant.api.model.Layer;
import org.orthant.api.model.LayerShape;

/** A layer that computes with float weights as they are, so that they may be scaled. */
record FloatLayer(Product product) {

  /** The layer of a node; empty where it is none, or where something quantizes its weights. */
  static Optional<FloatLayer> of(Node node) {
    return node instanceof Product product
            && product.layer().continuous()
            && product.layer().weightQuantization().isEmpty()
        ? Optional.of(new FloatLayer(product))
        : Optional.empty();
  }

  String name() {
    return product.name();
  }

  LayerShape shape() {
    return product.layer().shape();
  }

  /** The weights, [filters, d]. */
  float[] weights() {
    return Floats.of(Dense.of(product.layer().weights()));
  }

  /** Returns which of the channels that enter the layer a weight meets. */
  int channel(int weight) {
    int filter = weight / shape().dimension();
    int group = filter / shape().filtersPerGroup();
    return group * shape().channelsPerGroup() + weight % shape().channelsPerGroup();
  }

  /** Returns which filter a weight belongs to. */
  int filter(int weight) {
    return weight / shape().dimension();
  }

  /** The layer with a factor on each weight. */
  Product times(IntToDoubleFunction factor) {
    float[] weights = weights();
    INDArray scaled =
        Narrowed.array(
            name(),
            weight -> weights[weight] * factor.applyAsDouble(weight),
            shape().filters(),
            shape().dimension());
    return new Product(product.input(), new Layer(shape(), scaled, Optional.empty()));
  }
}
