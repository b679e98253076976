package org.orthant.kernels.transform;

import java.util.SplittableRandom;

/** Batches at random, and plain arithmetic on their lanes. */
final class Batches {
  private Batches() {}

  /** [d, lanes], independent standard normal components. */
  static float[][] gaussian(int dimension, int lanes, long seed) {
    SplittableRandom generator = new SplittableRandom(seed);
    float[][] rows = new float[dimension][lanes];
    for (float[] row : rows) {
      for (int lane = 0; lane < lanes; lane++) {
        row[lane] = (float) generator.nextGaussian();
      }
    }
    return rows;
  }

  static float[][] copy(float[][] rows) {
    float[][] copy = new float[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      copy[i] = rows[i].clone();
    }
    return copy;
  }

  static double[] lane(float[][] rows, int lane) {
    double[] vector = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      vector[i] = rows[i][lane];
    }
    return vector;
  }

  /** The same lane as a batch of its own. */
  static float[][] alone(float[][] rows, int lane) {
    float[][] alone = new float[rows.length][1];
    for (int i = 0; i < rows.length; i++) {
      alone[i][0] = rows[i][lane];
    }
    return alone;
  }

  static double length(double[] vector) {
    double squares = 0;
    for (double component : vector) {
      squares += component * component;
    }
    return Math.sqrt(squares);
  }

  static double distance(double[] x, double[] y) {
    double[] difference = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      difference[i] = x[i] - y[i];
    }
    return length(difference);
  }
}
