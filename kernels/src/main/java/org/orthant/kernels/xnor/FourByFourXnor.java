package org.orthant.kernels.xnor;

/**
 * Four filters meet four words of the positions at a time, so that each word is loaded a quarter as
 * often.
 */
final class FourByFourXnor implements XnorProduct {
  private static final int FILTERS = 4;
  private static final int WORDS = 4;

  @Override
  public void addDisagreements(int[][] filters, int[][] inputs, int from, int to, int[][] counts) {
    int f = 0;
    for (; f + FILTERS <= filters.length; f += FILTERS) {
      addFourFilters(filters, f, inputs, from, to, counts);
    }
    for (; f < filters.length; f++) {
      OneByFourXnor.add(filters[f], inputs, from, to, counts[f]);
    }
  }

  private static void addFourFilters(
      int[][] filters, int f, int[][] inputs, int from, int to, int[][] counts) {
    int k = 0;
    for (; k + WORDS <= inputs.length; k += WORDS) {
      addFourWords(
          filters[f],
          filters[f + 1],
          filters[f + 2],
          filters[f + 3],
          k,
          inputs[k],
          inputs[k + 1],
          inputs[k + 2],
          inputs[k + 3],
          from,
          to,
          counts[f],
          counts[f + 1],
          counts[f + 2],
          counts[f + 3]);
    }
    for (; k < inputs.length; k++) {
      for (int i = f; i < f + FILTERS; i++) {
        OneByFourXnor.addWord(filters[i][k], inputs[k], from, to, counts[i]);
      }
    }
  }

  private static void addFourWords(
      int[] filterA,
      int[] filterB,
      int[] filterC,
      int[] filterD,
      int k,
      int[] x0,
      int[] x1,
      int[] x2,
      int[] x3,
      int from,
      int to,
      int[] countsA,
      int[] countsB,
      int[] countsC,
      int[] countsD) {
    int a0 = filterA[k];
    int a1 = filterA[k + 1];
    int a2 = filterA[k + 2];
    int a3 = filterA[k + 3];
    int b0 = filterB[k];
    int b1 = filterB[k + 1];
    int b2 = filterB[k + 2];
    int b3 = filterB[k + 3];
    int c0 = filterC[k];
    int c1 = filterC[k + 1];
    int c2 = filterC[k + 2];
    int c3 = filterC[k + 3];
    int d0 = filterD[k];
    int d1 = filterD[k + 1];
    int d2 = filterD[k + 2];
    int d3 = filterD[k + 3];
    for (int m = from; m < to; m++) {
      int y0 = x0[m];
      int y1 = x1[m];
      int y2 = x2[m];
      int y3 = x3[m];
      countsA[m] +=
          Integer.bitCount(a0 ^ y0)
              + Integer.bitCount(a1 ^ y1)
              + Integer.bitCount(a2 ^ y2)
              + Integer.bitCount(a3 ^ y3);
      countsB[m] +=
          Integer.bitCount(b0 ^ y0)
              + Integer.bitCount(b1 ^ y1)
              + Integer.bitCount(b2 ^ y2)
              + Integer.bitCount(b3 ^ y3);
      countsC[m] +=
          Integer.bitCount(c0 ^ y0)
              + Integer.bitCount(c1 ^ y1)
              + Integer.bitCount(c2 ^ y2)
              + Integer.bitCount(c3 ^ y3);
      countsD[m] +=
          Integer.bitCount(d0 ^ y0)
              + Integer.bitCount(d1 ^ y1)
              + Integer.bitCount(d2 ^ y2)
              + Integer.bitCount(d3 ^ y3);
    }
  }
}
