package org.orthant.api.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.orthant.api.graph.Nodes.add;
import static org.orthant.api.graph.Nodes.bias;
import static org.orthant.api.graph.Nodes.dense;
import static org.orthant.api.graph.Nodes.normalization;
import static org.orthant.api.graph.Nodes.pool;
import static org.orthant.api.graph.Nodes.quantize;
import static org.orthant.api.graph.Nodes.relu;
import static org.orthant.api.graph.Nodes.same;
import static org.orthant.api.graph.Nodes.scale;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.orthant.api.model.ImageShape;
import org.orthant.api.model.Layer;
import org.orthant.api.model.LayerOutline;
import org.orthant.api.model.LayerShape;
import org.orthant.api.model.Pads;

class GraphTest {
  private static final ImageShape VECTOR = ImageShape.vector(6);
  private static final ImageShape IMAGE = new ImageShape(4, 6, 2);

  private static List<String> problems(List<Node> nodes, String scores) {
    return Graph.problems(VECTOR, nodes, scores);
  }

  @Test
  void aSoundGraphHasNoProblems() {
    assertThat(problems(List.of(dense("a", "input", 6, 3), relu("b", "a")), "b")).isEmpty();
  }

  @Test
  void twoNodesOfOneNameAreAProblem() {
    assertThat(problems(List.of(relu("a", "input"), relu("a", "input")), "a"))
        .containsExactly("two nodes are called 'a'");
  }

  @Test
  void aNodeWithTheImagesNameIsAProblem() {
    assertThat(problems(List.of(relu("input", "input"), relu("a", "input")), "a"))
        .containsExactly("a node is called 'input', which is the image's name");
  }

  @Test
  void anInputThatThereIsNotIsAProblem() {
    assertThat(problems(List.of(relu("a", "b")), "a"))
        .containsExactly("a takes 'b', and there is no such node");
  }

  @Test
  void anInputThatComesLaterIsAProblem() {
    assertThat(problems(List.of(relu("a", "b"), relu("b", "input")), "b"))
        .containsExactly("a takes 'b', which does not come before it");
    assertThat(problems(List.of(relu("a", "a")), "a"))
        .containsExactly("a takes 'a', which does not come before it");
  }

  @Test
  void whatCannotEnterANodeIsAProblem() {
    assertThat(problems(List.of(dense("a", "input", 5, 3)), "a"))
        .containsExactly("a meets images of 1×1×6, and is made for 1×1×5");
  }

  @Test
  void sizesTooLargeToCountAreAProblem() {
    int half = 1 << 30;
    List<Node> nodes =
        List.of(new PadChannels("a", "input", half, half), new PadChannels("b", "a", half, half));

    assertThat(problems(nodes, "b")).singleElement().asString().startsWith("a ");
  }

  @Test
  void scoresOfNoNodeAreAProblem() {
    assertThat(problems(List.of(relu("a", "input")), "b"))
        .containsExactly("the scores come from 'b', and there is no such node");
    assertThat(problems(List.of(relu("a", "input")), "input"))
        .containsExactly("the scores come from 'input', and there is no such node");
  }

  @Test
  void scoresOfSeveralPixelsAreAProblem() {
    assertThat(Graph.problems(IMAGE, List.of(relu("a", "input")), "a"))
        .containsExactly("the scores come from 'a', which is not one pixel but 4×6×2");
  }

  @Test
  void everyProblemIsNamedAtOnce() {
    List<Node> nodes =
        List.of(
            relu("a", "nothing"),
            dense("b", "input", 5, 3),
            relu("c", "b"),
            dense("d", "input", 7, 3));

    assertThat(problems(nodes, "e")).hasSize(4);
    assertThatThrownBy(() -> new Graph(VECTOR, nodes, "e", Loss.CROSS_ENTROPY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(String.join("; ", problems(nodes, "e")));
  }

  @Test
  void aChainHasANodeForEachStep() {
    Graph chain =
        Graph.chain(
            IMAGE,
            List.of(
                block(LayerShape.same("conv1", IMAGE, 3, 5), false, true),
                block(LayerShape.same("conv2", new ImageShape(4, 6, 5), 3, 7), true, true),
                block(LayerShape.dense("dense1", 2 * 3 * 7, 8), false, true),
                block(LayerShape.dense("dense2", 8, 3), false, false)),
            Loss.SQUARED_HINGE);

    assertThat(chain.nodes())
        .extracting(Node::name)
        .containsExactly(
            "conv1",
            "conv1/norm",
            "conv1/activation",
            "conv2",
            "conv2/pool",
            "conv2/norm",
            "conv2/activation",
            "dense1/flatten",
            "dense1",
            "dense1/norm",
            "dense1/activation",
            "dense2",
            "dense2/norm");
    assertThat(chain.scores()).isEqualTo("dense2/norm");
    assertThat(chain.loss()).isEqualTo(Loss.SQUARED_HINGE);
    assertThat(chain.shapes())
        .containsEntry("input", IMAGE)
        .containsEntry("conv1/activation", new ImageShape(4, 6, 5))
        .containsEntry("conv2", new ImageShape(4, 6, 7))
        .containsEntry("conv2/pool", new ImageShape(2, 3, 7))
        .containsEntry("conv2/activation", new ImageShape(2, 3, 7))
        .containsEntry("dense1/flatten", ImageShape.vector(42))
        .containsEntry("dense1/activation", ImageShape.vector(8))
        .containsEntry("dense2/norm", ImageShape.vector(3))
        .hasSize(14);
    assertThat(chain.layers())
        .extracting(Layer::name)
        .containsExactly("conv1", "conv2", "dense1", "dense2");
    assertThat(chain.outlines())
        .extracting(LayerOutline::activated)
        .containsExactly(true, true, true, false);
    for (Layer layer : chain.layers()) {
      assertThat(chain.batchNormalization(layer.name()).orElseThrow().name())
          .isEqualTo(layer.name() + "/norm");
    }
    assertThat(chain.activation("conv2")).map(Node::name).contains("conv2/activation");
  }

  @Test
  void aChainOfVectorsNeedsNoFlatten() {
    Graph chain =
        Graph.chain(
            VECTOR,
            List.of(block(LayerShape.dense("dense1", 6, 3), false, false)),
            Loss.CROSS_ENTROPY);

    assertThat(chain.nodes()).extracting(Node::name).containsExactly("dense1", "dense1/norm");
  }

  @Test
  void aChainWhoseLayersDoNotFitIsRefused() {
    List<Graph.Block> blocks = List.of(block(LayerShape.dense("dense1", 7, 3), false, false));

    assertThatThrownBy(() -> Graph.chain(VECTOR, blocks, Loss.CROSS_ENTROPY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("dense1 meets images of 1×1×6");
  }

  private static Graph.Block block(LayerShape shape, boolean pooled, boolean activated) {
    return new Graph.Block(
        Nodes.layer(shape),
        pooled,
        Nodes.norm(shape.filters()),
        activated ? Optional.of(Nodes.signs()) : Optional.empty());
  }

  /** A convolution to four channels, then the nodes, then what gives scores behind the last. */
  private static Graph behindAConvolution(Node... nodes) {
    List<Node> all = new ArrayList<>(List.of(same("conv", "input", IMAGE, 4)));
    all.addAll(List.of(nodes));
    Graph open = open(all);
    ImageShape last = open.shapes().get(all.get(all.size() - 1).name());
    all.add(new Flatten("flat", all.get(all.size() - 1).name()));
    all.add(dense("scores", "flat", last.size(), 3));
    return new Graph(IMAGE, all, "scores", Loss.CROSS_ENTROPY);
  }

  /** With a pixel for scores that does not look at the rest. */
  private static Graph open(List<Node> nodes) {
    List<Node> all = new ArrayList<>(nodes);
    all.add(new Flatten("any", "input"));
    return new Graph(IMAGE, all, "any", Loss.CROSS_ENTROPY);
  }

  private static Optional<String> activation(Node... nodes) {
    return behindAConvolution(nodes).activation("conv").map(Node::name);
  }

  private static Optional<String> norm(Node... nodes) {
    return behindAConvolution(nodes).batchNormalization("conv").map(Node::name);
  }

  @Test
  void theActivationIsTheFirstFunctionOrQuantizer() {
    assertThat(activation(relu("a", "conv"), quantize("b", "a"))).contains("a");
    assertThat(activation(quantize("b", "conv"))).contains("b");
    assertThat(
            activation(
                pool("p", "conv"),
                bias("s", "p"),
                normalization("n", "s", 4),
                new Pad("f", "n", Pads.all(1), 2),
                new Flatten("v", "f"),
                quantize("b", "v")))
        .contains("b");
  }

  @Test
  void whatComesBehindABranchIsNotALayersOwn() {
    assertThat(activation(normalization("n", "conv", 4), add("sum", "n", "conv"), relu("a", "sum")))
        .isEmpty();
  }

  @Test
  void aLayerBehindWhichAnotherStandsHasNoActivation() {
    assertThat(activation(same("next", "conv", new ImageShape(4, 6, 4), 2), relu("a", "next")))
        .isEmpty();
    assertThat(behindAConvolution().activation("scores")).isEmpty();
    assertThat(behindAConvolution().batchNormalization("scores")).isEmpty();
  }

  @Test
  void whatComesBehindTheScoresIsNotALayersOwn() {
    Graph graph =
        new Graph(
            VECTOR, List.of(dense("a", "input", 6, 3), relu("b", "a")), "a", Loss.CROSS_ENTROPY);

    assertThat(graph.activation("a")).isEmpty();
    assertThat(graph.consumers("a")).extracting(Node::name).containsExactly("b");
  }

  @Test
  void theBatchNormalizationMayStandBehindWhatKeepsAFactor() {
    assertThat(norm(normalization("n", "conv", 4))).contains("n");
    assertThat(norm(pool("p", "conv"), scale("s", "p"), normalization("n", "s", 4))).contains("n");
    assertThat(norm(bias("s", "conv"), normalization("n", "s", 4))).contains("n");
    assertThat(norm(relu("a", "conv"), normalization("n", "a", 4))).contains("n");
    assertThat(norm(new Pad("f", "conv", Pads.all(1), 0), normalization("n", "f", 4)))
        .contains("n");
    assertThat(norm(relu("a", "conv"), bias("s", "a"), normalization("n", "s", 4))).contains("n");
  }

  @Test
  void theBatchNormalizationUndoesNoFactorBehindWhatDoesNotKeepIt() {
    assertThat(norm(quantize("a", "conv"), normalization("n", "a", 4))).isEmpty();
    assertThat(norm(new Function("a", "conv", new Curve.Tanh()), normalization("n", "a", 4)))
        .isEmpty();
    assertThat(norm(bias("s", "conv"), relu("a", "s"), normalization("n", "a", 4))).isEmpty();
    assertThat(norm(new Pad("f", "conv", Pads.all(1), 1), normalization("n", "f", 4))).isEmpty();
    assertThat(norm(add("sum", "conv", "conv"), normalization("n", "sum", 4))).isEmpty();
    assertThat(norm(normalization("n", "conv", 4), relu("a", "conv"), add("sum", "n", "a")))
        .isEmpty();
    assertThat(norm(relu("a", "conv"))).isEmpty();
  }
}
