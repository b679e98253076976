package org.orthant.formats.equalization;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.orthant.api.graph.BatchNormalization;
import org.orthant.api.graph.Graph;
import org.orthant.api.graph.Node;
import org.orthant.api.graph.Product;
import org.orthant.api.graph.Scale;

/**
 * Batch normalization, and any other factor of each channel, becomes part of the weights of the
 * layer right before it: w ↦ γ/√(variance + ε) · w. One {@link Scale} with the shifts remains,
 * under the name of the last of the nodes that it stands for.
 *
 * <p>Source: Jacob et al., "Quantization and Training of Neural Networks for Efficient
 * Integer-Arithmetic-Only Inference", 2018, section 3.2.
 */
final class Folding {
  private final Graph graph;
  private final Chains chains;
  private final Map<String, Node> replaced = new HashMap<>();
  private final Set<String> gone = new HashSet<>();

  private Folding(Graph graph) {
    this.graph = graph;
    this.chains = new Chains(graph);
  }

  /** The network with all folded that can be: where nothing else takes what lies in between. */
  static Rescaled of(Graph graph) {
    Folding folding = new Folding(graph);
    graph.nodes().forEach(node -> FloatLayer.of(node).ifPresent(folding::fold));
    Graph folded = folding.folded();
    long left = norms(folded);
    String words = String.format(Locale.ROOT, "%d of %d", norms(graph) - left, norms(graph));
    return new Rescaled(folded, Map.of("batch normalization, folded", words));
  }

  private static long norms(Graph graph) {
    return graph.nodes().stream().filter(BatchNormalization.class::isInstance).count();
  }

  private void fold(FloatLayer layer) {
    List<Node> behind = chains.behind(layer.name(), Affine::is);
    if (!behind.isEmpty()) {
      fold(layer, behind);
    }
  }

  private void fold(FloatLayer layer, List<Node> behind) {
    int channels = layer.shape().filters();
    Affine all =
        behind.stream().map(node -> Affine.of(node, channels)).reduce(Affine::then).orElseThrow();
    Product product = layer.times(weight -> all.factors().get(layer.filter(weight)));
    Scale shift = shift(behind.get(behind.size() - 1).name(), layer.name(), all.shifts());
    behind.forEach(node -> gone.add(node.name()));
    replaced.put(product.name(), product);
    replaced.put(shift.name(), shift);
  }

  private static Scale shift(String name, String input, List<Double> shifts) {
    return new Scale(
        name,
        input,
        Narrowed.array(name, channel -> 1, 1),
        Narrowed.array(name, shifts::get, shifts.size()));
  }

  private Graph folded() {
    List<Node> nodes = new ArrayList<>();
    for (Node node : graph.nodes()) {
      if (replaced.containsKey(node.name())) {
        nodes.add(replaced.get(node.name()));
      } else if (!gone.contains(node.name())) {
        nodes.add(node);
      }
    }
    return new Graph(graph.input(), nodes, graph.scores(), graph.loss());
  }
}
