package org.orthant.quantizers.covariance;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.array.Dense;
import org.orthant.api.array.Floats;
import org.orthant.api.statistics.Covariance;

/**
 * The mean products of the inputs' components, not about the mean: e H eᵀ is the mean square of
 * what an error e of a filter adds to its products.
 */
final class SecondMoments {
  private final int dimension;
  private final double[] values;

  /**
   * H = XᵀX/n + λI. Where no input differs from 0, H = I.
   *
   * @param inputs the rows of X, [n, d], float32
   * @param damping λ as a multiple of the mean of XᵀX/n's diagonal
   */
  SecondMoments(INDArray inputs, double damping) {
    this.dimension = inputs.columns();
    Covariance covariance = new Covariance(dimension);
    covariance.add(Floats.of(Dense.of(inputs)));
    this.values = covariance.matrix();
    addProducts(covariance.mean());
    double mean = mean();
    damp(mean > 0 ? damping * mean : 1);
  }

  private void addProducts(double[] mean) {
    for (int i = 0; i < dimension; i++) {
      for (int j = 0; j < dimension; j++) {
        values[i * dimension + j] += mean[i] * mean[j];
      }
    }
  }

  private double mean() {
    double sum = 0;
    for (double energy : energies()) {
      sum += energy;
    }
    return sum / dimension;
  }

  private void damp(double added) {
    for (int i = 0; i < dimension; i++) {
      values[i * dimension + i] += added;
    }
  }

  /** The diagonal, [d]. */
  double[] energies() {
    double[] energies = new double[dimension];
    for (int i = 0; i < dimension; i++) {
      energies[i] = values[i * dimension + i];
    }
    return energies;
  }

  /**
   * The moments with their components in another order.
   *
   * @return [d, d] row after row
   */
  double[] arranged(int[] components) {
    double[] arranged = new double[values.length];
    for (int i = 0; i < dimension; i++) {
      for (int j = 0; j < dimension; j++) {
        arranged[i * dimension + j] = values[components[i] * dimension + components[j]];
      }
    }
    return arranged;
  }
}
