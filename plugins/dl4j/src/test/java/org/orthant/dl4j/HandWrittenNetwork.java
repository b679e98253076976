package org.orthant.dl4j;

import java.util.Arrays;

/**
 * The straight-through estimator written out in loops: two layers of product → batch normalization,
 * a sign between them, squared hinge loss, Adam, weights clipped. The first may be a convolution,
 * given by the patches it meets; the second then takes all positions of an image as one vector.
 */
final class HandWrittenNetwork {
  private static final double EPSILON = BinaryNetwork.EPSILON;

  final double[][] weights1; // [filters][inputs]
  final double[][] weights2;
  final double[] gamma1;
  final double[] beta1;
  final double[] gamma2;
  final double[] beta2;
  private final double learningRate;
  private final double adamEpsilon;
  private final Adam[] adam = new Adam[6];
  private int step;

  HandWrittenNetwork(
      double[][] weights1, double[][] weights2, double learningRate, double adamEpsilon) {
    this.weights1 = weights1;
    this.weights2 = weights2;
    this.learningRate = learningRate;
    this.adamEpsilon = adamEpsilon;
    gamma1 = filled(weights1.length, 1);
    beta1 = filled(weights1.length, 0);
    gamma2 = filled(weights2.length, 1);
    beta2 = filled(weights2.length, 0);
    for (int i = 0; i < adam.length; i++) {
      adam[i] = new Adam();
    }
  }

  /**
   * One step.
   *
   * @param x one row per position of each image; for a dense layer one per image
   * @param targets one row per image
   */
  void step(double[][] x, double[][] targets) {
    step++;
    double[][] z1 = product(x, sign(weights1));
    Norm norm1 = new Norm(z1, gamma1, beta1);
    double[][] a1 = reshaped(sign(norm1.output), targets.length);
    double[][] z2 = product(a1, sign(weights2));
    Norm norm2 = new Norm(z2, gamma2, beta2);

    int n = targets.length;
    double[][] d = new double[n][weights2.length];
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < weights2.length; k++) {
        double slack = Math.max(0, 1 - targets[i][k] * norm2.output[i][k]);
        d[i][k] = -2 * slack * targets[i][k] / n;
      }
    }
    norm2.backward(d);
    double[][] dWeights2 = gradient(norm2.dInput, a1);
    double[][] dA1 = reshaped(times(norm2.dInput, sign(weights2)), x.length);
    for (int i = 0; i < x.length; i++) {
      for (int k = 0; k < dA1[i].length; k++) {
        dA1[i][k] = Math.abs(norm1.output[i][k]) <= 1 ? dA1[i][k] : 0;
      }
    }
    norm1.backward(dA1);
    double[][] dWeights1 = gradient(norm1.dInput, x);

    adam[0].update(weights1, dWeights1);
    adam[1].update(new double[][] {gamma1}, new double[][] {norm1.dGamma});
    adam[2].update(new double[][] {beta1}, new double[][] {norm1.dBeta});
    adam[3].update(weights2, dWeights2);
    adam[4].update(new double[][] {gamma2}, new double[][] {norm2.dGamma});
    adam[5].update(new double[][] {beta2}, new double[][] {norm2.dBeta});
    clip(weights1);
    clip(weights2);
  }

  static double[][] sign(double[][] x) {
    double[][] signs = new double[x.length][x[0].length];
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < x[i].length; j++) {
        signs[i][j] = x[i][j] > 0 ? 1 : -1;
      }
    }
    return signs;
  }

  /** The same numbers in another number of rows. */
  private static double[][] reshaped(double[][] matrix, int rows) {
    int columns = matrix.length * matrix[0].length / rows;
    double[][] result = new double[rows][columns];
    for (int i = 0; i < rows * columns; i++) {
      result[i / columns][i % columns] = matrix[i / matrix[0].length][i % matrix[0].length];
    }
    return result;
  }

  private static double[][] product(double[][] x, double[][] filters) {
    double[][] z = new double[x.length][filters.length];
    for (int i = 0; i < x.length; i++) {
      for (int f = 0; f < filters.length; f++) {
        for (int j = 0; j < x[i].length; j++) {
          z[i][f] += x[i][j] * filters[f][j];
        }
      }
    }
    return z;
  }

  private static double[][] times(double[][] d, double[][] filters) {
    double[][] result = new double[d.length][filters[0].length];
    for (int i = 0; i < d.length; i++) {
      for (int f = 0; f < filters.length; f++) {
        for (int j = 0; j < filters[f].length; j++) {
          result[i][j] += d[i][f] * filters[f][j];
        }
      }
    }
    return result;
  }

  private static double[][] gradient(double[][] d, double[][] x) {
    double[][] result = new double[d[0].length][x[0].length];
    for (int i = 0; i < x.length; i++) {
      for (int f = 0; f < result.length; f++) {
        for (int j = 0; j < x[i].length; j++) {
          result[f][j] += d[i][f] * x[i][j];
        }
      }
    }
    return result;
  }

  private static void clip(double[][] weights) {
    for (double[] row : weights) {
      for (int j = 0; j < row.length; j++) {
        row[j] = Math.max(-1, Math.min(1, row[j]));
      }
    }
  }

  private static double[] filled(int length, double value) {
    double[] filled = new double[length];
    Arrays.fill(filled, value);
    return filled;
  }

  /** Batch normalization with the batch's own statistics (Ioffe & Szegedy, 2015). */
  private static final class Norm {
    private final double[][] hat;
    private final double[] deviation;
    private final double[] gamma;
    final double[][] output;
    double[][] dInput;
    double[] dGamma;
    double[] dBeta;

    Norm(double[][] z, double[] gamma, double[] beta) {
      this.gamma = gamma;
      int n = z.length;
      int width = gamma.length;
      hat = new double[n][width];
      output = new double[n][width];
      deviation = new double[width];
      for (int k = 0; k < width; k++) {
        double mean = 0;
        for (double[] row : z) {
          mean += row[k] / n;
        }
        double variance = 0;
        for (double[] row : z) {
          variance += (row[k] - mean) * (row[k] - mean) / n;
        }
        deviation[k] = Math.sqrt(variance + EPSILON);
        for (int i = 0; i < n; i++) {
          hat[i][k] = (z[i][k] - mean) / deviation[k];
          output[i][k] = gamma[k] * hat[i][k] + beta[k];
        }
      }
    }

    void backward(double[][] d) {
      int n = d.length;
      int width = gamma.length;
      dInput = new double[n][width];
      dGamma = new double[width];
      dBeta = new double[width];
      for (int k = 0; k < width; k++) {
        for (int i = 0; i < n; i++) {
          dGamma[k] += d[i][k] * hat[i][k];
          dBeta[k] += d[i][k];
        }
        for (int i = 0; i < n; i++) {
          dInput[i][k] =
              gamma[k] / deviation[k] * (d[i][k] - dBeta[k] / n - hat[i][k] * dGamma[k] / n);
        }
      }
    }
  }

  /** Kingma & Ba, 2015, in the form of its section 2 with the step size corrected. */
  private final class Adam {
    private double[][] m;
    private double[][] v;

    void update(double[][] parameters, double[][] gradients) {
      if (m == null) {
        m = new double[parameters.length][parameters[0].length];
        v = new double[parameters.length][parameters[0].length];
      }
      double rate = learningRate * Math.sqrt(1 - Math.pow(0.999, step)) / (1 - Math.pow(0.9, step));
      for (int i = 0; i < parameters.length; i++) {
        for (int j = 0; j < parameters[i].length; j++) {
          m[i][j] = 0.9 * m[i][j] + 0.1 * gradients[i][j];
          v[i][j] = 0.999 * v[i][j] + 0.001 * gradients[i][j] * gradients[i][j];
          parameters[i][j] -= rate * m[i][j] / (Math.sqrt(v[i][j]) + adamEpsilon);
        }
      }
    }
  }
}
