package org.orthant.quantizers.uniform;

/**
 * How values lead to the grid that they are rounded to.
 *
 * @param bits how many the points of the grid are told apart by
 * @param scheme where the points lie
 * @param range how far they reach
 * @param percentile of range {@code percentile}
 */
record GridChoice(int bits, UniformScheme scheme, UniformRange range, double percentile) {

  /** How many bins of a histogram range {@code entropy} keeps at the least, as TensorRT does. */
  private static final int FEWEST_BINS = 128;

  /** The grid for these values. */
  UniformGrid grid(double[] values) {
    return switch (range) {
      case MAX -> over(ValueRange.of(values));
      case PERCENTILE -> over(ValueRange.of(values, percentile));
      case LEAST_SQUARES -> closest(values);
      case ENTROPY -> leastDivergent(values);
    };
  }

  private UniformGrid over(ValueRange range) {
    return scheme.grid(range, bits);
  }

  private UniformGrid closest(double[] values) {
    ValueRange all = ValueRange.of(values);
    UniformGrid closest = over(all);
    double smallest = closest.squaredError(values, Double.POSITIVE_INFINITY);
    for (int j = 1; j <= 48; j++) {
      UniformGrid grid = over(all.times(StrictMath.pow(2, -j / 8.0)));
      double error = grid.squaredError(values, smallest);
      if (error < smallest) {
        smallest = error;
        closest = grid;
      }
    }
    return closest;
  }

  /** Grids with more magnitudes than bins are left out; if all are, it is the one over all. */
  private UniformGrid leastDivergent(double[] values) {
    ValueRange all = ValueRange.of(values);
    MagnitudeHistogram histogram = new MagnitudeHistogram(values, all.largest());
    UniformGrid best = over(all);
    double smallest = Double.POSITIVE_INFINITY;
    for (int kept = FEWEST_BINS; kept <= MagnitudeHistogram.BINS; kept++) {
      UniformGrid grid = over(all.within(histogram.threshold(kept)));
      if (grid.magnitudes() <= kept) {
        double divergence = histogram.divergence(kept, grid.magnitudes());
        if (divergence < smallest) {
          smallest = divergence;
          best = grid;
        }
      }
    }
    return best;
  }
}
