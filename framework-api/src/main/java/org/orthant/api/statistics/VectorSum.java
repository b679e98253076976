package org.orthant.api.statistics;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The sum of vectors of one length, in float64. */
public final class VectorSum implements Statistic<VectorSum> {
  /** More than any that was written has. */
  private static final int MOST = 1 << 26;

  private final double[] sum;

  /** The sum of no vectors. */
  public VectorSum(int length) {
    this(new double[length]);
  }

  private VectorSum(double... sum) {
    this.sum = sum;
  }

  /** Adds a vector. */
  public void add(float... vector) {
    requireLength(vector.length);
    for (int i = 0; i < sum.length; i++) {
      sum[i] += vector[i];
    }
  }

  /** Adds a vector. */
  public void add(double... vector) {
    requireLength(vector.length);
    for (int i = 0; i < sum.length; i++) {
      sum[i] += vector[i];
    }
  }

  @Override
  public void merge(VectorSum other) {
    add(other.sum);
  }

  /** The sum's components; a copy. */
  public double[] components() {
    return sum.clone();
  }

  private void requireLength(int length) {
    if (length != sum.length) {
      throw new IllegalArgumentException(length + " components for a sum of " + sum.length);
    }
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeInt(sum.length);
    StatisticFormat.writeAll(sum, out);
  }

  static VectorSum read(DataInput in) throws IOException {
    return new VectorSum(StatisticFormat.readDoubles(StatisticFormat.readLength(in, MOST), in));
  }
}
