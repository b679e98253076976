package org.orthant.probes;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.orthant.api.statistics.Covariance;
import org.orthant.probes.geometry.ParticipationRatio;
import org.orthant.probes.geometry.PrincipalComponents;

/**
 * The principal components of each group of a layer's channels. What is said of the layer is the
 * mean over the groups in which anything varies.
 *
 * @param covariances of each group
 * @param components of each group
 */
record LayerComponents(List<DMatrixRMaj> covariances, List<PrincipalComponents> components) {
  LayerComponents {
    covariances = List.copyOf(covariances);
    components = List.copyOf(components);
  }

  static LayerComponents of(LayerCovariance covariance) {
    List<DMatrixRMaj> matrices = covariance.groups().stream().map(LayerComponents::matrix).toList();
    return new LayerComponents(matrices, matrices.stream().map(PrincipalComponents::of).toList());
  }

  private static DMatrixRMaj matrix(Covariance covariance) {
    int dimension = covariance.dimension();
    return DMatrixRMaj.wrap(dimension, dimension, covariance.matrix());
  }

  /** The fractions of the variance along the first component, the first two … all of them. */
  double[] varianceExplained() {
    return mean(components.stream().map(PrincipalComponents::varianceExplained).toList());
  }

  /**
   * Returns what the first of these components explain of another covariance, and last its
   * participation ratio.
   */
  double[] estimates(LayerCovariance other, int leading) {
    return mean(
        IntStream.range(0, components.size())
            .mapToObj(group -> estimates(matrix(other.groups().get(group)), group, leading))
            .toList());
  }

  private double[] estimates(DMatrixRMaj covariance, int group, int leading) {
    return DoubleStream.concat(
            Arrays.stream(components.get(group).varianceExplained(covariance, leading)),
            DoubleStream.of(ParticipationRatio.of(covariance)))
        .toArray();
  }

  /** Number by number, of the groups that have them; NaN where none has. */
  private static double[] mean(List<double[]> ofGroups) {
    double[] mean = new double[ofGroups.get(0).length];
    for (int k = 0; k < mean.length; k++) {
      int number = k;
      mean[k] =
          ofGroups.stream()
              .mapToDouble(ofGroup -> ofGroup[number])
              .filter(Double::isFinite)
              .average()
              .orElse(Double.NaN);
    }
    return mean;
  }
}
