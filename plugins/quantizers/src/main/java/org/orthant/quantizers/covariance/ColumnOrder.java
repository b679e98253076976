package org.orthant.quantizers.covariance;

import java.util.Comparator;
import java.util.stream.IntStream;

/** In which order {@link CovarianceRounding} rounds the components of a filter. */
public enum ColumnOrder {
  /** As they lie in the filter. */
  NATURAL {
    @Override
    int[] components(double[] energies) {
      return IntStream.range(0, energies.length).toArray();
    }
  },
  /** That which meets the largest inputs first, so that most others can make up for its error. */
  DESCENDING {
    @Override
    int[] components(double[] energies) {
      return IntStream.range(0, energies.length)
          .boxed()
          .sorted(Comparator.comparingDouble((Integer i) -> energies[i]).reversed())
          .mapToInt(Integer::intValue)
          .toArray();
    }
  };

  /**
   * The components, that which is rounded first being the first.
   *
   * @param energies the mean square of the inputs that each component meets, [d]
   */
  abstract int[] components(double[] energies);
}
