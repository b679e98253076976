package org.orthant.api.graph;

import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.orthant.api.model.BatchNorm;
import org.orthant.api.model.ImageShape;
import org.orthant.api.model.Layer;
import org.orthant.api.model.LayerShape;
import org.orthant.api.model.Quantization;
import org.orthant.api.model.Sign;
import org.orthant.api.model.Window;

/** Nodes as tests need them: zeros and ones, behind what they name. */
final class Nodes {
  private Nodes() {}

  static Layer layer(LayerShape shape) {
    return new Layer(shape, Nd4j.zeros(shape.filters(), shape.dimension()), Optional.empty());
  }

  static Product product(String input, LayerShape shape) {
    return new Product(input, layer(shape));
  }

  static Product same(String name, String input, ImageShape image, int filters) {
    return product(input, LayerShape.same(name, image, 3, filters));
  }

  static Product dense(String name, String input, int inputs, int outputs) {
    return product(input, LayerShape.dense(name, inputs, outputs));
  }

  static BatchNorm norm(int channels) {
    INDArray ones = Nd4j.ones(channels);
    return new BatchNorm(ones, ones, ones, ones, 1e-5);
  }

  static BatchNormalization normalization(String name, String input, int channels) {
    return new BatchNormalization(name, input, norm(channels));
  }

  static Quantization signs() {
    return new Quantization("signs", new Sign());
  }

  static Quantize quantize(String name, String input) {
    return new Quantize(name, input, signs());
  }

  static Function relu(String name, String input) {
    return new Function(name, input, new Curve.Relu());
  }

  /** Without a shift. */
  static Scale scale(String name, String input) {
    return new Scale(name, input, Nd4j.ones(1), Nd4j.zeros(1));
  }

  static Scale bias(String name, String input) {
    return new Scale(name, input, Nd4j.ones(1), Nd4j.ones(1));
  }

  static Add add(String name, String... inputs) {
    return new Add(name, List.of(inputs));
  }

  static Pool pool(String name, String input) {
    return new Pool(name, input, Pool.Kind.MAX, Window.tiles(2), false);
  }
}
