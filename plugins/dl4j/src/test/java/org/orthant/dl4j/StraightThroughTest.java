package org.orthant.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.orthant.api.Seed;
import org.orthant.api.model.LayerShape;
import org.orthant.api.spi.Quantizer;
import org.orthant.quantizers.Binary;

class StraightThroughTest {
  private static final double RATE = 0.01;
  private static final int INPUTS = 7;
  private static final int HIDDEN = 6;
  private static final int CLASSES = 3;
  private static final int BATCH = 8;

  @Test
  void trainingEqualsTheHandWrittenEstimatorStepByStep() {
    BinaryNetwork binary = network(new Binary());
    MultiLayerNetwork network = binary.network();
    HandWrittenNetwork byHand =
        new HandWrittenNetwork(
            binary.weights(0).toDoubleMatrix(),
            binary.weights(1).toDoubleMatrix(),
            RATE,
            Adam.DEFAULT_ADAM_EPSILON);
    SplittableRandom random = new SplittableRandom(3);
    for (int step = 0; step < 25; step++) {
      double[][] x = uniform(BATCH, INPUTS, random);
      double[][] targets = targets(random);
      network.fit(Nd4j.createFromArray(x), Nd4j.createFromArray(targets));
      byHand.step(x, targets);
      assertClose(binary.weights(0), byHand.weights1);
      assertClose(binary.weights(1), byHand.weights2);
      assertClose(network.getLayer(1).getParam("gamma"), byHand.gamma1);
      assertClose(network.getLayer(1).getParam("beta"), byHand.beta1);
      assertClose(network.getLayer(4).getParam("gamma"), byHand.gamma2);
      assertClose(network.getLayer(4).getParam("beta"), byHand.beta2);
    }
  }

  @Test
  void weightsStayWithinTheUnitInterval() {
    BinaryNetwork binary = network(new Binary(), 0.5);
    SplittableRandom random = new SplittableRandom(4);
    for (int step = 0; step < 20; step++) {
      binary
          .network()
          .fit(
              Nd4j.createFromArray(uniform(BATCH, INPUTS, random)),
              Nd4j.createFromArray(targets(random)));
    }
    double largest = binary.network().getLayer(0).getParam("W").amaxNumber().doubleValue();
    assertThat(largest).isEqualTo(1.0);
  }

  @Test
  void everyStepComputesWithTheWeightsOfThatStep() {
    List<INDArray> seen = new ArrayList<>();
    Quantizer watched =
        new Watched(
            (rows) -> {
              seen.add(rows.dup());
              return new Binary().fit(null, null).apply(rows);
            });
    BinaryNetwork binary = network(watched);
    MultiLayerNetwork network = binary.network();
    SplittableRandom random = new SplittableRandom(5);
    for (int step = 0; step < 12; step++) {
      INDArray first = binary.weights(0);
      INDArray second = binary.weights(1);
      seen.clear();
      network.fit(
          Nd4j.createFromArray(uniform(BATCH, INPUTS, random)),
          Nd4j.createFromArray(targets(random)));
      assertThat(seen).anyMatch(first::equals).anyMatch(second::equals);
      assertThat(seen).allMatch(rows -> rows.equals(first) || rows.equals(second));
      assertThat(binary.weights(0)).isNotEqualTo(first);
    }
  }

  private static BinaryNetwork network(Quantizer weights) {
    return network(weights, RATE);
  }

  private static BinaryNetwork network(Quantizer weights, double rate) {
    return new BinaryNetwork(
        List.of(
            new LayerRecipe(
                LayerShape.dense("dense1", INPUTS, HIDDEN),
                false,
                weights,
                Optional.of(new Binary())),
            new LayerRecipe(
                LayerShape.dense("dense2", HIDDEN, CLASSES), false, weights, Optional.empty())),
        Layers.SEPARATE,
        Loss.SQUARED_HINGE,
        new Adam(rate),
        new Seed(1),
        DataType.DOUBLE);
  }

  private static double[][] uniform(int rows, int columns, SplittableRandom random) {
    double[][] x = new double[rows][columns];
    for (double[] row : x) {
      for (int j = 0; j < columns; j++) {
        row[j] = random.nextDouble(-1, 1);
      }
    }
    return x;
  }

  private static double[][] targets(SplittableRandom random) {
    double[][] targets = new double[BATCH][CLASSES];
    for (double[] row : targets) {
      Arrays.fill(row, -1);
      row[random.nextInt(CLASSES)] = 1;
    }
    return targets;
  }

  private static void assertClose(INDArray actual, double[][] expected) {
    double[][] matrix = actual.toDoubleMatrix();
    for (int i = 0; i < expected.length; i++) {
      assertThat(matrix[i]).containsExactly(expected[i], Offset.offset(1e-12));
    }
  }

  private static void assertClose(INDArray actual, double[] expected) {
    assertThat(actual.ravel().toDoubleVector()).containsExactly(expected, Offset.offset(1e-12));
  }
}
