package org.orthant.api.statistics;

/** The sum of vectors of one length, in float64. */
public final class VectorSum implements Statistic<VectorSum> {
  private final double[] sum;

  /** The sum of no vectors. */
  public VectorSum(int length) {
    sum = new double[length];
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
}
