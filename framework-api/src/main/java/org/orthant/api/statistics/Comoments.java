package org.orthant.api.statistics;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.orthant.kernels.pairs.PairMoments;

/**
 * Means, variances and covariance of pairs (x, y).
 *
 * <p>Source: Pébay, SAND2008-6212, equation 3.11 for the covariance.
 */
public final class Comoments implements Statistic<Comoments> {
  private long count;
  private double meanX;
  private double meanY;
  private double sxx;
  private double syy;
  private double sxy;

  public void add(double x, double y) {
    combine(1, x, y, 0, 0, 0);
  }

  /** Adds the pairs (x[i], y[i]) for i = from, from + step … below {@code to}. */
  public void add(float[] x, float[] y, int from, int to, int step) {
    // Sums around the first pair lose nothing to cancellation, and need no division per pair.
    long n = 0;
    double x0 = from < to ? x[from] : 0;
    double y0 = from < to ? y[from] : 0;
    double sumX = 0;
    double sumY = 0;
    double sumXx = 0;
    double sumYy = 0;
    double sumXy = 0;
    for (int i = from; i < to; i += step) {
      double dx = x[i] - x0;
      double dy = y[i] - y0;
      n++;
      sumX += dx;
      sumY += dy;
      sumXx += dx * dx;
      sumYy += dy * dy;
      sumXy += dx * dy;
    }
    if (n > 0) {
      combine(
          n,
          x0 + sumX / n,
          y0 + sumY / n,
          Math.max(0, sumXx - sumX * sumX / n),
          Math.max(0, sumYy - sumY * sumY / n),
          sumXy - sumX * sumY / n);
    }
  }

  void add(PairMoments pairs) {
    if (pairs.count() > 0) {
      combine(pairs.count(), pairs.meanX(), pairs.meanY(), pairs.sxx(), pairs.syy(), pairs.sxy());
    }
  }

  @Override
  public void merge(Comoments other) {
    if (other.count > 0) {
      combine(other.count, other.meanX, other.meanY, other.sxx, other.syy, other.sxy);
    }
  }

  private void combine(long nb, double mxb, double myb, double sxxb, double syyb, double sxyb) {
    double n = (double) count + nb;
    double share = nb / n;
    double weight = count * share;
    double dx = mxb - meanX;
    double dy = myb - meanY;
    sxx += sxxb + dx * dx * weight;
    syy += syyb + dy * dy * weight;
    sxy += sxyb + dx * dy * weight;
    meanX += dx * share;
    meanY += dy * share;
    count += nb;
  }

  /** Whether every number that was added was finite. */
  boolean isFinite() {
    return Double.isFinite(sxx) && Double.isFinite(syy) && Double.isFinite(sxy);
  }

  public long count() {
    return count;
  }

  public double meanX() {
    return count == 0 ? Double.NaN : meanX;
  }

  public double meanY() {
    return count == 0 ? Double.NaN : meanY;
  }

  /** Pearson's r; NaN where x or y never changes. */
  public double pearson() {
    return sxx == 0 || syy == 0
        ? Double.NaN
        : Math.max(-1, Math.min(1, sxy / (Math.sqrt(sxx) * Math.sqrt(syy))));
  }

  /** The slope of the least-squares line of y on x; NaN where x never changes. */
  public double slope() {
    return sxx == 0 ? Double.NaN : sxy / sxx;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeLong(count);
    out.writeDouble(meanX);
    out.writeDouble(meanY);
    out.writeDouble(sxx);
    out.writeDouble(syy);
    out.writeDouble(sxy);
  }

  static Comoments read(DataInput in) throws IOException {
    Comoments read = new Comoments();
    read.count = in.readLong();
    read.meanX = in.readDouble();
    read.meanY = in.readDouble();
    read.sxx = in.readDouble();
    read.syy = in.readDouble();
    read.sxy = in.readDouble();
    return read;
  }
}
