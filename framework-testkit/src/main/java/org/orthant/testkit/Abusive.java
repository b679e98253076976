package org.orthant.testkit;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.orthant.api.RandomNumbers;
import org.orthant.api.Seed;

/** Finite vectors that are hard on what maps vectors. */
final class Abusive {
  private Abusive() {}

  /**
   * Zeros of either sign, single components, equal magnitudes, numbers whose squares float32 cannot
   * hold, denormal ones, and all of these side by side.
   *
   * @return a new array [n, d], float32
   */
  static INDArray rows(int d, Seed seed) {
    RandomNumbers generator = seed.generator();
    float[][] rows = new float[14][d];
    Arrays.fill(rows[1], -0f);
    for (int j = 0; j < d; j++) {
      float gaussian = (float) generator.nextGaussian();
      rows[2][j] = j % 2 == 0 ? 0f : -0f;
      rows[3][j] = gaussian;
      rows[4][j] = gaussian * 1e30f;
      rows[5][j] = gaussian * 1e-30f;
      rows[6][j] = 1e30f;
      rows[7][j] = j % 2 == 0 ? 1 : -1;
      rows[8][j] = gaussian;
      rows[9][j] = generator.nextBoolean() ? Float.MIN_VALUE : -Float.MIN_VALUE;
      rows[10][j] = 1;
    }
    rows[8][generator.nextInt(d)] = 1e30f;
    rows[11][0] = -3;
    rows[12][d - 1] = 1e37f;
    rows[13][d / 2] = Float.MIN_NORMAL;
    return Nd4j.createFromArray(rows);
  }
}
