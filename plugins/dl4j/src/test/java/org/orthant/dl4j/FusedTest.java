package org.orthant.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.orthant.api.Seed;
import org.orthant.api.model.ImageShape;
import org.orthant.api.spi.Quantizer;
import org.orthant.quantizers.Binary;
import org.orthant.quantizers.ScaledBinary;
import org.orthant.quantizers.Ternary;

/** The fused layers against the separate ones, which are held to loops elsewhere. */
class FusedTest {
  private static final ImageShape IMAGE = new ImageShape(8, 32, 3);
  private static final int BATCH = 10;
  private static final int CLASSES = 4;
  private static final INDArray TARGETS =
      Loss.SQUARED_HINGE.targets(new int[] {0, 1, 2, 3, 3, 2, 1, 0, 1, 2}, CLASSES);

  static List<Arguments> networks() {
    return List.of(
        Arguments.of(new Binary(), new Binary(), List.of(33, 40, 70, 65), List.of(20)),
        Arguments.of(new ScaledBinary(), new Binary(), List.of(8), List.of()),
        Arguments.of(new Ternary(), new Binary(), List.of(8, 12, 5), List.of(9)),
        Arguments.of(new Binary(), new Ternary(), List.of(16, 8, 12, 8), List.of()),
        Arguments.of(new Binary(), new Binary(), List.of(), List.of(40, 30)));
  }

  @ParameterizedTest
  @MethodSource("networks")
  void gradientsAreThoseOfTheSeparateLayers(
      Quantizer weights, Quantizer activations, List<Integer> convolutions, List<Integer> dense) {
    List<LayerRecipe> recipes =
        new Layout(IMAGE)
            .convolutions(convolutions)
            .dense(dense)
            .scores(CLASSES)
            .recipes(weights, activations, Map.of());
    BinaryNetwork fused = network(recipes, Layers.FUSED);
    BinaryNetwork separate = network(recipes, Layers.SEPARATE);
    copy(fused, separate);
    INDArray images = fused.inputs(images(5));

    gradients(fused.network(), images, TARGETS);
    gradients(separate.network(), images, TARGETS);

    assertThat(fused.network().score()).isCloseTo(separate.network().score(), within(1e-5));
    for (int layer = 0; layer < recipes.size(); layer++) {
      INDArray ours = gradient(fused, "W", layer);
      INDArray theirs = gradient(separate, "W", layer);
      assertClose(ours, Filters.ofParameter(recipes.get(layer).shape(), theirs), layer);
      assertClose(gradient(fused, "gamma", layer), gradient(separate, "gamma", layer), layer);
      assertClose(gradient(fused, "beta", layer), gradient(separate, "beta", layer), layer);
    }
  }

  @Test
  void aTrainingGoesOnInSeparateLayersWithTheSameLoss() {
    List<LayerRecipe> recipes =
        new Layout(IMAGE)
            .convolutions(List.of(16, 24))
            .dense(List.of())
            .scores(CLASSES)
            .recipes(new Binary(), new Binary(), Map.of());
    BinaryNetwork fused = network(recipes, Layers.FUSED);
    BinaryNetwork separate = network(recipes, Layers.SEPARATE);
    fused.network().fit(images(1), TARGETS);
    double first = fused.network().score();
    for (int step = 1; step < 20; step++) {
      fused.network().fit(images(1 + step % 2), TARGETS);
    }
    copy(fused, separate);

    INDArray scores = fused.network().output(images(1));
    assertThat(separate.network().output(images(1)).distance2(scores))
        .isLessThan(1e-5 * scores.norm2Number().doubleValue());
    for (int step = 0; step < 5; step++) {
      fused.network().fit(images(1 + step % 2), TARGETS);
      separate.network().fit(images(1 + step % 2), TARGETS);
      assertThat(separate.network().score())
          .isCloseTo(fused.network().score(), within(1e-4))
          .isLessThan(0.7 * first);
    }
  }

  private static INDArray images(int seed) {
    Nd4j.getRandom().setSeed(seed);
    return Nd4j.rand(BATCH, IMAGE.height(), IMAGE.width(), 3).muli(2).subi(1);
  }

  private static void copy(BinaryNetwork from, BinaryNetwork to) {
    for (int layer = 0; layer < from.shapes().size(); layer++) {
      to.assign(layer, from.weights(layer), from.batchNorm(layer));
    }
  }

  private static void gradients(MultiLayerNetwork network, INDArray images, INDArray targets) {
    network.setInput(images);
    network.setLabels(targets);
    network.computeGradientAndScore();
  }

  private static BinaryNetwork network(List<LayerRecipe> recipes, Layers form) {
    return new BinaryNetwork(
        recipes, form, Loss.SQUARED_HINGE, new Sgd(0.01), new Seed(3), DataType.FLOAT);
  }

  private static INDArray gradient(BinaryNetwork network, String key, int layer) {
    int index = with(network, key).get(layer).getIndex();
    return network.network().gradient().getGradientFor(index + "_" + key);
  }

  /** The layers of DeepLearning4J that have such a parameter. */
  private static List<Layer> with(BinaryNetwork network, String key) {
    return Arrays.stream(network.network().getLayers())
        .filter(layer -> layer.paramTable().containsKey(key))
        .toList();
  }

  private static void assertClose(INDArray actual, INDArray expected, int layer) {
    double distance = actual.sub(expected).norm2Number().doubleValue();
    assertThat(distance / expected.norm2Number().doubleValue())
        .as("layer %d", layer)
        .isLessThan(1e-5);
  }
}
