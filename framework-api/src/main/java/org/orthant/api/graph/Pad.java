package org.orthant.api.graph;

import java.util.List;
import org.orthant.api.model.ImageShape;
import org.orthant.api.model.Pads;

/**
 * Rows and columns around the image.
 *
 * @param value what they hold
 */
public record Pad(String name, String input, Pads pads, float value) implements Node {
  @Override
  public List<String> inputs() {
    return List.of(input);
  }

  @Override
  public ImageShape output(List<ImageShape> inputs) {
    Shapes.require(Float.isFinite(value), "pads with %s", value);
    return pads.around(inputs.get(0));
  }
}
