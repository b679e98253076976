package org.orthant.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.orthant.api.Seed;
import org.orthant.api.model.ImageShape;
import org.orthant.quantizers.Binary;

class StockNetworkTest {
  private static final Seed SEED = new Seed(3);
  private static final int STEPS = 3;

  @Test
  void learnsAsTheSeparateLayersDo() {
    List<LayerRecipe> recipes =
        new Layout(new ImageShape(8, 8, 3))
            .convolutions(List.of(4, 6))
            .dense(List.of(16))
            .scores(4)
            .recipes(new Binary(), new Binary(), Map.of());
    MultiLayerNetwork separate =
        Form.SEPARATE.network(recipes, Loss.SQUARED_HINGE, new Sgd(0.01), SEED);
    MultiLayerNetwork stock = Form.STOCK.network(recipes, Loss.SQUARED_HINGE, new Sgd(0.01), SEED);
    copyWeights(separate, stock);
    Nd4j.getRandom().setSeed(5);
    INDArray images = Nd4j.randn(6, 8, 8, 3);
    INDArray targets = Loss.SQUARED_HINGE.targets(new int[] {0, 1, 2, 3, 0, 1}, 4);

    for (int step = 0; step < STEPS; step++) {
      separate.fit(images, targets);
      stock.fit(images, targets);
      assertThat(stock.score()).isCloseTo(separate.score(), within(1e-4));
    }
  }

  private static void copyWeights(MultiLayerNetwork from, MultiLayerNetwork to) {
    assertThat(to.getnLayers()).isEqualTo(from.getnLayers());
    for (int layer = 0; layer < from.getnLayers(); layer++) {
      INDArray weights = from.getLayer(layer).paramTable().get("W");
      if (weights != null) {
        to.getLayer(layer).getParam("W").assign(weights);
      }
    }
  }
}
