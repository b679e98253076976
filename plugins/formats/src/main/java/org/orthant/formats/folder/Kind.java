package org.orthant.formats.folder;

/** Makes a draft of what stands under a kind of nodes. */
@FunctionalInterface
interface Kind {
  Draft read(NodeEntry node);
}
