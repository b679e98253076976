package org.orthant.framework.run.inference;

import java.util.List;
import org.orthant.api.model.ImageShape;

/**
 * One step of a network as it is computed: a node, or a layer with nodes that follow it at once.
 */
public sealed interface Unit permits LayerUnit, NodeUnit {
  /** In the place of a unit's index: the image that enters the network. */
  int IMAGE = -1;

  /** Its place among the network's units; those it takes come before. */
  int index();

  /** The indices of the units whose outputs it takes, or {@link #IMAGE}. */
  List<Integer> inputs();

  /** Returns what leaves it. */
  ImageShape output();
}
