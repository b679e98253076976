package org.orthant.formats.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.orthant.api.graph.Graph;
import org.orthant.api.graph.Node;
import org.orthant.api.graph.Quantize;
import org.orthant.api.model.Sign;
import org.orthant.testkit.GraphScores;

/** Signs in the disguises in which exporters write them. */
class SignsTest {
  private static final String BREVITAS = "onnx.brevitas";
  private static final String FINN = "finn.custom_op.general";

  /** A network of three numbers, its scores in their order, with something before them. */
  private static OnnxModel numbers() {
    return new OnnxModel(13)
        .input("x", 3)
        .floats("w", new float[] {1, 0, 0, 0, 1, 0, 0, 0, 1}, 3, 3)
        .number("zero", 0)
        .number("tenth", 0.1f)
        .number("one", 1)
        .number("minus", -1)
        .output("y");
  }

  private static Graph graph(OnnxModel model) {
    return Conversion.graph(model.node("MatMul", List.of("s", "w"), "y").bytes());
  }

  private static Sign onlySign(Graph graph) {
    List<Node> nodes = graph.nodes().stream().filter(node -> node instanceof Quantize).toList();
    assertThat(nodes).hasSize(1);
    assertThat(graph.nodes()).hasSize(2);
    return (Sign) ((Quantize) nodes.get(0)).quantization().map();
  }

  @Test
  void signOfOnnxKeepsZero() {
    Graph graph = graph(numbers().node("Sign", List.of("x"), "s"));
    assertThat(onlySign(graph).zero()).isZero();
    assertThat(GraphScores.of(graph, 2, 0, -3)).containsExactly(1, 0, -1);
  }

  @Test
  void larqAddsATenth() {
    Graph graph =
        graph(
            numbers()
                .node("Sign", List.of("x"), "first")
                .node("Add", List.of("first", "tenth"), "moved")
                .node("Sign", List.of("moved"), "s"));
    assertThat(onlySign(graph).zero()).isEqualTo(1);
    assertThat(GraphScores.of(graph, 2, 0, -3)).containsExactly(1, 1, -1);
  }

  @Test
  void whereOfAComparison() {
    Graph graph =
        graph(
            numbers()
                .node("GreaterOrEqual", List.of("x", "zero"), "met")
                .node("Where", List.of("met", "one", "minus"), "s"));
    assertThat(onlySign(graph).zero()).isEqualTo(1);
  }

  @Test
  void whereOfTheOppositeComparison() {
    Graph graph =
        graph(
            numbers()
                .node("Less", List.of("zero", "x"), "above")
                .node("Not", List.of("above"), "met")
                .node("Where", List.of("met", "minus", "one"), "s"));
    assertThat(onlySign(graph).zero()).isEqualTo(-1);
    assertThat(GraphScores.of(graph, 2, 0, -3)).containsExactly(1, -1, -1);
  }

  @Test
  void whatIsCastFromAComparisonIsZeroOrOne() {
    Graph graph =
        graph(
            numbers()
                .node("Greater", List.of("x", "one"), "met")
                .node("Cast", List.of("met"), "s", Map.of("to", 1)));
    assertThat(GraphScores.of(graph, 2, 1, -3)).containsExactly(1, 0, 0);
  }

  @Test
  void straightThroughEstimatorAsItIsTraced() {
    Graph graph =
        graph(
            numbers()
                .node("Sign", List.of("x"), "signs")
                .node("Sub", List.of("signs", "x"), "difference")
                .node("Add", List.of("difference", "x"), "s"));
    assertThat(onlySign(graph).zero()).isZero();
  }

  @Test
  void bipolarQuantizerOfBrevitas() {
    Graph graph =
        graph(
            numbers().node(BREVITAS, "BipolarQuant", List.of("x", "one"), List.of("s"), Map.of()));
    assertThat(onlySign(graph).zero()).isEqualTo(1);
  }

  @Test
  void oneThresholdOfFinn() {
    Graph graph =
        graph(
            numbers()
                .floats("t", new float[] {0, 0, 0}, 3, 1)
                .node(
                    FINN,
                    "MultiThreshold",
                    List.of("x", "t"),
                    List.of("s"),
                    Map.of("out_scale", 2f, "out_bias", -1f)));
    assertThat(onlySign(graph).zero()).isEqualTo(1);
  }

  @Test
  void severalThresholdsAreStairs() {
    Graph graph =
        graph(
            numbers()
                .floats("t", new float[] {-1, 1, 0, 2, 5, 6}, 3, 2)
                .node(
                    FINN,
                    "MultiThreshold",
                    List.of("x", "t"),
                    List.of("s"),
                    Map.of("out_bias", -1f)));
    assertThat(GraphScores.of(graph, 0, 2, 4)).containsExactly(0, 1, -1);
    assertThat(GraphScores.of(graph, 1, 1.9f, 5.5f)).containsExactly(1, 0, 0);
  }

  @Test
  void quantizerOfBrevitasRoundsHalvesToEven() {
    Graph graph =
        graph(
            numbers()
                .number("half", 0.5f)
                .number("bits", 3)
                .node(
                    BREVITAS,
                    "Quant",
                    List.of("x", "half", "zero", "bits"),
                    List.of("s"),
                    Map.of("signed", 1, "narrow", 1)));
    // In steps of a half from −3 to 3: 0.25 lies in the middle of 0 and 1, 0.75 of 1 and 2.
    assertThat(GraphScores.of(graph, 0.25f, 0.75f, -9)).containsExactly(0, 1, -1.5f);
  }
}
