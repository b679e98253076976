package org.orthant.quantizers.uniform;

import java.util.Arrays;

/**
 * How many magnitudes fall into each of 2048 equally wide bins from 0 to the largest. Zeros are
 * left out: every grid holds them, and after a ReLU they would outweigh the rest.
 */
final class MagnitudeHistogram {
  static final int BINS = 2048;

  private final double largest;
  private final double[] counts;

  /**
   * The histogram of some values.
   *
   * @param largest their largest magnitude
   */
  MagnitudeHistogram(double[] values, double largest) {
    this.largest = largest;
    this.counts = new double[BINS];
    for (double value : values) {
      if (value != 0) {
        counts[(int) Math.min(BINS - 1, Math.abs(value) / largest * BINS)]++;
      }
    }
  }

  /** The magnitude in the middle of the first bin beyond those kept. */
  double threshold(int kept) {
    return (kept + 0.5) / BINS * largest;
  }

  /** The divergence of the first bins when all beyond them saturates. */
  double divergence(int kept, int levels) {
    double beyond = 0;
    for (int bin = kept; bin < BINS; bin++) {
      beyond += counts[bin];
    }
    return divergence(Arrays.copyOf(counts, kept), beyond, levels);
  }

  /**
   * KL(P‖Q), the information lost where magnitudes saturate and are rounded. P are the bins, of
   * which the last counts what is beyond it too. Q are the bins alone, their counts spread evenly
   * over those of a level that are not empty. Bin j belongs to level ⌊j·levels/bins⌋.
   *
   * @param bins the counts of at least as many bins as there are levels
   * @param beyond how many magnitudes are larger than those of all bins
   * @return in nats; infinite where the last bin is empty, and so holds nothing but what saturates
   */
  static double divergence(double[] bins, double beyond, int levels) {
    int last = bins.length - 1;
    if (bins[last] == 0) {
      return Double.POSITIVE_INFINITY;
    }
    double inside = sum(bins, 0, bins.length);
    double total = inside + beyond;
    double divergence = 0;
    for (int level = 0; level < levels; level++) {
      int from = firstBin(level, bins.length, levels);
      int to = firstBin(level + 1, bins.length, levels);
      double even = sum(bins, from, to) / filled(bins, from, to);
      for (int bin = from; bin < to; bin++) {
        double count = bin == last ? bins[bin] + beyond : bins[bin];
        if (count > 0) {
          divergence += count * StrictMath.log(count * inside / (even * total));
        }
      }
    }
    return divergence / total;
  }

  private static int firstBin(int level, int bins, int levels) {
    return (level * bins + levels - 1) / levels;
  }

  private static double sum(double[] bins, int from, int to) {
    double sum = 0;
    for (int bin = from; bin < to; bin++) {
      sum += bins[bin];
    }
    return sum;
  }

  private static int filled(double[] bins, int from, int to) {
    int filled = 0;
    for (int bin = from; bin < to; bin++) {
      filled += bins[bin] > 0 ? 1 : 0;
    }
    return filled;
  }
}
