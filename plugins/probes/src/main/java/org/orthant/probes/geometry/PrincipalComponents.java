package org.orthant.probes.geometry;

import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.dense.row.mult.VectorVectorMult_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * The eigenvectors of a covariance matrix, in the order of their eigenvalues, the largest first.
 *
 * <p>All are computed at once. On one core that takes 0.04 s at d = 288, 0.3 s at 576 and 2.7 s at
 * 1152; the eigenvalues alone would take 0.01 s, 0.1 s and 1.1 s.
 */
public final class PrincipalComponents {
  private final double[] variances;
  private final List<DMatrixRMaj> directions;

  private PrincipalComponents(double[] variances, List<DMatrixRMaj> directions) {
    this.variances = variances;
    this.directions = directions;
  }

  /**
   * Those of a matrix.
   *
   * @param covariance [d, d], symmetric
   */
  public static PrincipalComponents of(DMatrixRMaj covariance) {
    int dimension = covariance.getNumRows();
    EigenDecomposition_F64<DMatrixRMaj> eigen =
        DecompositionFactory_DDRM.eig(dimension, true, true);
    if (!eigen.decompose(covariance.copy())) {
      throw new ArithmeticException(
          "no eigenvalues of a covariance matrix of d = " + dimension + " were found");
    }
    List<Integer> order =
        IntStream.range(0, dimension)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -eigen.getEigenvalue(i).getReal()))
            .toList();
    return new PrincipalComponents(
        order.stream().mapToDouble(i -> Math.max(0, eigen.getEigenvalue(i).getReal())).toArray(),
        order.stream().map(eigen::getEigenVector).toList());
  }

  /**
   * The fraction of the variance that lies along the first component, the first two … all of them.
   *
   * @return d numbers that rise to 1; NaN where nothing varies
   */
  public double[] varianceExplained() {
    return cumulative(variances, DoubleStream.of(variances).sum());
  }

  /** The variance along a component, counted from 0. */
  double variance(int component) {
    return variances[component];
  }

  /**
   * The coordinates of vectors along the components.
   *
   * @param rows [n, d]
   * @return [n, d], one column for each component
   */
  DMatrixRMaj coordinates(DMatrixRMaj rows) {
    int dimension = variances.length;
    DMatrixRMaj columns = new DMatrixRMaj(dimension, dimension);
    for (int k = 0; k < dimension; k++) {
      for (int i = 0; i < dimension; i++) {
        columns.set(i, k, directions.get(k).get(i));
      }
    }
    return CommonOps_DDRM.mult(rows, columns, null);
  }

  /**
   * The fraction of another distribution's variance that lies along the first components of this
   * one. Where the two matrices differ little, these are the other's own fractions up to the second
   * order of the difference, as Rayleigh quotients are stationary at eigenvectors.
   *
   * @param covariance [d, d], symmetric
   * @param components how many components, at most d
   * @return as many numbers, cumulative; NaN where nothing varies
   */
  public double[] varianceExplained(DMatrixRMaj covariance, int components) {
    double[] along =
        directions.stream()
            .limit(components)
            .mapToDouble(
                direction -> VectorVectorMult_DDRM.innerProdA(direction, covariance, direction))
            .toArray();
    return cumulative(along, CommonOps_DDRM.trace(covariance));
  }

  private static double[] cumulative(double[] parts, double whole) {
    double[] fractions = new double[parts.length];
    double sum = 0;
    for (int i = 0; i < parts.length; i++) {
      sum += parts[i];
      fractions[i] = whole > 0 ? sum / whole : Double.NaN;
    }
    return fractions;
  }
}
