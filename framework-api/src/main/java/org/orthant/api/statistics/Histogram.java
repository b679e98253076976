package org.orthant.api.statistics;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Counts per bin of an axis; what lies outside is counted apart. */
public final class Histogram implements Statistic<Histogram> {
  /** More than any that was written has. */
  private static final int MOST = 1 << 20;

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

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeDouble(axis.low());
    out.writeDouble(axis.high());
    out.writeInt(axis.bins());
    out.writeLong(below);
    out.writeLong(above);
    StatisticFormat.writeAll(counts, out);
  }

  static Histogram read(DataInput in) throws IOException {
    Histogram read =
        new Histogram(
            new Axis(in.readDouble(), in.readDouble(), StatisticFormat.readLength(in, MOST)));
    read.below = in.readLong();
    read.above = in.readLong();
    StatisticFormat.readAll(read.counts, in);
    return read;
  }
}
