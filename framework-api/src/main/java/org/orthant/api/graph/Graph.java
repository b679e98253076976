package org.orthant.api.graph;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.orthant.api.model.BatchNorm;
import org.orthant.api.model.ImageShape;
import org.orthant.api.model.Layer;
import org.orthant.api.model.LayerKind;
import org.orthant.api.model.LayerOutline;
import org.orthant.api.model.Quantization;
import org.orthant.api.model.Window;

/**
 * The computation of a network: nodes from the image to the scores, each of one output.
 *
 * @param input the image that enters
 * @param nodes in an order in which each comes after those it takes
 * @param scores the name of the node whose output, one pixel with a channel for each class, are the
 *     scores
 * @param loss what the network was trained to make small
 */
public record Graph(ImageShape input, List<Node> nodes, String scores, Loss loss) {

  /**
   * @throws IllegalArgumentException with all {@link #problems}, if there are any
   */
  public Graph {
    nodes = List.copyOf(nodes);
    List<String> problems = problems(input, nodes, scores);
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
  }

  /** Why these nodes are no network: each problem with its node's name; empty if they are one. */
  public static List<String> problems(ImageShape input, List<Node> nodes, String scores) {
    List<String> problems = new ArrayList<>();
    Map<String, Integer> places = new TreeMap<>();
    for (int i = 0; i < nodes.size(); i++) {
      String name = nodes.get(i).name();
      if (name.equals(Node.INPUT)) {
        problems.add("a node is called 'input', which is the image's name");
      } else if (places.putIfAbsent(name, i) != null) {
        problems.add(String.format(Locale.ROOT, "two nodes are called '%s'", name));
      }
    }
    Map<String, ImageShape> shapes = new LinkedHashMap<>(Map.of(Node.INPUT, input));
    for (int i = 0; i < nodes.size(); i++) {
      Node node = nodes.get(i);
      for (String taken : node.inputs()) {
        misplaced(taken, i, places).ifPresent(problem -> problems.add(problem(node, problem)));
      }
      if (shapes.keySet().containsAll(node.inputs())) {
        try {
          shapes.putIfAbsent(
              node.name(), node.output(node.inputs().stream().map(shapes::get).toList()));
        } catch (IllegalArgumentException | ArithmeticException e) {
          problems.add(problem(node, e.getMessage()));
        }
      }
    }
    if (!places.containsKey(scores)) {
      problems.add(
          String.format(
              Locale.ROOT, "the scores come from '%s', and there is no such node", scores));
    } else if (shapes.containsKey(scores)
        && (shapes.get(scores).height() != 1 || shapes.get(scores).width() != 1)) {
      problems.add(
          String.format(
              Locale.ROOT,
              "the scores come from '%s', which is not one pixel but %s",
              scores,
              shapes.get(scores)));
    }
    return problems;
  }

  private static Optional<String> misplaced(String taken, int index, Map<String, Integer> places) {
    if (taken.equals(Node.INPUT) || places.getOrDefault(taken, Integer.MAX_VALUE) < index) {
      return Optional.empty();
    }
    return Optional.of(
        String.format(
            Locale.ROOT,
            places.containsKey(taken)
                ? "takes '%s', which does not come before it"
                : "takes '%s', and there is no such node",
            taken));
  }

  private static String problem(Node node, String problem) {
    return String.format(Locale.ROOT, "%s %s", node.name(), problem);
  }

  /** A node's block in a chain: product, pool, batch normalization, activation, in this order. */
  public record Block(
      Layer layer, boolean pooled, BatchNorm batchNorm, Optional<Quantization> activation) {}

  /**
   * A network without branches, whose last block gives the scores. The nodes of the layer {@code
   * conv1} are called {@code conv1}, {@code conv1/pool}, {@code conv1/norm} and {@code
   * conv1/activation}; before a dense layer an image of several pixels is flattened.
   *
   * @param blocks where {@code pooled}, a 2 × 2 max pool follows the product
   */
  public static Graph chain(ImageShape input, List<Block> blocks, Loss loss) {
    List<Node> nodes = new ArrayList<>();
    String last = Node.INPUT;
    ImageShape image = input;
    for (Block block : blocks) {
      String name = block.layer().name();
      if (block.layer().shape().kind() == LayerKind.DENSE
          && (image.height() != 1 || image.width() != 1)) {
        last = added(new Flatten(name + "/flatten", last), nodes);
      }
      last = added(new Product(last, block.layer()), nodes);
      image = block.layer().shape().output();
      if (block.pooled()) {
        Pool pool = new Pool(name + "/pool", last, Pool.Kind.MAX, Window.tiles(2), false);
        image = pool.output(List.of(image));
        last = added(pool, nodes);
      }
      last = added(new BatchNormalization(name + "/norm", last, block.batchNorm()), nodes);
      if (block.activation().isPresent()) {
        last = added(new Quantize(name + "/activation", last, block.activation().get()), nodes);
      }
    }
    return new Graph(input, nodes, last, loss);
  }

  private static String added(Node node, List<Node> nodes) {
    nodes.add(node);
    return node.name();
  }

  /** Returns the shape of each node's output by its name, and of the image. */
  public Map<String, ImageShape> shapes() {
    Map<String, ImageShape> shapes = new LinkedHashMap<>(Map.of(Node.INPUT, input));
    for (Node node : nodes) {
      shapes.put(node.name(), node.output(node.inputs().stream().map(shapes::get).toList()));
    }
    return shapes;
  }

  /** The layers, in the nodes' order. */
  public List<Layer> layers() {
    return nodes.stream()
        .filter(Product.class::isInstance)
        .map(node -> ((Product) node).layer())
        .toList();
  }

  /** The nodes that take the one of that name, in their order. */
  public List<Node> consumers(String name) {
    return nodes.stream().filter(node -> node.inputs().contains(name)).toList();
  }

  /**
   * A layer's own activation: the first function or quantizer behind it, if only pools, scales,
   * pads and batch normalization lie in between, and nothing else takes what comes in between.
   * Empty where the layer has none, as the one that gives the scores.
   *
   * @param layer its name
   */
  public Optional<Node> activation(String layer) {
    Optional<Node> next = onlyConsumer(layer);
    while (next.isPresent()
        && (keepsChannels(next.get()) || next.get() instanceof BatchNormalization)) {
      next = onlyConsumer(next.get().name());
    }
    return next.filter(node -> node instanceof Function || node instanceof Quantize);
  }

  /**
   * The batch normalization that undoes any positive factor of a layer's products: the first behind
   * it, if only pools, scales, pads of zeros and functions that keep a positive factor, such as
   * ReLU, lie in between, no such function comes behind a shift, and nothing else takes what comes
   * in between. Where no function and no pad lies in between, it undoes a shift as well.
   *
   * @param layer its name
   */
  public Optional<BatchNormalization> batchNormalization(String layer) {
    boolean shifted = false;
    Optional<Node> next = onlyConsumer(layer);
    while (next.isPresent() && !(next.get() instanceof BatchNormalization)) {
      Node node = next.get();
      boolean keepsFactor =
          node instanceof Function function
              ? function.curve().isHomogeneous() && !shifted
              : keepsChannels(node) && !(node instanceof Pad pad && pad.value() != 0);
      if (!keepsFactor) {
        return Optional.empty();
      }
      shifted |= node instanceof Scale scale && scale.shift().amaxNumber().doubleValue() != 0;
      next = onlyConsumer(node.name());
    }
    return next.map(BatchNormalization.class::cast);
  }

  private static boolean keepsChannels(Node node) {
    return node instanceof Pool
        || node instanceof Scale
        || node instanceof Pad
        || node instanceof Flatten;
  }

  /** The node that alone takes another; empty where more take it, and behind the scores. */
  private Optional<Node> onlyConsumer(String name) {
    List<Node> consumers = name.equals(scores) ? List.of() : consumers(name);
    return consumers.size() == 1 ? Optional.of(consumers.get(0)) : Optional.empty();
  }

  /** The layers as known before the network is there. */
  public List<LayerOutline> outlines() {
    return layers().stream()
        .map(layer -> LayerOutline.of(layer, activation(layer.name()).isPresent()))
        .toList();
  }
}
