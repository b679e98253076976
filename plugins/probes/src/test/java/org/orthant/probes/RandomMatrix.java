package org.orthant.probes;

import java.util.SplittableRandom;

/** Matrices of independent random numbers. */
public final class RandomMatrix {
  private RandomMatrix() {}

  public static float[][] gaussian(SplittableRandom random, int rows, int columns, double sd) {
    float[][] matrix = new float[rows][columns];
    for (float[] row : matrix) {
      for (int c = 0; c < columns; c++) {
        row[c] = (float) (sd * random.nextGaussian());
      }
    }
    return matrix;
  }

  /** Fair coin flips between −1 and 1. */
  public static float[][] signs(SplittableRandom random, int rows, int columns) {
    float[][] matrix = new float[rows][columns];
    for (float[] row : matrix) {
      for (int c = 0; c < columns; c++) {
        row[c] = random.nextBoolean() ? 1 : -1;
      }
    }
    return matrix;
  }
}
