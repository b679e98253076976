package org.orthant.framework.run.inference;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.orthant.api.array.Dense;
import org.orthant.api.array.Floats;
import org.orthant.api.graph.Loss;

/** The gradient of a loss with respect to the scores. */
final class LossGradient {
  private LossGradient() {}

  /**
   * Summed over images.
   *
   * @param scores [images, classes]
   * @param images how many of the images count, from the first on
   * @return a new array, shaped as the scores
   */
  static INDArray of(Loss loss, INDArray scores, int[] labels, int images) {
    int classes = (int) scores.size(1);
    float[] values = Floats.of(Dense.of(scores));
    float[] gradient = new float[values.length];
    for (int image = 0; image < images; image++) {
      if (loss == Loss.SQUARED_HINGE) {
        hinge(values, image * classes, classes, labels[image], gradient);
      } else {
        crossEntropy(values, image * classes, classes, labels[image], gradient);
      }
    }
    return Nd4j.create(gradient, scores.shape(), 'c');
  }

  /** −2t·max(0, 1 − t·s) for the targets t = ±1. */
  private static void hinge(float[] scores, int from, int classes, int label, float[] gradient) {
    for (int c = 0; c < classes; c++) {
      float target = c == label ? 1 : -1;
      gradient[from + c] = -2 * target * Math.max(0, 1 - target * scores[from + c]);
    }
  }

  /** The softmax, less 1 at the image's class. */
  private static void crossEntropy(
      float[] scores, int from, int classes, int label, float[] gradient) {
    double largest = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < classes; c++) {
      largest = Math.max(largest, scores[from + c]);
    }
    double sum = 0;
    double[] exponentials = new double[classes];
    for (int c = 0; c < classes; c++) {
      exponentials[c] = StrictMath.exp(scores[from + c] - largest);
      sum += exponentials[c];
    }
    for (int c = 0; c < classes; c++) {
      gradient[from + c] = (float) (exponentials[c] / sum - (c == label ? 1 : 0));
    }
  }
}
