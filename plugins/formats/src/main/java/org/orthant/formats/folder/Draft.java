package org.orthant.formats.folder;

import java.util.List;
import java.util.Optional;
import org.orthant.api.graph.Node;
import org.orthant.api.model.ImageShape;

/**
 * A node as written.
 *
 * @param line where its name stands
 * @param inputs the names of what it takes
 * @param maker empty where what is written cannot be made
 */
record Draft(String name, int line, List<String> inputs, Optional<Maker> maker) {
  Draft {
    inputs = List.copyOf(inputs);
  }

  /** Makes the node. */
  @FunctionalInterface
  interface Maker {
    /**
     * The node, among what enters it.
     *
     * @param inputs what enters
     * @throws IllegalArgumentException with the reason if these cannot enter
     */
    Node make(List<ImageShape> inputs, NodeArrays arrays);
  }
}
