package org.orthant.api.graph;

import java.util.List;
import org.orthant.api.model.ImageShape;

/**
 * The sum of its inputs. An input of one pixel meets every pixel of the others, an input of one
 * channel every channel.
 */
public record Add(String name, List<String> inputs) implements Node {
  public Add {
    inputs = List.copyOf(inputs);
  }

  @Override
  public ImageShape output(List<ImageShape> inputs) {
    return Shapes.broadcast(inputs);
  }
}
