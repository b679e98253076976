package org.orthant.quantizers;

import java.util.Random;

/** Rows of independent standard normal components. */
public final class Gaussian {
  private Gaussian() {}

  public static float[][] rows(int rows, int columns, long seed) {
    Random random = new Random(seed);
    float[][] result = new float[rows][columns];
    for (float[] row : result) {
      for (int c = 0; c < columns; c++) {
        row[c] = (float) random.nextGaussian();
      }
    }
    return result;
  }
}
