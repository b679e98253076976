package org.orthant.quantizers.covariance;

/** What rounding by the inputs' covariance is defined by, computed as it is written. */
final class Definition {
  private Definition() {}

  /** XᵀX/n + λI. */
  static double[][] moments(float[][] inputs, double damping) {
    int dimension = inputs[0].length;
    double[][] moments = new double[dimension][dimension];
    double trace = 0;
    for (int i = 0; i < dimension; i++) {
      for (int j = 0; j < dimension; j++) {
        for (float[] input : inputs) {
          moments[i][j] += (double) input[i] * input[j] / inputs.length;
        }
      }
      trace += moments[i][i];
    }
    for (int i = 0; i < dimension; i++) {
      moments[i][i] += damping * trace / dimension;
    }
    return moments;
  }

  /**
   * By elimination without pivots, as befits a positive definite matrix.
   *
   * @param matrix is overwritten
   */
  static double[][] inverse(double[][] matrix) {
    int d = matrix.length;
    double[][] inverse = new double[d][d];
    for (int i = 0; i < d; i++) {
      inverse[i][i] = 1;
    }
    for (int k = 0; k < d; k++) {
      double pivot = matrix[k][k];
      for (int j = 0; j < d; j++) {
        matrix[k][j] /= pivot;
        inverse[k][j] /= pivot;
      }
      for (int i = 0; i < d; i++) {
        double factor = i == k ? 0 : matrix[i][k];
        for (int j = 0; j < d; j++) {
          matrix[i][j] -= factor * matrix[k][j];
          inverse[i][j] -= factor * inverse[k][j];
        }
      }
    }
    return inverse;
  }

  /**
   * Each component is rounded, its error spread by its row of the inverse, and it is taken out of
   * the inverse.
   *
   * @param inverse that of the moments; is overwritten
   */
  static float[] eliminated(float[] weights, int bits, double[][] inverse) {
    int d = weights.length;
    double step = step(bits, weights);
    double[] targets = new double[d];
    for (int j = 0; j < d; j++) {
      targets[j] = weights[j];
    }
    float[] rounded = new float[d];
    for (int i = 0; i < d; i++) {
      double point = nearest(targets[i], step, bits);
      rounded[i] = (float) point;
      double error = (targets[i] - point) / inverse[i][i];
      double[] row = inverse[i].clone();
      for (int j = 0; j < d; j++) {
        targets[j] -= error * row[j];
        double factor = inverse[j][i] / row[i];
        for (int k = 0; k < d; k++) {
          inverse[j][k] -= j <= i ? 0 : factor * row[k];
        }
      }
    }
    return rounded;
  }

  private static double step(int bits, float[] weights) {
    double largest = 0;
    for (float weight : weights) {
      largest = Math.max(largest, Math.abs(weight));
    }
    return largest / ((1 << (bits - 1)) - 1);
  }

  private static double nearest(double value, double step, int bits) {
    int most = (1 << (bits - 1)) - 1;
    return step * Math.max(-most, Math.min(most, Math.rint(value / step)));
  }

  /** Each component by itself, symmetric, from the largest magnitude on. */
  static float[] plain(int bits, float[] weights) {
    float[] plain = new float[weights.length];
    for (int j = 0; j < plain.length; j++) {
      plain[j] = (float) nearest(weights[j], step(bits, weights), bits);
    }
    return plain;
  }

  /** (w − q) H (w − q)ᵀ. */
  static double error(float[] weights, float[] rounded, double[][] moments) {
    double error = 0;
    for (int i = 0; i < weights.length; i++) {
      for (int j = 0; j < weights.length; j++) {
        error +=
            ((double) weights[i] - rounded[i]) * moments[i][j] * ((double) weights[j] - rounded[j]);
      }
    }
    return error;
  }

  /** The least error of all choices of −1, 0 and 1 steps. */
  static double best(float[] weights, double[][] moments) {
    double best = Double.POSITIVE_INFINITY;
    float step = (float) step(2, weights);
    float[] points = new float[weights.length];
    for (int choice = 0; choice < Math.pow(3, weights.length); choice++) {
      int rest = choice;
      for (int j = 0; j < points.length; j++) {
        points[j] = (rest % 3 - 1) * step;
        rest /= 3;
      }
      best = Math.min(best, error(weights, points, moments));
    }
    return best;
  }
}
