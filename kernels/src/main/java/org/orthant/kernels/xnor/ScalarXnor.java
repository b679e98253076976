package org.orthant.kernels.xnor;

/** What an xnor product computes, in so many words. */
final class ScalarXnor implements XnorProduct {

  @Override
  public void addDisagreements(int[][] filters, int[][] inputs, int from, int to, int[][] counts) {
    for (int f = 0; f < filters.length; f++) {
      for (int m = from; m < to; m++) {
        for (int k = 0; k < inputs.length; k++) {
          counts[f][m] += Integer.bitCount(filters[f][k] ^ inputs[k][m]);
        }
      }
    }
  }
}
