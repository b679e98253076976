package org.orthant.formats.draft;

import java.util.List;
import java.util.function.UnaryOperator;

/** A node of a draft. */
record DraftNode(String name, List<String> inputs, Body body) {
  DraftNode {
    inputs = List.copyOf(inputs);
  }

  DraftNode renamed(UnaryOperator<String> names) {
    return new DraftNode(name, inputs.stream().map(names).toList(), body);
  }
}
