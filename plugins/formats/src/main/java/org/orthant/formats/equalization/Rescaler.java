package org.orthant.formats.equalization;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.orthant.api.graph.Graph;
import org.orthant.api.graph.Node;
import org.orthant.api.graph.Scale;
import org.orthant.api.model.ImageShape;

/** Makes nodes anew with the scales of the channels before and behind them. */
final class Rescaler {
  private static final double[] ONE = {1};

  private final Map<String, ImageShape> shapes;

  /** By what the channels that leave a node are divided, by its name. */
  private final Map<String, double[]> leaving = new HashMap<>();

  /** By what the channels were divided that enter a layer, by its name. */
  private final Map<String, double[]> entering = new HashMap<>();

  Rescaler(Graph graph) {
    shapes = graph.shapes();
  }

  /**
   * Divides the channels between two layers.
   *
   * @param scales one for each filter of the first
   */
  void add(Pair pair, double... scales) {
    leaving.put(pair.first().name(), scales);
    pair.between().forEach(node -> leaving.put(node.name(), scales));
    entering.put(pair.second().name(), scales);
  }

  /** The node as it must be where its channels are divided; the same where none is. */
  Node rescaled(Node node) {
    if (node instanceof Scale scale && leaving.containsKey(node.name())) {
      return divided(scale, leaving.get(node.name()));
    }
    boolean isScaled = leaving.containsKey(node.name()) || entering.containsKey(node.name());
    return isScaled ? FloatLayer.of(node).map(this::rescaled).orElse(node) : node;
  }

  private Node rescaled(FloatLayer layer) {
    double[] divisors = leaving.getOrDefault(layer.name(), ONE);
    double[] factors = entering.getOrDefault(layer.name(), ONE);
    return layer.times(
        weight -> at(layer.channel(weight), factors) / at(layer.filter(weight), divisors));
  }

  /** Of a flattened image, whose channels come again for each pixel. */
  private static double at(int channel, double... scales) {
    return scales[channel % scales.length];
  }

  /** A shift is divided, a factor stays. */
  private Scale divided(Scale scale, double... scales) {
    int channels = shapes.get(scale.name()).channels();
    List<Double> shifts = Affine.of(scale, channels).shifts();
    return new Scale(
        scale.name(),
        scale.input(),
        scale.factor(),
        Narrowed.array(scale.name(), c -> shifts.get(c) / at(c, scales), channels));
  }
}
