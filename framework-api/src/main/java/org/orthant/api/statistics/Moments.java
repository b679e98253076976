package org.orthant.api.statistics;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Count, mean and the central moments up to the fourth, updated one by one.
 *
 * <p>Source: P. Pébay, "Formulas for Robust, One-Pass Parallel Computation of Covariances and
 * Arbitrary-Order Statistical Moments", SAND2008-6212, equations 2.1 and 3.1.
 */
public final class Moments implements Statistic<Moments> {
  private long count;
  private double mean;
  private double m2;
  private double m3;
  private double m4;

  /** The largest rounding error of any value that was added. */
  private double rounding;

  public void add(double x) {
    combine(1, x, 0, 0, 0);
    rounding = Math.max(rounding, Rounding.ofFloat64(x));
  }

  /** Adds a number of which no more than the digits of a float32 are known. */
  public void add(float x) {
    combine(1, x, 0, 0, 0);
    rounding = Math.max(rounding, Rounding.ofFloat32(x));
  }

  @Override
  public void merge(Moments other) {
    if (other.count > 0) {
      combine(other.count, other.mean, other.m2, other.m3, other.m4);
      rounding = Math.max(rounding, other.rounding);
    }
  }

  private void combine(long nb, double meanB, double m2b, double m3b, double m4b) {
    double na = count;
    double n = na + nb;
    double delta = meanB - mean;
    double delta2 = delta * delta;
    m4 +=
        m4b
            + delta2 * delta2 * na * nb * (na * na - na * nb + (double) nb * nb) / (n * n * n)
            + 6 * delta2 * (na * na * m2b + (double) nb * nb * m2) / (n * n)
            + 4 * delta * (na * m3b - nb * m3) / n;
    m3 +=
        m3b + delta2 * delta * na * nb * (na - nb) / (n * n) + 3 * delta * (na * m2b - nb * m2) / n;
    m2 += m2b + delta2 * na * nb / n;
    mean += delta * (nb / n);
    count += nb;
  }

  public long count() {
    return count;
  }

  /** The mean; NaN of nothing. */
  public double mean() {
    return count == 0 ? Double.NaN : mean;
  }

  /** The unbiased variance; NaN of fewer than two values. */
  public double variance() {
    return count < 2 ? Double.NaN : m2 / (count - 1);
  }

  /** The square root of {@link #variance()}. */
  public double standardDeviation() {
    return Math.sqrt(variance());
  }

  /** The root of the mean square; NaN of nothing. */
  public double rootMeanSquare() {
    return count == 0 ? Double.NaN : Math.sqrt(mean * mean + m2 / count);
  }

  /** Whether all values are equal, within rounding; true of nothing. */
  public boolean isConstant() {
    return Rounding.explains(m2, count, rounding);
  }

  /**
   * The fourth central moment over the squared variance, minus the Gaussian's 3 (population form);
   * NaN where all values are equal, within rounding.
   */
  public double excessKurtosis() {
    return isConstant() ? Double.NaN : count * m4 / (m2 * m2) - 3;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeLong(count);
    out.writeDouble(mean);
    out.writeDouble(m2);
    out.writeDouble(m3);
    out.writeDouble(m4);
    out.writeDouble(rounding);
  }

  static Moments read(DataInput in) throws IOException {
    Moments read = new Moments();
    read.count = in.readLong();
    read.mean = in.readDouble();
    read.m2 = in.readDouble();
    read.m3 = in.readDouble();
    read.m4 = in.readDouble();
    read.rounding = in.readDouble();
    return read;
  }
}
