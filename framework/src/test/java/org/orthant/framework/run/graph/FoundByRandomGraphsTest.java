package org.orthant.framework.run.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.array.Floats;
import org.orthant.api.graph.Flatten;
import org.orthant.api.graph.Graph;
import org.orthant.api.graph.Loss;
import org.orthant.api.graph.Node;
import org.orthant.api.graph.Product;
import org.orthant.api.graph.Quantize;
import org.orthant.api.measure.Activations;
import org.orthant.api.measure.Change;
import org.orthant.api.measure.Trial;
import org.orthant.api.model.Extent;
import org.orthant.api.model.ImageShape;
import org.orthant.api.model.Layer;
import org.orthant.api.model.LayerKind;
import org.orthant.api.model.LayerShape;
import org.orthant.api.model.Pads;
import org.orthant.api.model.Quantization;
import org.orthant.api.model.Sign;
import org.orthant.api.model.Window;
import org.orthant.framework.run.inference.Inference;
import org.orthant.framework.run.inference.Network;
import org.orthant.framework.run.inference.Variant;
import org.orthant.framework.run.layer.Arithmetic;
import org.orthant.framework.run.layer.Products;
import org.orthant.framework.run.refit.Refits;
import org.orthant.framework.run.refit.Variants;

/** The smallest graphs that failed once. */
class FoundByRandomGraphsTest {
  private static final ImageShape IMAGE = new ImageShape(2, 2, 1);
  private static final Quantization SIGN = new Quantization("sign", new Sign());

  /** Weights that are no signs. */
  private static Layer layer(LayerShape shape) {
    float[] weights = new float[shape.filters() * shape.dimension()];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (i * 7 % 11 - 5) / 4f;
    }
    return new Layer(
        shape, Floats.array(weights, shape.filters(), shape.dimension()), Optional.empty());
  }

  private static Graph graph(ImageShape input, List<Node> nodes, String scores) {
    return new Graph(input, nodes, scores, Loss.SQUARED_HINGE);
  }

  @ParameterizedTest
  @EnumSource(Arithmetic.class)
  void tapsMayLieApart(Arithmetic arithmetic) {
    ImageShape image = new ImageShape(3, 1, 1);
    Window window = new Window(new Extent(2, 1), Extent.ONE, new Extent(2, 1), Pads.NONE);
    LayerShape shape = new LayerShape("conv", LayerKind.CONVOLUTION, image, window, 0, 1, 1);
    Network network =
        Computed.network(
            graph(image, List.of(new Product(Node.INPUT, layer(shape))), "conv"), arithmetic);
    try (INDArray images = Computed.tensor(List.of(new float[] {1, 2, 3}), image)) {
      // The weights are −5/4 and 2/4.
      assertThat(Seen.asTrained(network, images).scores()).containsExactly(0.25f);
    }
  }

  /** A layer whose signs a trial replaces by nothing, and a layer that takes them. */
  private static Graph conv() {
    return graph(
        IMAGE,
        List.of(
            new Product(Node.INPUT, layer(LayerShape.same("conv", IMAGE, 3, 2))),
            new Quantize("sign", "conv", SIGN),
            new Flatten("flat", "sign"),
            new Product("flat", layer(LayerShape.dense("dense", 8, 2)))),
        "dense");
  }

  @ParameterizedTest
  @EnumSource(Arithmetic.class)
  void whatWasContinuousOutlivesActivationsThatATrialLeavesAsTheyAre(Arithmetic arithmetic) {
    Network network = Computed.network(conv(), arithmetic);
    Trial identity = new Trial(Map.of("conv", Change.of(Activations.IDENTITY)), 0);
    List<Variant> variants = new Variants(network, Refits.NONE).of(List.of(identity));
    try (INDArray images = Computed.tensor(Computed.images(network.graph(), 3, 1), IMAGE)) {
      Seen.OfLayer dense =
          Seen.of(network, images, variants).variant(variants.get(0)).layer("dense");
      assertThat(dense.continuous()).contains(dense.inputs());
    }
  }

  @Test
  void whatNobodyTakesIsFreedWithWhatItWasBeforeItWasQuantized() {
    List<Node> nodes = new ArrayList<>(conv().nodes());
    nodes.add(new Product(Node.INPUT, layer(LayerShape.same("nowhere", IMAGE, 3, 2))));
    nodes.add(new Quantize("signs", "nowhere", SIGN));
    Network network = Computed.network(graph(IMAGE, nodes, "dense"), Arithmetic.FLOATS);
    Inference.Observer watching =
        new Inference.Observer() {
          @Override
          public void enters(List<Variant> variants, Products products) {
            assertThat(products.inputs().images()).isPositive();
          }
        };

    assertThat(Leftovers.perImages(network, List.of(Variant.asTrained(network)), watching))
        .isLessThanOrEqualTo(0);
  }
}
