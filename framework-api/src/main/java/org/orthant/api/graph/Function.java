package org.orthant.api.graph;

import java.util.List;
import org.orthant.api.model.ImageShape;

/** A continuous function of each number by itself. */
public record Function(String name, String input, Curve curve) implements Node {
  @Override
  public List<String> inputs() {
    return List.of(input);
  }

  @Override
  public ImageShape output(List<ImageShape> inputs) {
    if (curve instanceof Curve.Prelu prelu) {
      Shapes.requirePerChannel("slopes", prelu.slopes(), inputs.get(0));
    }
    return inputs.get(0);
  }
}
