package org.orthant.kernels.transform;

import static org.orthant.kernels.rows.AlignedRows.FIRST;

import java.util.SplittableRandom;

/** Batches at random, and plain arithmetic on their lanes. */
final class Batches {
  private Batches() {}

  /** A batch of vectors of independent standard normal components. */
  static float[][] gaussian(int dimension, int lanes, long seed) {
    float[][] rows = Lanes.batch(dimension, lanes);
    float[][] drawn = vectors(dimension, lanes, seed);
    for (int i = 0; i < dimension; i++) {
      System.arraycopy(drawn[i], 0, rows[i], FIRST, lanes);
    }
    return rows;
  }

  /** [count, d], independent standard normal components. */
  static float[][] vectors(int count, int dimension, long seed) {
    SplittableRandom generator = new SplittableRandom(seed);
    float[][] vectors = new float[count][dimension];
    for (float[] vector : vectors) {
      for (int i = 0; i < dimension; i++) {
        vector[i] = (float) generator.nextGaussian();
      }
    }
    return vectors;
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
      vector[i] = rows[i][FIRST + lane];
    }
    return vector;
  }

  /** The same lane as a batch of its own. */
  static float[][] alone(float[][] rows, int lane) {
    float[][] alone = Lanes.batch(rows.length, 1);
    for (int i = 0; i < rows.length; i++) {
      alone[i][FIRST] = rows[i][FIRST + lane];
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
