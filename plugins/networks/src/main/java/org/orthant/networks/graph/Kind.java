package org.orthant.networks.graph;

/** Makes a draft of what stands under a kind of nodes. */
@FunctionalInterface
interface Kind {
  Draft read(NodeEntry node);
}
