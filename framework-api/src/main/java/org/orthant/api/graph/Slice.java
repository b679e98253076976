package org.orthant.api.graph;

import java.util.List;
import org.orthant.api.model.ImageShape;

/**
 * Some of the channels.
 *
 * @param from the first, from 0
 * @param to the one after the last
 */
public record Slice(String name, String input, int from, int to) implements Node {
  @Override
  public List<String> inputs() {
    return List.of(input);
  }

  @Override
  public ImageShape output(List<ImageShape> inputs) {
    ImageShape image = inputs.get(0);
    Shapes.require(
        0 <= from && from < to && to <= image.channels(),
        "takes channels %d … %d of %d",
        from,
        to - 1,
        image.channels());
    return new ImageShape(image.height(), image.width(), to - from);
  }
}
