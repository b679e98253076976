package org.orthant.framework.run.inference;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.orthant.api.graph.BatchNormalization;
import org.orthant.api.graph.Graph;
import org.orthant.api.graph.Node;
import org.orthant.api.graph.Pool;
import org.orthant.api.graph.Product;
import org.orthant.api.graph.Quantize;
import org.orthant.api.model.ImageShape;
import org.orthant.framework.run.layer.Arithmetic;
import org.orthant.framework.run.layer.OwnQuantizer;
import org.orthant.framework.run.layer.QuantizedLayer;

/** A network as it is computed: its graph cut into units, in an order in which they can be. */
public final class Network {
  private final Graph graph;
  private final Arithmetic arithmetic;
  private final List<Unit> units;
  private final Map<String, Integer> unitByNode;

  private Network(
      Graph graph, List<Unit> units, Map<String, Integer> unitByNode, Arithmetic arithmetic) {
    this.graph = graph;
    this.arithmetic = arithmetic;
    this.units = List.copyOf(units);
    this.unitByNode = Map.copyOf(unitByNode);
  }

  /**
   * Cuts a graph.
   *
   * @param layers the graph's, in its order
   * @param arithmetic in what it is computed
   * @param verified whether the network's own quantizers are held to all of their contracts
   */
  public static Network of(
      Graph graph, List<QuantizedLayer> layers, Arithmetic arithmetic, boolean verified) {
    return new Cut(graph, layers, verified).network(arithmetic);
  }

  /** In what it is computed. */
  public Arithmetic arithmetic() {
    return arithmetic;
  }

  public Graph graph() {
    return graph;
  }

  public List<Unit> units() {
    return units;
  }

  /** The unit whose output is the scores. */
  public Unit scores() {
    return units.get(unitByNode.get(graph.scores()));
  }

  /** The units of layers, in their order. */
  public List<LayerUnit> layers() {
    return units.stream().filter(LayerUnit.class::isInstance).map(LayerUnit.class::cast).toList();
  }

  /** The unit of a layer. */
  public LayerUnit unit(QuantizedLayer layer) {
    return layers().stream()
        .filter(unit -> unit.layer().name().equals(layer.name()))
        .findFirst()
        .orElseThrow();
  }

  /** The unit that computes a node, be it alone or with others. */
  public int unitOf(String node) {
    return unitByNode.get(node);
  }

  /** The units that take what leaves one. */
  public List<Unit> consumers(int unit) {
    return units.stream().filter(each -> each.inputs().contains(unit)).toList();
  }

  /** A unit's ancestors, itself among them; not the image. */
  public Set<Integer> ancestors(int unit) {
    Set<Integer> found = new TreeSet<>();
    collect(unit, found);
    return found;
  }

  private void collect(int unit, Set<Integer> found) {
    if (unit != Unit.IMAGE && found.add(unit)) {
      units.get(unit).inputs().forEach(input -> collect(input, found));
    }
  }

  /** Returns what leaves a unit, or the image. */
  public ImageShape output(int unit) {
    return unit == Unit.IMAGE ? graph.input() : units.get(unit).output();
  }

  /**
   * Whether a refit fits something anew in a unit: its batch normalization, or, where none follows
   * a layer, a factor and a shift behind its products.
   */
  public boolean isFitted(Unit unit) {
    return norm(unit).isPresent() || takesAffine(unit);
  }

  /** The batch normalization within a unit. */
  public static Optional<BatchNormalization> norm(Unit unit) {
    if (unit instanceof LayerUnit layer) {
      return layer.norm();
    }
    return unit instanceof NodeUnit node && node.node() instanceof BatchNormalization norm
        ? Optional.of(norm)
        : Optional.empty();
  }

  /** Whether no batch normalization follows a layer. */
  public boolean takesAffine(Unit unit) {
    return unit instanceof LayerUnit layer
        && graph.batchNormalization(layer.layer().name()).isEmpty();
  }

  /** Returns how many channels that which is fitted in a unit has. */
  public int fittedChannels(Unit unit) {
    return unit instanceof LayerUnit layer
        ? layer.layer().shape().filters()
        : unit.output().channels();
  }

  /** Cuts a graph into units. */
  private static final class Cut {
    private final Graph graph;
    private final Map<String, QuantizedLayer> layers = new HashMap<>();
    private final boolean verified;
    private final Map<String, ImageShape> shapes;
    private final List<Unit> units = new ArrayList<>();
    private final Map<String, Integer> unitByNode = new HashMap<>();

    Cut(Graph graph, List<QuantizedLayer> layers, boolean verified) {
      this.graph = graph;
      this.verified = verified;
      this.shapes = graph.shapes();
      layers.forEach(layer -> this.layers.put(layer.name(), layer));
    }

    Network network(Arithmetic arithmetic) {
      for (Node node : graph.nodes()) {
        if (!unitByNode.containsKey(node.name())) {
          units.add(node instanceof Product product ? layer(product) : node(node));
        }
      }
      return new Network(graph, units, unitByNode, arithmetic);
    }

    private int index(String node) {
      return node.equals(Node.INPUT) ? Unit.IMAGE : unitByNode.get(node);
    }

    private NodeUnit node(Node node) {
      NodeUnit unit =
          new NodeUnit(
              units.size(),
              node.inputs().stream().map(this::index).toList(),
              node,
              node.inputs().stream().map(shapes::get).toList(),
              node instanceof Quantize quantize
                  ? Optional.of(own(quantize, node.name()))
                  : Optional.empty(),
              shapes.get(node.name()));
      unitByNode.put(node.name(), unit.index());
      return unit;
    }

    private OwnQuantizer own(Quantize quantize, String place) {
      return OwnQuantizer.of(
          quantize.quantization(), shapes.get(quantize.name()).channels(), verified, place);
    }

    private LayerUnit layer(Product product) {
      int index = units.size();
      int input = index(product.input());
      unitByNode.put(product.name(), index);
      Node last = product;
      Optional<Pool> pool = following(last, Pool.class, index);
      last = pool.<Node>map(node -> node).orElse(last);
      Optional<BatchNormalization> norm = following(last, BatchNormalization.class, index);
      last = norm.<Node>map(node -> node).orElse(last);
      Optional<Quantize> activation = following(last, Quantize.class, index);
      last = activation.<Node>map(node -> node).orElse(last);
      return new LayerUnit(
          index,
          input,
          layers.get(product.name()),
          pool,
          norm,
          activation.map(quantize -> own(quantize, product.name())),
          shapes.get(last.name()));
    }

    /** The only consumer of a node, if it is of that kind. */
    private <N extends Node> Optional<N> following(Node node, Class<N> kind, int index) {
      List<Node> consumers = graph.consumers(node.name());
      if (node.name().equals(graph.scores())
          || consumers.size() != 1
          || !kind.isInstance(consumers.get(0))) {
        return Optional.empty();
      }
      unitByNode.put(consumers.get(0).name(), index);
      return Optional.of(kind.cast(consumers.get(0)));
    }
  }
}
