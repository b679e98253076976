package org.orthant.api.graph;

import java.util.List;
import org.orthant.api.model.ImageShape;

/**
 * The product of its inputs, number by number. An input of one pixel meets every pixel of the
 * others, an input of one channel every channel.
 */
public record Multiply(String name, List<String> inputs) implements Node {
  public Multiply {
    inputs = List.copyOf(inputs);
  }

  @Override
  public ImageShape output(List<ImageShape> inputs) {
    return Shapes.broadcast(inputs);
  }
}
