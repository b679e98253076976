package org.orthant.quantizers.covariance;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.CholeskyDecomposition_F64;
import org.orthant.quantizers.grid.RowGrids;

/**
 * Rounds the components of a filter one after the other, each so that it makes up for the errors of
 * those before.
 *
 * <p>With H = L Lᵀ, components in reverse order, the error e of a filter w costs e H eᵀ = Σ_b
 * l_bb²·(e_b + Σ_{a>b} e_a·l_ab/l_bb)². So b is rounded after all a > b, and goes to the point
 * nearest to w_b + Σ_{a>b} e_a·l_ab/l_bb. That is what the rows of the Cholesky factor of H⁻¹ do,
 * without the inverse.
 *
 * <p>Source: Frantar et al., GPTQ, arXiv 2210.17323, section 3; Chee et al., QuIP, arXiv
 * 2307.13304, section 3, for the form without the inverse.
 */
final class ErrorFeedback {
  private final int[] components;
  private final double[][] shares;

  /**
   * @param order the components, that which is rounded first being the first
   */
  ErrorFeedback(SecondMoments moments, int[] order) {
    this.components = reversed(order);
    this.shares = shares(factor(moments.arranged(components), order.length));
  }

  private static int[] reversed(int[] order) {
    int[] reversed = new int[order.length];
    for (int i = 0; i < order.length; i++) {
      reversed[i] = order[order.length - 1 - i];
    }
    return reversed;
  }

  private static DMatrixRMaj factor(double[] moments, int dimension) {
    CholeskyDecomposition_F64<DMatrixRMaj> cholesky =
        DecompositionFactory_DDRM.chol(dimension, true);
    if (!cholesky.decompose(DMatrixRMaj.wrap(dimension, dimension, moments))) {
      throw new ArithmeticException(
          String.format(
              Locale.ROOT,
              "the second moments of %d components are not positive definite; raise the damping",
              dimension));
    }
    return cholesky.getT(null);
  }

  /** Returns what of a's error goes to each b below, l_ab/l_bb. */
  private static double[][] shares(DMatrixRMaj factor) {
    double[][] shares = new double[factor.getNumRows()][];
    for (int a = 0; a < shares.length; a++) {
      shares[a] = new double[a];
      for (int b = 0; b < a; b++) {
        shares[a][b] = factor.get(a, b) / factor.get(b, b);
      }
    }
    return shares;
  }

  /**
   * Replaces filters by rounded ones.
   *
   * @param rows [n, d] row after row
   * @param grids chooses the grids of a row
   */
  void round(double[] rows, Function<double[], RowGrids> grids) {
    PartlyRounded[] filters = new PartlyRounded[rows.length / components.length];
    for (int i = 0; i < filters.length; i++) {
      int from = i * components.length;
      double[] row = Arrays.copyOfRange(rows, from, from + components.length);
      filters[i] = new PartlyRounded(row, grids.apply(row), components);
    }
    // Each row of shares is read once for all filters.
    for (int a = components.length - 1; a >= 0; a--) {
      for (PartlyRounded filter : filters) {
        filter.round(a, shares[a]);
      }
    }
    for (int i = 0; i < filters.length; i++) {
      System.arraycopy(filters[i].row(), 0, rows, i * components.length, components.length);
    }
  }
}
