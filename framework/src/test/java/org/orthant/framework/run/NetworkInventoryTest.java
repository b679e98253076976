package org.orthant.framework.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.orthant.api.graph.Add;
import org.orthant.api.graph.BatchNormalization;
import org.orthant.api.graph.Flatten;
import org.orthant.api.graph.Graph;
import org.orthant.api.graph.Loss;
import org.orthant.api.graph.Node;
import org.orthant.api.graph.Pool;
import org.orthant.api.graph.Product;
import org.orthant.api.graph.Quantize;
import org.orthant.api.graph.Scale;
import org.orthant.api.measure.Inventory;
import org.orthant.api.measure.SelectedLayer;
import org.orthant.api.model.BatchNorm;
import org.orthant.api.model.ImageShape;
import org.orthant.api.model.Layer;
import org.orthant.api.model.LayerShape;
import org.orthant.api.model.Quantization;
import org.orthant.api.model.Sign;
import org.orthant.api.model.Storage;
import org.orthant.api.model.Window;
import org.orthant.framework.plan.PlannedLayer;
import org.orthant.framework.run.layer.Unquantized;

class NetworkInventoryTest {
  private static final ImageShape IMAGE = new ImageShape(2, 2, 3);
  private static final LayerShape CONVOLUTION = LayerShape.same("conv", IMAGE, 1, 2);
  private static final LayerShape HIDDEN = LayerShape.dense("hidden", 2, 2);
  private static final LayerShape SCORES = LayerShape.dense("scores", 2, 2);

  /** Pixels are scaled; a bias, batch normalization and signs follow conv, a sum follows hidden. */
  private final Graph graph =
      new Graph(
          IMAGE,
          List.of(
              new Scale("pixels", Node.INPUT, row(2, 2, 2), row(1, 1, 1)),
              new Product("pixels", signs()),
              new Scale("bias", "conv", row(1), row(3, 4)),
              new BatchNormalization(
                  "norm", "bias", new BatchNorm(row(1, 1), row(5, 6), row(0, 0), row(1, 1), 1e-3)),
              new Quantize("sign", "norm", new Quantization("sign", new Sign())),
              new Pool("pool", "sign", Pool.Kind.MAX, Window.tiles(2), false),
              new Flatten("flat", "pool"),
              new Product("flat", floats(HIDDEN)),
              new Add("sum", List.of("flat", "hidden")),
              new Product("sum", floats(SCORES))),
          "scores",
          Loss.CROSS_ENTROPY);

  @Test
  void countsNumbersThatChangeSomethingAndNoneOfThePixels() {
    Inventory inventory = inventory();

    assertThat(inventory.biases()).isEqualTo(2);
    assertThat(inventory.normalizations()).isEqualTo(2 + 2 + 2);
  }

  @Test
  void recognizesSignsThatAreWeightsAndSignsThatEnter() {
    Inventory inventory = inventory();

    assertThat(inventory.items())
        .extracting(item -> item.weights().orElseThrow())
        .containsExactly(Storage.signs().and(2 * 32), Storage.floats(), Storage.floats());
    assertThat(inventory.items())
        .extracting(item -> item.inputs().orElseThrow())
        .containsExactly(Storage.floats(), Storage.signs(), Storage.floats());
    assertThat(inventory.items().get(1).quantizers()).isEqualTo(Map.of("binary", Storage.signs()));
    assertThat(inventory.items().get(2).quantizers()).isEmpty();
  }

  @Test
  void knowsNothingOfInputsWhereNoImagePasses() {
    assertThat(
            new NetworkInventory(
                    Optional.empty(), List.of(Unquantized.layer(floats(HIDDEN))), List.of())
                .inventory(List.of())
                .items()
                .get(0)
                .inputs())
        .isEmpty();
  }

  @Test
  void valuesTellSignsTernaryAndOthers() {
    assertThat(FewValues.storage(Nd4j.createFromArray(new float[][] {{1, -1}, {-1, -1}})))
        .contains(Storage.signs());
    assertThat(FewValues.storage(Nd4j.createFromArray(new float[][] {{1, -1}, {2, -2}})))
        .contains(Storage.signs().and(2 * 32));
    assertThat(FewValues.storage(Nd4j.createFromArray(new float[][] {{1, 0}, {-1, -1}})))
        .contains(Storage.of(Storage.Kind.TERNARY, 2));
    assertThat(FewValues.storage(Nd4j.createFromArray(new float[][] {{1, 2}, {-1, -1}}))).isEmpty();
  }

  private Inventory inventory() {
    PlannedLayer planned =
        new PlannedLayer(
            new SelectedLayer(HIDDEN, List.of("binary"), true),
            Map.of(),
            0,
            0,
            Map.of("binary", Storage.signs()),
            Map.of());
    return new NetworkInventory(
            Optional.of(graph),
            graph.layers().stream().map(Unquantized::layer).toList(),
            List.of(planned))
        .inventory(List.of());
  }

  private static Layer signs() {
    INDArray weights = Nd4j.createFromArray(new float[][] {{.5f, -.5f, .5f}, {2, 2, -2}});
    return new Layer(CONVOLUTION, weights, false, Optional.empty());
  }

  private static Layer floats(LayerShape shape) {
    return new Layer(
        shape, Nd4j.createFromArray(new float[][] {{.5f, .25f}, {1, 2}}), Optional.empty());
  }

  private static INDArray row(float... numbers) {
    return Nd4j.createFromArray(numbers);
  }
}
