package org.orthant.api.statistics;

/** Counts per bin of an axis; what lies outside is counted apart. */
public final class Histogram implements Statistic<Histogram> {
  private final Axis axis;
  private final long[] counts;
  private long below;
  private long above;

  public Histogram(Axis axis) {
    this.axis = axis;
    this.counts = new long[axis.bins()];
  }

  /**
   * Counts x.
   *
   * @throws IllegalArgumentException if x is NaN
   */
  public void add(double x) {
    if (Double.isNaN(x)) {
      throw new IllegalArgumentException("NaN has no bin");
    }
    int bin = axis.bin(x);
    if (bin < 0) {
      below++;
    } else if (bin >= counts.length) {
      above++;
    } else {
      counts[bin]++;
    }
  }

  @Override
  public void merge(Histogram other) {
    if (!axis.equals(other.axis)) {
      throw new IllegalArgumentException(axis + " is not " + other.axis);
    }
    below += other.below;
    above += other.above;
    for (int b = 0; b < counts.length; b++) {
      counts[b] += other.counts[b];
    }
  }

  public Axis axis() {
    return axis;
  }

  public long[] counts() {
    return counts.clone();
  }

  public long below() {
    return below;
  }

  public long above() {
    return above;
  }
}
