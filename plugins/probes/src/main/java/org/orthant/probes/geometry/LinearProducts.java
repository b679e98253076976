package org.orthant.probes.geometry;

import java.util.stream.DoubleStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.NormOps_DDRM;

/**
 * How the dot products of two vectors w and b with the same random inputs are related, by the
 * inputs' covariance C alone: their variances are wᵀCw and bᵀCb, their covariance is wᵀCb.
 *
 * <p>Source: Anderson and Berg, arXiv 1705.07199, section 3.2, whose proportionality this is; where
 * C = σ²I the correlation is the cosine between w and b.
 */
public final class LinearProducts {
  private final DMatrixRMaj w;
  private final DMatrixRMaj b;
  private final double[] ww;
  private final double[] bb;
  private final double[] wb;

  /** What rounding may leave of a variance that is 0. */
  private final double[] wRounding;

  private final double[] bRounding;

  /**
   * Those of the rows of two matrices.
   *
   * @param w [n, d]
   * @param b [n, d]
   * @param covariance of the inputs, [d, d]
   */
  public LinearProducts(DMatrixRMaj w, DMatrixRMaj b, DMatrixRMaj covariance) {
    this.w = w;
    this.b = b;
    DMatrixRMaj cw = CommonOps_DDRM.mult(w, covariance, null);
    DMatrixRMaj cb = CommonOps_DDRM.mult(b, covariance, null);
    this.ww = rowProducts(w, cw);
    this.bb = rowProducts(b, cb);
    this.wb = rowProducts(b, cw);
    this.wRounding = rounding(w, covariance);
    this.bRounding = rounding(b, covariance);
  }

  /**
   * Returns how far rounding may move wᵀCw: by 2d·u·|w|ᵀ|C||w| ≤ 2d·u·‖w‖²‖C‖, u = 2⁻⁵³, for its
   * two sums of d terms each, and as far again for the rounding of C itself (Higham, "Accuracy and
   * Stability of Numerical Algorithms", equation 3.5).
   */
  private static double[] rounding(DMatrixRMaj rows, DMatrixRMaj covariance) {
    double ofEach = 4 * rows.getNumCols() * 0x1p-53 * NormOps_DDRM.normF(covariance);
    double[] squares = rowProducts(rows, rows);
    return DoubleStream.of(squares).map(square -> square * ofEach).toArray();
  }

  private static double[] rowProducts(DMatrixRMaj left, DMatrixRMaj right) {
    int dimension = left.getNumCols();
    double[] products = new double[left.getNumRows()];
    for (int i = 0; i < left.getNumElements(); i++) {
      products[i / dimension] += left.get(i) * right.get(i);
    }
    return products;
  }

  /**
   * r = wᵀCb / √(wᵀCw · bᵀCb) of each pair of rows; NaN where a product never changes, within
   * rounding.
   */
  public double[] correlations() {
    double[] r = new double[ww.length];
    for (int row = 0; row < r.length; row++) {
      r[row] =
          isDefined(row)
              ? Math.max(-1, Math.min(1, wb[row] / (Math.sqrt(ww[row]) * Math.sqrt(bb[row]))))
              : Double.NaN;
    }
    return r;
  }

  /**
   * Returns how the loss 1 − r² is spread over principal components of the inputs. It is the share
   * of b's variance that no multiple of w explains: that of e = b − w·(wᵀCb / wᵀCw), whose part
   * along a component of direction v and variance λ is λ(v·e)².
   *
   * @param components of the covariance
   * @return for each component its part of the loss, averaged over the pairs that have a
   *     correlation; all NaN where there are none
   */
  public double[] loss(PrincipalComponents components) {
    DMatrixRMaj errors = b.copy();
    int dimension = w.getNumCols();
    int defined = 0;
    for (int row = 0; row < ww.length; row++) {
      double slope = isDefined(row) ? wb[row] / ww[row] : 0;
      for (int i = 0; i < dimension; i++) {
        errors.add(row, i, -slope * w.get(row, i));
      }
      defined += isDefined(row) ? 1 : 0;
    }
    DMatrixRMaj along = components.coordinates(errors);
    double[] loss = new double[dimension];
    for (int k = 0; k < dimension; k++) {
      for (int row = 0; row < ww.length; row++) {
        if (isDefined(row)) {
          loss[k] += components.variance(k) * along.get(row, k) * along.get(row, k) / bb[row];
        }
      }
      loss[k] = defined == 0 ? Double.NaN : loss[k] / defined;
    }
    return loss;
  }

  private boolean isDefined(int row) {
    return ww[row] > wRounding[row] && bb[row] > bRounding[row];
  }
}
