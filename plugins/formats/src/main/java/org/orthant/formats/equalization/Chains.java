package org.orthant.formats.equalization;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.orthant.api.graph.Graph;
import org.orthant.api.graph.Node;

/** Which node alone takes another, in one graph. */
final class Chains {
  private final Map<String, List<Node>> consumers = new HashMap<>();
  private final String scores;

  Chains(Graph graph) {
    scores = graph.scores();
    for (Node node : graph.nodes()) {
      for (String taken : node.inputs()) {
        consumers.computeIfAbsent(taken, name -> new ArrayList<>()).add(node);
      }
    }
  }

  /** The node that alone takes another, once; empty where more take it, and behind the scores. */
  Optional<Node> next(String name) {
    List<Node> found = name.equals(scores) ? List.of() : consumers.getOrDefault(name, List.of());
    return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
  }

  /** The nodes behind one, each alone in taking the one before, as long as they are of a kind. */
  List<Node> behind(String name, Predicate<Node> kind) {
    List<Node> chain = new ArrayList<>();
    Optional<Node> next = next(name).filter(kind);
    while (next.isPresent()) {
      chain.add(next.get());
      next = next(next.get().name()).filter(kind);
    }
    return chain;
  }
}
