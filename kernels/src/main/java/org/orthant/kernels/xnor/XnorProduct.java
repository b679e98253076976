package org.orthant.kernels.xnor;

import org.orthant.kernels.rows.AlignedRows;

/**
 * The product of two matrices of signs, a bit each: an xor finds the components in which two
 * vectors disagree, a population count counts them, and the dot product of two vectors of ±1 of
 * length d is d minus twice that count.
 *
 * <p>Filters are held word after word, [filter][word]; inputs are held position after position,
 * [word][position], so that one word of a filter meets the same word of many neighbouring positions
 * at once. Every implementation gives the same counts as {@link ScalarXnor}.
 */
public interface XnorProduct {

  /**
   * Adds to the counts in how many components filters and inputs disagree: {@code counts[f][m] +=
   * Σₖ bitCount(filters[f][k] ^ inputs[k][m])}. It is fastest on {@link AlignedRows}.
   *
   * @param filters [filters][words]
   * @param inputs [words][at least to]
   * @param from the first position
   * @param to the one after the last
   * @param counts [filters][at least to]
   */
  void addDisagreements(int[][] filters, int[][] inputs, int from, int to, int[][] counts);
}
