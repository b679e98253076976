package org.orthant.framework.run.inference;

import java.util.List;
import java.util.Optional;
import org.orthant.api.graph.Node;
import org.orthant.api.model.ImageShape;
import org.orthant.framework.run.layer.OwnQuantizer;

/**
 * A node by itself.
 *
 * @param inputs the units it takes, or {@link #IMAGE}, in the node's order
 * @param shapes of what it takes
 * @param quantizer the node's, held to its contract; empty where it has none
 */
public record NodeUnit(
    int index,
    List<Integer> inputs,
    Node node,
    List<ImageShape> shapes,
    Optional<OwnQuantizer> quantizer,
    ImageShape output)
    implements Unit {
  public NodeUnit {
    inputs = List.copyOf(inputs);
    shapes = List.copyOf(shapes);
  }
}
