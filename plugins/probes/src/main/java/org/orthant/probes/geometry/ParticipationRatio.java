package org.orthant.probes.geometry;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.NormOps_DDRM;

/**
 * Over how many dimensions a variance is spread: (tr C)² / tr(C²), d where all eigenvalues of C are
 * equal and 1 where only one is not 0.
 *
 * <p>Source: Gao et al., "A theory of multineuronal dimensionality, dynamics and measurement",
 * 2017.
 */
public final class ParticipationRatio {
  private ParticipationRatio() {}

  /**
   * That of a covariance matrix.
   *
   * @param covariance [d, d], symmetric
   * @return from 1 to d; NaN where nothing varies
   */
  public static double of(DMatrixRMaj covariance) {
    double scale = NormOps_DDRM.normF(covariance);
    double ratio = CommonOps_DDRM.trace(covariance) / scale;
    return ratio * ratio;
  }
}
