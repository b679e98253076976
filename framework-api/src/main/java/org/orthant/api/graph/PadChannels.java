package org.orthant.api.graph;

import java.util.List;
import org.orthant.api.model.ImageShape;

/**
 * Channels of zeros before and after those there are.
 *
 * @param before how many come first
 * @param after how many come last
 */
public record PadChannels(String name, String input, int before, int after) implements Node {
  @Override
  public List<String> inputs() {
    return List.of(input);
  }

  @Override
  public ImageShape output(List<ImageShape> inputs) {
    ImageShape image = inputs.get(0);
    Shapes.require(before >= 0 && after >= 0, "adds %d and %d channels", before, after);
    return new ImageShape(
        image.height(),
        image.width(),
        Math.addExact(image.channels(), Math.addExact(before, after)));
  }
}
