package org.orthant.formats.equalization;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.orthant.api.graph.Flatten;
import org.orthant.api.graph.Function;
import org.orthant.api.graph.Graph;
import org.orthant.api.graph.Node;
import org.orthant.api.graph.Pad;
import org.orthant.api.graph.Pool;
import org.orthant.api.graph.Scale;
import org.orthant.api.model.LayerShape;
import org.orthant.api.model.Pads;

/**
 * Two layers between which a channel may have any scale: what lies in between takes a positive
 * factor of a channel to the same factor, but for shifts, and nothing else takes what comes there.
 *
 * @param between the nodes behind the first, up to the second
 */
record Pair(FloatLayer first, List<Node> between, FloatLayer second) {
  Pair {
    between = List.copyOf(between);
  }

  /** All of a network, in the order of its nodes. */
  static List<Pair> in(Graph graph) {
    Chains chains = new Chains(graph);
    List<Pair> pairs = new ArrayList<>();
    for (Node node : graph.nodes()) {
      FloatLayer.of(node).flatMap(first -> from(first, chains)).ifPresent(pairs::add);
    }
    return pairs;
  }

  private static Optional<Pair> from(FloatLayer first, Chains chains) {
    List<Node> between = chains.behind(first.name(), Pair::keepsFactor);
    String last = between.isEmpty() ? first.name() : between.get(between.size() - 1).name();
    return chains
        .next(last)
        .flatMap(FloatLayer::of)
        .filter(second -> padsWithZeros(second.shape()))
        .map(second -> new Pair(first, between, second));
  }

  /** Not so batch normalization, whose statistics a refit would find anew, without the factor. */
  private static boolean keepsFactor(Node node) {
    return node instanceof Scale
        || node instanceof Pool
        || node instanceof Flatten
        || (node instanceof Pad pad && pad.value() == 0)
        || (node instanceof Function function && function.curve().isHomogeneous());
  }

  private static boolean padsWithZeros(LayerShape shape) {
    return shape.padValue() == 0 || shape.window().pads().equals(Pads.NONE);
  }

  /** Returns how many channels lie in between. */
  int channels() {
    return first.shape().filters();
  }
}
