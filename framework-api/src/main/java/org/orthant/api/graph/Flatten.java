package org.orthant.api.graph;

import java.util.List;
import org.orthant.api.model.ImageShape;

/** The image as one pixel, its numbers in the order (row, column, channel). */
public record Flatten(String name, String input) implements Node {
  @Override
  public List<String> inputs() {
    return List.of(input);
  }

  @Override
  public ImageShape output(List<ImageShape> inputs) {
    return ImageShape.vector(inputs.get(0).size());
  }
}
