package org.orthant.api.graph;

import java.util.Arrays;
import java.util.List;
import org.orthant.api.model.ImageShape;
import org.orthant.api.model.Layer;

/**
 * The products of a layer's filters with what enters it: a convolution or a dense layer, without a
 * bias, which is a {@link Scale}. To probes, quantizers and reports it is the layer.
 */
public record Product(String input, Layer layer) implements Node {
  @Override
  public String name() {
    return layer.name();
  }

  @Override
  public List<String> inputs() {
    return List.of(input);
  }

  @Override
  public ImageShape output(List<ImageShape> inputs) {
    Shapes.require(
        inputs.get(0).equals(layer.shape().input()),
        "meets images of %s, and is made for %s",
        inputs.get(0),
        layer.shape().input());
    long[] expected = {layer.shape().filters(), layer.shape().dimension()};
    long[] found = layer.weights().shape();
    Shapes.require(
        Arrays.equals(expected, found),
        "has weights of %s, not %s",
        Arrays.toString(found),
        Arrays.toString(expected));
    return layer.shape().output();
  }
}
