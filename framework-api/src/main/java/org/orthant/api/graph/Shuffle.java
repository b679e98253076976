package org.orthant.api.graph;

import java.util.List;
import org.orthant.api.model.ImageShape;

/**
 * The channels in another order: in {@code groups} parts of equal size, first the first channel of
 * every part, then the second of every part, and so on.
 *
 * <p>Source: Zhang et al., "ShuffleNet", 2017, section 3.1.
 */
public record Shuffle(String name, String input, int groups) implements Node {
  @Override
  public List<String> inputs() {
    return List.of(input);
  }

  @Override
  public ImageShape output(List<ImageShape> inputs) {
    Shapes.require(
        groups >= 1 && inputs.get(0).channels() % groups == 0,
        "shuffles %d channels in %d groups",
        inputs.get(0).channels(),
        groups);
    return inputs.get(0);
  }
}
