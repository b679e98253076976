package org.orthant.api.graph;

import java.util.List;
import org.orthant.api.model.ImageShape;

/** The channels of its inputs, one input after the other. */
public record Concat(String name, List<String> inputs) implements Node {
  public Concat {
    inputs = List.copyOf(inputs);
  }

  @Override
  public ImageShape output(List<ImageShape> inputs) {
    Shapes.require(!inputs.isEmpty(), "has no inputs");
    ImageShape first = inputs.get(0);
    Shapes.require(
        inputs.stream()
            .allMatch(input -> input.height() == first.height() && input.width() == first.width()),
        "meets images of different height or width: %s",
        inputs);
    return new ImageShape(
        first.height(),
        first.width(),
        inputs.stream().mapToInt(ImageShape::channels).reduce(0, Math::addExact));
  }
}
