package org.orthant.api.graph;

import java.util.List;
import org.orthant.api.model.ImageShape;

/**
 * One step of a network. Its name is unique within the network and the user's own; {@value #INPUT}
 * is the image's.
 */
public sealed interface Node
    permits Product,
        BatchNormalization,
        Scale,
        Pool,
        Function,
        Quantize,
        Add,
        Multiply,
        Concat,
        Slice,
        PadChannels,
        Pad,
        Flatten,
        Shuffle {
  /** The name by which nodes call the image that enters the network. */
  String INPUT = "input";

  String name();

  /** The names of the nodes it takes, in their order. */
  List<String> inputs();

  /**
   * Returns the shape of the node's output.
   *
   * @param inputs what enters, as many as {@link #inputs()}
   * @throws IllegalArgumentException with the reason if these cannot enter
   */
  ImageShape output(List<ImageShape> inputs);
}
