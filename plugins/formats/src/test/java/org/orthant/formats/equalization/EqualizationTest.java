package org.orthant.formats.equalization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.orthant.api.RandomNumbers;
import org.orthant.api.Seed;
import org.orthant.api.array.Floats;
import org.orthant.api.graph.Add;
import org.orthant.api.graph.Curve;
import org.orthant.api.graph.Graph;
import org.orthant.api.graph.Node;
import org.orthant.api.graph.Product;
import org.orthant.api.model.ImageShape;
import org.orthant.api.model.Layer;
import org.orthant.testkit.GraphScores;

class EqualizationTest {
  private static final int CHANNELS = 12;
  private static final int STEPS = 7;
  private static final Seed SEED = new Seed(1705);

  private final NetworkInTheMaking network =
      new NetworkInTheMaking(new ImageShape(6, 6, 3), SEED.generator());

  private static Graph equalized(Graph graph) {
    return Rescaling.EQUALIZED.of(graph).graph();
  }

  private static float[] weights(Graph graph, int layer) {
    return Floats.of(graph.layers().get(layer).weights());
  }

  private static Graph withWeights(Graph graph, List<float[]> weights) {
    List<Node> nodes = new ArrayList<>();
    int next = 0;
    for (Node node : graph.nodes()) {
      nodes.add(node instanceof Product product ? with(weights.get(next++), product) : node);
    }
    return new Graph(graph.input(), nodes, graph.scores(), graph.loss());
  }

  private static Node with(float[] weights, Product product) {
    Layer layer = product.layer();
    return new Product(
        product.input(),
        new Layer(layer.shape(), Floats.array(weights, layer.weights().shape()), Optional.empty()));
  }

  /** Two layers without biases, all of whose filters are alike in size. */
  private static Graph even() {
    NetworkInTheMaking two =
        new NetworkInTheMaking(ImageShape.vector(20), SEED.generator())
            .dense("first", CHANNELS)
            .relu("relu")
            .dense("second", 4);
    RandomNumbers random = SEED.generator();
    return withWeights(
        two.graph(), List.of(gaussian(20 * CHANNELS, random), gaussian(4 * CHANNELS, random)));
  }

  private static float[] gaussian(int count, RandomNumbers random) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) random.nextGaussian();
    }
    return numbers;
  }

  /** Channel c is 2^c times as large in the first layer, and as much smaller in the second. */
  private static Graph planted(Graph even) {
    float[] first = weights(even, 0);
    float[] second = weights(even, 1);
    for (int i = 0; i < first.length; i++) {
      first[i] = Math.scalb(first[i], i / 20);
    }
    for (int i = 0; i < second.length; i++) {
      second[i] = Math.scalb(second[i], -(i % CHANNELS));
    }
    return withWeights(even, List.of(first, second));
  }

  /** Each layer in equal steps of 4 bits, of one range for the whole layer. */
  private static Graph quantized(Graph graph) {
    List<float[]> weights = new ArrayList<>();
    for (int layer = 0; layer < graph.layers().size(); layer++) {
      float[] each = weights(graph, layer);
      float largest = 0;
      for (float weight : each) {
        largest = Math.max(largest, Math.abs(weight));
      }
      for (int i = 0; i < each.length; i++) {
        each[i] = Math.round(each[i] / largest * STEPS) * largest / STEPS;
      }
      weights.add(each);
    }
    return withWeights(graph, weights);
  }

  /** How far the scores move where the layers are quantized, as a part of their length. */
  private static double error(Graph graph) {
    float[] images = RandomNetworks.images(graph, 50, 9);
    float[] expected = GraphScores.of(graph, images);
    float[] found = GraphScores.of(quantized(graph), images);
    double length = 0;
    double apart = 0;
    for (int i = 0; i < expected.length; i++) {
      length += expected[i] * expected[i];
      apart += (expected[i] - found[i]) * (expected[i] - found[i]);
    }
    return Math.sqrt(apart / length);
  }

  @Test
  void undoesScalesThatWerePlanted() {
    Graph even = even();
    Graph planted = planted(even);
    double least = error(even);
    assertThat(error(planted)).isGreaterThan(4 * least);
    assertThat(error(equalized(planted))).isLessThan(1.25 * least);
    for (int layer = 0; layer < 2; layer++) {
      assertThat(weights(equalized(planted), layer)).isEqualTo(weights(equalized(even), layer));
    }
  }

  @Test
  void rangesOfBothLayersMatch() {
    Graph graph = network.convolution("a", 5, 1, 0).bias("bias").relu("r").dense("b", 3).graph();
    Graph equalized = equalized(graph);
    double[] first = new Ranges(layer(equalized, "a"), 3).ofFilters();
    double[] second = new Ranges(layer(equalized, "b"), 5).ofChannels();
    for (int channel = 0; channel < 5; channel++) {
      assertThat(first[channel] / second[channel]).isCloseTo(1, within(1e-5));
    }
  }

  private static FloatLayer layer(Graph graph, String name) {
    return graph.nodes().stream()
        .filter(node -> node.name().equals(name))
        .flatMap(node -> FloatLayer.of(node).stream())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void pairsAreThoseBetweenWhichAChannelMayHaveAnyScale() {
    Graph graph =
        network
            .convolution("a", 4, 1, 0)
            .norm("a/norm")
            .relu("a/relu")
            .depthwise("b")
            .curve("b/leaky", new Curve.LeakyRelu(0.2f))
            .scale("b/scale")
            .convolution("c", 4, 1, 0)
            .curve("c/relu6", new Curve.Clip(0, 6))
            .convolution("d", 4, 1, 0)
            .relu("d/relu")
            .norm("d/norm")
            .convolution("e", 4, 2, 0)
            .convolution("padded", 4, 1, 1)
            .relu("relu")
            .add(new Add("sum", List.of("relu", "d/norm")))
            .dense("f", 5)
            .relu("f/relu")
            .dense("g", 2)
            .graph();
    assertThat(Pair.in(Rescaling.FOLDED.of(graph).graph()))
        .extracting(pair -> pair.first().name() + pair.second().name())
        .containsExactly("ab", "bc", "fg");
    assertThat(Rescaling.EQUALIZED.of(graph).provenance())
        .isEqualTo(
            Map.of(
                "batch normalization, folded", "1 of 2",
                "pairs of layers, equalized", "3"));
  }

  @Test
  void aLayerThatOthersTakeTooStays() {
    Graph graph =
        network
            .convolution("a", 4, 1, 0)
            .relu("relu")
            .depthwise("b")
            .add(new Add("sum", List.of("b", "relu")))
            .dense("c", 2)
            .graph();
    assertThat(equalized(graph).nodes()).isEqualTo(graph.nodes());
  }
}
