package org.orthant.api.statistics;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.orthant.kernels.pairs.PairMoments;

/**
 * Means, variances and covariance of pairs (x, y).
 *
 * <p>Values whose root mean square deviation is no more than what {@link Rounding} explains count
 * as constant: then r and slope are undefined.
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

  /** The largest rounding error of any x that was added. */
  private double roundingX;

  private double roundingY;

  public void add(double x, double y) {
    combine(1, x, y, 0, 0, 0);
    rounded(Rounding.ofFloat64(x), Rounding.ofFloat64(y));
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
      rounded(Rounding.ofFloat32(x0 + sumX / n), Rounding.ofFloat32(y0 + sumY / n));
    }
  }

  void add(PairMoments pairs) {
    if (pairs.count() > 0) {
      combine(pairs.count(), pairs.meanX(), pairs.meanY(), pairs.sxx(), pairs.syy(), pairs.sxy());
      rounded(Rounding.ofFloat32(pairs.meanX()), Rounding.ofFloat32(pairs.meanY()));
    }
  }

  private void rounded(double x, double y) {
    roundingX = Math.max(roundingX, x);
    roundingY = Math.max(roundingY, y);
  }

  /**
   * Returns the same pairs as dot products that were computed in float32, which {@link
   * Rounding#ofDotProduct} may have moved further than single numbers.
   *
   * @param dimension the number of terms of each
   * @param termsX no less than the root of the sum of the squared terms of any x
   * @param termsY the same for y
   */
  public Comoments ofDotProducts(int dimension, double termsX, double termsY) {
    Comoments products = new Comoments();
    products.merge(this);
    products.rounded(
        Rounding.ofDotProduct(dimension, StrictMath.hypot(meanX, Math.sqrt(sxx / count)), termsX),
        Rounding.ofDotProduct(dimension, StrictMath.hypot(meanY, Math.sqrt(syy / count)), termsY));
    return products;
  }

  @Override
  public void merge(Comoments other) {
    if (other.count > 0) {
      combine(other.count, other.meanX, other.meanY, other.sxx, other.syy, other.sxy);
      rounded(other.roundingX, other.roundingY);
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

  /** The sum of the squared deviations of x from its mean. */
  public double squaresX() {
    return sxx;
  }

  /** The sum of the squared deviations of y from its mean. */
  public double squaresY() {
    return syy;
  }

  /** The sum of the products of the deviations of x and y from their means. */
  public double products() {
    return sxy;
  }

  /** Whether x never changes, within rounding; true of nothing. */
  public boolean isConstantX() {
    return Rounding.explains(sxx, count, roundingX);
  }

  /** Whether y never changes, within rounding; true of nothing. */
  public boolean isConstantY() {
    return Rounding.explains(syy, count, roundingY);
  }

  /**
   * Whether means, variances and covariance are those of other pairs within rounding, as where both
   * saw the same pairs.
   */
  public boolean isLike(Comoments other) {
    double x = Math.max(roundingX, other.roundingX);
    double y = Math.max(roundingY, other.roundingY);
    double sdX = Math.sqrt(sxx / count);
    double sdY = Math.sqrt(syy / count);
    return Math.abs(meanX - other.meanX) <= x
        && Math.abs(meanY - other.meanY) <= y
        && Math.abs(sdX - Math.sqrt(other.sxx / other.count)) <= x
        && Math.abs(sdY - Math.sqrt(other.syy / other.count)) <= y
        && Math.abs(sxy / count - other.sxy / other.count) <= x * sdY + y * sdX + x * y;
  }

  /** Pearson's r; NaN where x or y never changes, within rounding. */
  public double pearson() {
    return isConstantX() || isConstantY()
        ? Double.NaN
        : Math.max(-1, Math.min(1, sxy / (Math.sqrt(sxx) * Math.sqrt(syy))));
  }

  /** The slope of the least-squares line of y on x; NaN where x never changes, within rounding. */
  public double slope() {
    return isConstantX() ? Double.NaN : sxy / sxx;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeLong(count);
    out.writeDouble(meanX);
    out.writeDouble(meanY);
    out.writeDouble(sxx);
    out.writeDouble(syy);
    out.writeDouble(sxy);
    out.writeDouble(roundingX);
    out.writeDouble(roundingY);
  }

  static Comoments read(DataInput in) throws IOException {
    Comoments read = new Comoments();
    read.count = in.readLong();
    read.meanX = in.readDouble();
    read.meanY = in.readDouble();
    read.sxx = in.readDouble();
    read.syy = in.readDouble();
    read.sxy = in.readDouble();
    read.roundingX = in.readDouble();
    read.roundingY = in.readDouble();
    return read;
  }
}
