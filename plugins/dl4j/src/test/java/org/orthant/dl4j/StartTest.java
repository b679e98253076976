package org.orthant.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.orthant.api.Seed;
import org.orthant.api.model.ImageShape;
import org.orthant.quantizers.Binary;

/** Where weights start, and how far a step takes them. */
class StartTest {
  private static final ImageShape IMAGE = new ImageShape(4, 4, 3);
  private static final int CLASSES = 3;
  private static final double RATE = 1e-3;

  @Test
  void uniformWeightsFillTheirRangeAlikeInBothForms() {
    BinaryNetwork fused = network(Layers.FUSED, InitialWeights.UNIFORM, StepScale.NONE);
    BinaryNetwork separate = network(Layers.SEPARATE, InitialWeights.UNIFORM, StepScale.NONE);
    for (int layer = 0; layer < fused.shapes().size(); layer++) {
      assertThat(fused.weights(layer)).isEqualTo(separate.weights(layer));
    }
    INDArray weights = fused.weights(1); // 40 · 360 numbers
    assertThat(weights.amaxNumber().doubleValue()).isBetween(0.99, 1.0);
    assertThat(weights.meanNumber().doubleValue()).isCloseTo(0, within(0.02));
    // E w² = 1/3, with a standard error of 0.0025.
    assertThat(weights.mul(weights).meanNumber().doubleValue()).isCloseTo(1 / 3.0, within(0.01));
  }

  /** Recomputed in Python from {@code examples/pytorch/random_numbers.py}. */
  @Test
  void uniformWeightsAreThoseOfTheSeed() {
    BinaryNetwork network =
        new BinaryNetwork(
            new Layout(TwoClouds.IMAGE)
                .dense(List.of(8))
                .scores(2)
                .recipes(new Binary(), new Binary(), Map.of()),
            form(Layers.FUSED, InitialWeights.UNIFORM),
            Updaters.same(new Sgd()),
            new Seed(7),
            DataType.FLOAT);
    assertThat(network.weights(0).data().asFloat()).startsWith(0.26338643f, 0.735199f, 0.67060536f);
  }

  /** Adam's first step has the length of the rate, whatever the gradient is. */
  @ParameterizedTest
  @EnumSource(Layers.class)
  void stepsOfWeightsAreScaledAndThoseOfNormsAreNot(Layers form) {
    BinaryNetwork network = network(form, InitialWeights.GLOROT, StepScale.GLOROT);
    List<INDArray> before =
        List.of(network.weights(0), network.weights(1), network.weights(2), network.weights(3));
    INDArray images = Nd4j.rand(20, IMAGE.height(), IMAGE.width(), 3).muli(2).subi(1);
    int[] labels = new int[20];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = i % CLASSES;
    }
    network.network().fit(images, Loss.SQUARED_HINGE.targets(labels, CLASSES));
    for (int layer = 0; layer < 4; layer++) {
      double step = largest(network.weights(layer).sub(before.get(layer)));
      double factor = StepScale.GLOROT.of(network.shapes().get(layer));
      assertThat(step / RATE).as("layer %d", layer).isCloseTo(factor, within(0.02 * factor));
      assertThat(largest(network.batchNorm(layer).gamma().sub(1)) / RATE)
          .isCloseTo(1, within(0.02));
    }
  }

  @Test
  void epsilonIsThatOfTheRecipe() {
    assertThat(network(Layers.FUSED, InitialWeights.GLOROT, StepScale.NONE).batchNorm(0).epsilon())
        .isEqualTo(1e-4);
  }

  private static double largest(INDArray numbers) {
    return numbers.amaxNumber().doubleValue();
  }

  private static BinaryNetwork.Form form(Layers layers, InitialWeights initialWeights) {
    return new BinaryNetwork.Form(layers, Loss.SQUARED_HINGE, 1e-4, initialWeights);
  }

  private static BinaryNetwork network(Layers form, InitialWeights weights, StepScale scale) {
    return new BinaryNetwork(
        new Layout(IMAGE)
            .convolutions(List.of(40, 40))
            .dense(List.of(30))
            .scores(CLASSES)
            .recipes(new Binary(), new Binary(), Map.of()),
        form(form, weights),
        Updaters.adam(new LearningRate(Decay.EXPONENTIAL, RATE, RATE, 10), scale),
        new Seed(3),
        DataType.FLOAT);
  }
}
