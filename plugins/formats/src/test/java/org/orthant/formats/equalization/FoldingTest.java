package org.orthant.formats.equalization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.BadInputException;
import org.orthant.api.Seed;
import org.orthant.api.array.Floats;
import org.orthant.api.graph.BatchNormalization;
import org.orthant.api.graph.Graph;
import org.orthant.api.graph.Loss;
import org.orthant.api.graph.Node;
import org.orthant.api.graph.Product;
import org.orthant.api.graph.Scale;
import org.orthant.api.model.BatchNorm;
import org.orthant.api.model.ImageShape;
import org.orthant.api.model.Layer;
import org.orthant.api.model.LayerShape;
import org.orthant.api.model.Quantization;
import org.orthant.api.model.Sign;

class FoldingTest {
  private final NetworkInTheMaking network =
      new NetworkInTheMaking(new ImageShape(4, 4, 2), new Seed(3).generator());

  static List<String> names(Graph graph) {
    return graph.nodes().stream()
        .map(
            node ->
                String.format(
                    Locale.ROOT,
                    "%s %s(%s)",
                    node.getClass().getSimpleName(),
                    node.name(),
                    String.join(", ", node.inputs())))
        .toList();
  }

  private static INDArray array(float... numbers) {
    return Floats.array(numbers, numbers.length);
  }

  /** One filter w = (3, −1), whose product meets a bias of 5 and then a normalization. */
  private static Graph byHand(float variance) {
    Layer layer =
        new Layer(
            LayerShape.dense("layer", 2, 1),
            Floats.array(new float[] {3, -1}, 1, 2),
            Optional.empty());
    BatchNorm norm = new BatchNorm(array(-4), array(7), array(1), array(variance), 0.75);
    return new Graph(
        ImageShape.vector(2),
        List.of(
            new Product(Node.INPUT, layer),
            new Scale("bias", "layer", array(1), array(5)),
            new BatchNormalization("norm", "bias", norm)),
        "norm",
        Loss.CROSS_ENTROPY);
  }

  @Test
  void foldsAsWorkedOutByHand() {
    Graph folded = Rescaling.FOLDED.of(byHand(3.25f)).graph();
    assertThat(names(folded)).containsExactly("Product layer(input)", "Scale norm(layer)");
    // γ/√(3.25 + 0.75) = −2, and −2 · (5 − 1) + 7 = −1.
    assertThat(Floats.of(folded.layers().get(0).weights())).containsExactly(-6, 2);
    Scale scale = (Scale) folded.nodes().get(1);
    assertThat(Floats.of(scale.factor())).containsExactly(1);
    assertThat(Floats.of(scale.shift())).containsExactly(-1);
  }

  @Test
  void saysHowManyItFolded() {
    assertThat(Rescaling.FOLDED.of(byHand(1)).provenance())
        .isEqualTo(Map.of("batch normalization, folded", "1 of 1"));
  }

  @Test
  void normalizationBehindAFunctionStays() {
    Graph graph =
        network
            .convolution("conv", 3, 1, 0)
            .bias("bias")
            .relu("relu")
            .norm("norm")
            .dense("head", 2)
            .norm("scores")
            .graph();
    assertThat(names(Rescaling.FOLDED.of(graph).graph()))
        .containsExactly(
            "Product conv(input)",
            "Scale bias(conv)",
            "Function relu(bias)",
            "BatchNormalization norm(relu)",
            "Flatten head/flat(norm)",
            "Product head(head/flat)",
            "Scale scores(head)");
  }

  @Test
  void layersWithAQuantizerStay() {
    Quantization signs = new Quantization("signs", new Sign());
    Graph graph =
        network
            .quantized(LayerShape.same("conv", network.image(), 3, 2), signs)
            .norm("norm")
            .dense("head", 2)
            .graph();
    assertThat(Rescaling.EQUALIZED.of(graph).graph().nodes()).isEqualTo(graph.nodes());
  }

  @Test
  void refusesNumbersBeyondFloat32() {
    BatchNorm norm = new BatchNorm(array(Float.MAX_VALUE), array(0), array(0), array(1e-4f), 1e-9);
    Graph graph =
        new Graph(
            ImageShape.vector(2),
            List.of(byHand(1).nodes().get(0), new BatchNormalization("norm", "layer", norm)),
            "norm",
            Loss.CROSS_ENTROPY);
    assertThatThrownBy(() -> Rescaling.FOLDED.of(graph))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("layer: a number would become");
  }
}
