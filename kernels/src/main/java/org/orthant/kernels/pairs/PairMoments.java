package org.orthant.kernels.pairs;

/**
 * Means and central sums of pairs (x, y).
 *
 * @param count how many pairs
 * @param meanX the mean of x; 0 of none
 * @param meanY the mean of y; 0 of none
 * @param sxx Σ(x − x̄)²
 * @param syy Σ(y − ȳ)²
 * @param sxy Σ(x − x̄)(y − ȳ)
 */
public record PairMoments(
    long count, double meanX, double meanY, double sxx, double syy, double sxy) {

  /** Of sums around a reference pair, which lose nothing to cancellation if it is near the mean. */
  static PairMoments around(
      double referenceX,
      double referenceY,
      long count,
      double sumX,
      double sumY,
      double sumXx,
      double sumYy,
      double sumXy) {
    if (count == 0) {
      return new PairMoments(0, 0, 0, 0, 0, 0);
    }
    return new PairMoments(
        count,
        referenceX + sumX / count,
        referenceY + sumY / count,
        Math.max(0, sumXx - sumX * sumX / count),
        Math.max(0, sumYy - sumY * sumY / count),
        sumXy - sumX * sumY / count);
  }
}
