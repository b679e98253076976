package org.orthant.framework.run.graph;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.orthant.api.graph.BatchNormalization;
import org.orthant.api.graph.Concat;
import org.orthant.api.graph.Flatten;
import org.orthant.api.graph.Function;
import org.orthant.api.graph.Graph;
import org.orthant.api.graph.Node;
import org.orthant.api.graph.Pad;
import org.orthant.api.graph.PadChannels;
import org.orthant.api.graph.Pool;
import org.orthant.api.graph.Product;
import org.orthant.api.graph.Quantize;
import org.orthant.api.graph.Shuffle;
import org.orthant.api.graph.Slice;
import org.orthant.api.measure.Activations;

/** Computes a graph in float64, node by node and number by number, for one image at a time. */
public final class Interpreter {
  private final Graph graph;
  private final Setting setting;

  public Interpreter(Graph graph, Setting setting) {
    this.graph = graph;
    this.setting = setting;
  }

  /** The graph as trained. */
  public static Interpreter trained(Graph graph) {
    return new Interpreter(graph, Setting.trained(graph));
  }

  Graph graph() {
    return graph;
  }

  Setting setting() {
    return setting;
  }

  /** What one image gives. */
  public final class Passage {
    private final Map<String, Bounded> values = new HashMap<>();
    private final TreeSet<String> ties = new TreeSet<>();

    private Passage(Bounded image) {
      values.put(Node.INPUT, image);
    }

    /** What leaves a node. */
    public Bounded value(String node) {
      return values.get(node);
    }

    public Bounded scores() {
      return value(graph.scores());
    }

    /**
     * Whether a number lies so close to where a quantizer jumps that float32 may see it on the
     * other side.
     */
    public boolean isTied() {
      return !ties.isEmpty();
    }

    /** Whether that is so at one node. */
    boolean isTied(String node) {
      return ties.contains(node);
    }

    List<Bounded> inputs(Node node) {
      return node.inputs().stream().map(this::value).toList();
    }

    /** Computes the next node. */
    void compute(Node node) {
      Bounded value = output(node, inputs(node));
      if (node instanceof Quantize quantize
          && setting.activations(node.name()) == Activations.TRAINED
          && Quantizing.isTied(quantize.quantization().map(), value(quantize.input()))) {
        ties.add(node.name());
      }
      if (node instanceof Product product
          && setting.quantizesInputs(node.name())
          && Quantizing.isTied(HandMadeMap.TERNARY, value(product.input()))) {
        ties.add(node.name());
      }
      values.put(node.name(), value);
    }

    /**
     * What would leave a node, had the nearest quantizers before it done nothing; empty where
     * another node that computes lies in between.
     */
    public Optional<Bounded> continuous(String name) {
      Optional<Node> found =
          graph.nodes().stream().filter(node -> node.name().equals(name)).findFirst();
      if (found.isEmpty()) {
        return Optional.empty();
      }
      Node node = found.get();
      if (node instanceof Quantize quantize) {
        return Optional.of(value(quantize.input()));
      }
      List<Optional<Bounded>> before = node.inputs().stream().map(this::continuous).toList();
      return movesNumbers(node) && before.stream().allMatch(Optional::isPresent)
          ? Optional.of(output(node, before.stream().map(Optional::get).toList()))
          : Optional.empty();
    }
  }

  private static boolean movesNumbers(Node node) {
    return node instanceof Pool pool
        ? pool.kind() == Pool.Kind.MAX
        : node instanceof Concat
            || node instanceof Slice
            || node instanceof Pad
            || node instanceof PadChannels
            || node instanceof Flatten
            || node instanceof Shuffle;
  }

  private Bounded output(Node node, List<Bounded> inputs) {
    if (node instanceof Product product) {
      Bounded entering =
          setting.quantizesInputs(node.name())
              ? Quantizing.of(HandMadeMap.TERNARY, inputs.get(0))
              : inputs.get(0);
      Bounded products =
          DotProducts.of(product.layer().shape(), setting.weights(node.name()), entering);
      return Optional.ofNullable(setting.affines().get(node.name()))
          .map(affine -> Channelwise.affine(products, affine))
          .orElse(products);
    } else if (node instanceof BatchNormalization normalization) {
      return Channelwise.normalized(
          inputs.get(0), normalization.norm(), setting.norms().get(node.name()));
    } else if (node instanceof Quantize || node instanceof Function) {
      return activated(node, inputs.get(0));
    }
    return NodeRules.output(node, inputs);
  }

  private Bounded activated(Node node, Bounded input) {
    return switch (setting.activations(node.name())) {
      case IDENTITY -> input;
      case HARD_TANH -> Curves.hardTanh(input);
      case TRAINED ->
          node instanceof Quantize quantize
              ? Quantizing.of(quantize.quantization().map(), input)
              : Curves.of(((Function) node).curve(), input);
    };
  }

  /** Passes an image, [height, width, channels]. */
  public Passage pass(float... image) {
    return pass(image, graph.nodes().size());
  }

  /** Passes an image through the first nodes alone. */
  Passage pass(float[] image, int nodes) {
    Passage passage = begin(image);
    graph.nodes().subList(0, nodes).forEach(passage::compute);
    return passage;
  }

  /** An image that has passed no node. */
  Passage begin(float... image) {
    return new Passage(Bounded.exact(graph.input(), image));
  }
}
