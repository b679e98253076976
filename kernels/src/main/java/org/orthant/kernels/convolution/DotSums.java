package org.orthant.kernels.convolution;

/** Exact sums of whole numbers and of their squares, for each filter. */
public final class DotSums {
  private final long[] sums;
  private final long[] squares;
  private long count;

  DotSums(int filters) {
    this.sums = new long[filters];
    this.squares = new long[filters];
  }

  void add(int filter, int[] values, int from, int length) {
    long sum = 0;
    long square = 0;
    for (int i = from; i < from + length; i++) {
      sum += values[i];
      square += (long) values[i] * values[i];
    }
    sums[filter] += sum;
    squares[filter] += square;
    count += filter == 0 ? length : 0;
  }

  /** Returns how many numbers each filter has. */
  public long count() {
    return count;
  }

  public double mean(int filter) {
    return (double) sums[filter] / count;
  }

  /** The sum of squared deviations from the mean. */
  public double squaredDeviations(int filter) {
    return squares[filter] - (double) sums[filter] * sums[filter] / count;
  }
}
