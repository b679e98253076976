package org.orthant.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.orthant.api.Seed;
import org.orthant.api.model.ImageShape;
import org.orthant.api.model.LayerShape;
import org.orthant.quantizers.Binary;

class ConvolutionalStraightThroughTest {
  private static final ImageShape IMAGE = new ImageShape(4, 5, 3);
  private static final int FILTERS = 6;
  private static final int CLASSES = 3;
  private static final int BATCH = 8;
  private static final int KERNEL = 3;
  private static final double RATE = 0.01;

  /** So large that the rounding of a gradient near zero is not blown up to a whole step. */
  private static final double ADAM_EPSILON = 1e-3;

  @Test
  void trainingEqualsTheHandWrittenEstimatorStepByStep() {
    BinaryNetwork binary = network();
    HandWrittenNetwork byHand =
        new HandWrittenNetwork(
            binary.weights(0).toDoubleMatrix(),
            binary.weights(1).toDoubleMatrix(),
            RATE,
            ADAM_EPSILON);
    SplittableRandom random = new SplittableRandom(3);
    for (int step = 0; step < 12; step++) {
      float[][][][] images = images(random);
      double[][] targets = targets(random);
      INDArray batch = Nd4j.createFromArray(images);
      binary.network().fit(batch, Nd4j.createFromArray(targets).castTo(DataType.FLOAT));
      byHand.step(patches(images), targets);
      // Single precision against double; the signs of all pre-activations agree at these seeds.
      assertClose(binary.weights(0), byHand.weights1);
      assertClose(binary.weights(1), byHand.weights2);
      assertThat(binary.batchNorm(0).gamma().toDoubleVector())
          .containsExactly(byHand.gamma1, Offset.offset(1e-5));
      assertThat(binary.batchNorm(1).beta().toDoubleVector())
          .containsExactly(byHand.beta2, Offset.offset(1e-5));
    }
  }

  private static BinaryNetwork network() {
    LayerShape convolution = LayerShape.same("conv1", IMAGE, KERNEL, FILTERS);
    int flattened = IMAGE.height() * IMAGE.width() * FILTERS;
    return new BinaryNetwork(
        List.of(
            new LayerRecipe(convolution, false, new Binary(), Optional.of(new Binary())),
            new LayerRecipe(
                LayerShape.dense("dense1", flattened, CLASSES),
                false,
                new Binary(),
                Optional.empty())),
        Layers.SEPARATE,
        Loss.SQUARED_HINGE,
        new Adam(
            RATE,
            Adam.DEFAULT_ADAM_BETA1_MEAN_DECAY,
            Adam.DEFAULT_ADAM_BETA2_VAR_DECAY,
            ADAM_EPSILON),
        new Seed(1),
        DataType.FLOAT);
  }

  private static float[][][][] images(SplittableRandom random) {
    float[][][][] images = new float[BATCH][IMAGE.height()][IMAGE.width()][IMAGE.channels()];
    for (float[][][] image : images) {
      for (float[][] row : image) {
        for (float[] pixel : row) {
          for (int c = 0; c < pixel.length; c++) {
            pixel[c] = (float) random.nextDouble(-1, 1);
          }
        }
      }
    }
    return images;
  }

  private static double[][] patches(float[][][][] images) {
    int positions = IMAGE.height() * IMAGE.width();
    double[][] patches = new double[images.length * positions][KERNEL * KERNEL * IMAGE.channels()];
    for (int row = 0; row < patches.length; row++) {
      int y = row % positions / IMAGE.width();
      int x = row % IMAGE.width();
      for (int column = 0; column < patches[row].length; column++) {
        int c = column % IMAGE.channels();
        int sourceX = x + column / IMAGE.channels() % KERNEL - 1;
        int sourceY = y + column / (IMAGE.channels() * KERNEL) - 1;
        boolean inside =
            sourceX >= 0 && sourceX < IMAGE.width() && sourceY >= 0 && sourceY < IMAGE.height();
        patches[row][column] = inside ? images[row / positions][sourceY][sourceX][c] : 0;
      }
    }
    return patches;
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
      assertThat(matrix[i]).containsExactly(expected[i], Offset.offset(1e-5));
    }
  }
}
