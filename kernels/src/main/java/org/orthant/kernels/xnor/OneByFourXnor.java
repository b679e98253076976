package org.orthant.kernels.xnor;

/** One filter meets four words of the positions at a time. */
final class OneByFourXnor implements XnorProduct {
  private static final int WORDS = 4;

  @Override
  public void addDisagreements(int[][] filters, int[][] inputs, int from, int to, int[][] counts) {
    for (int f = 0; f < filters.length; f++) {
      add(filters[f], inputs, from, to, counts[f]);
    }
  }

  static void add(int[] filter, int[][] inputs, int from, int to, int[] counts) {
    int k = 0;
    for (; k + WORDS <= inputs.length; k += WORDS) {
      addFourWords(
          filter[k],
          filter[k + 1],
          filter[k + 2],
          filter[k + 3],
          inputs[k],
          inputs[k + 1],
          inputs[k + 2],
          inputs[k + 3],
          from,
          to,
          counts);
    }
    for (; k < inputs.length; k++) {
      addWord(filter[k], inputs[k], from, to, counts);
    }
  }

  private static void addFourWords(
      int w0,
      int w1,
      int w2,
      int w3,
      int[] x0,
      int[] x1,
      int[] x2,
      int[] x3,
      int from,
      int to,
      int[] counts) {
    for (int m = from; m < to; m++) {
      counts[m] +=
          Integer.bitCount(w0 ^ x0[m])
              + Integer.bitCount(w1 ^ x1[m])
              + Integer.bitCount(w2 ^ x2[m])
              + Integer.bitCount(w3 ^ x3[m]);
    }
  }

  static void addWord(int w, int[] x, int from, int to, int[] counts) {
    for (int m = from; m < to; m++) {
      counts[m] += Integer.bitCount(w ^ x[m]);
    }
  }
}
