package org.orthant.api.statistics;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;

/**
 * Mean and covariance matrix of vectors. It holds d (d + 1) / 2 numbers, so d should be bounded by
 * whoever makes one.
 *
 * <p>Source: Chan, Golub and LeVeque, "Updating formulae and a pairwise algorithm for computing
 * sample variances", 1979, for the merge.
 */
public final class Covariance implements Statistic<Covariance> {
  /** More than any that was written has. */
  private static final int MOST = 1 << 13;

  /**
   * The number of vectors that are added in one sweep over the matrix, which is the larger of the
   * two.
   */
  private static final int SWEEP = 8;

  private final int dimension;
  private long count;
  private final double[] mean;

  /** Sums of products of deviations, row i from column i on. */
  private final double[][] upper;

  public Covariance(int dimension) {
    this(0, new double[dimension], new double[dimension][]);
    for (int i = 0; i < dimension; i++) {
      upper[i] = new double[dimension - i];
    }
  }

  private Covariance(long count, double[] mean, double[]... upper) {
    this.dimension = mean.length;
    this.count = count;
    this.mean = mean;
    this.upper = upper;
  }

  /**
   * Adds vectors.
   *
   * @param rows [n, d], row after row
   */
  public void add(float[] rows) {
    if (rows.length % dimension != 0) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "%d values are no rows of %d", rows.length, dimension));
    }
    int n = rows.length / dimension;
    if (n > 0) {
      Covariance added = new Covariance(dimension);
      added.count = n;
      added.setMean(rows);
      added.addProducts(rows);
      merge(added);
    }
  }

  private void setMean(float[] rows) {
    for (int from = 0; from < rows.length; from += dimension) {
      for (int j = 0; j < dimension; j++) {
        mean[j] += rows[from + j];
      }
    }
    for (int j = 0; j < dimension; j++) {
      mean[j] /= count;
    }
  }

  private void addProducts(float[] rows) {
    double[][] deviations = new double[SWEEP][dimension];
    for (int from = 0; from < rows.length; from += SWEEP * dimension) {
      for (int k = 0; k < SWEEP; k++) {
        setDeviations(rows, from + k * dimension, deviations[k]);
      }
      for (int i = 0; i < dimension; i++) {
        addProducts(deviations, i, upper[i]);
      }
    }
  }

  /** Beyond the last vector, nothing deviates. */
  private void setDeviations(float[] rows, int from, double[] deviations) {
    if (from >= rows.length) {
      Arrays.fill(deviations, 0);
      return;
    }
    for (int j = 0; j < dimension; j++) {
      deviations[j] = rows[from + j] - mean[j];
    }
  }

  private static void addProducts(double[][] x, int i, double[] row) {
    double[] x0 = x[0];
    double[] x1 = x[1];
    double[] x2 = x[2];
    double[] x3 = x[3];
    double[] x4 = x[4];
    double[] x5 = x[5];
    double[] x6 = x[6];
    double[] x7 = x[7];
    for (int j = 0; j < row.length; j++) {
      row[j] +=
          x0[i] * x0[i + j]
              + x1[i] * x1[i + j]
              + x2[i] * x2[i + j]
              + x3[i] * x3[i + j]
              + x4[i] * x4[i + j]
              + x5[i] * x5[i + j]
              + x6[i] * x6[i + j]
              + x7[i] * x7[i + j];
    }
  }

  @Override
  public void merge(Covariance other) {
    if (other.dimension != dimension) {
      throw new IllegalArgumentException(
          "vectors of " + dimension + " and of " + other.dimension + " components");
    }
    if (other.count == 0) {
      return;
    }
    double total = (double) count + other.count;
    double share = other.count / total;
    double weight = count * share;
    double[] shift = new double[dimension];
    for (int i = 0; i < dimension; i++) {
      shift[i] = other.mean[i] - mean[i];
    }
    for (int i = 0; i < dimension; i++) {
      double[] row = upper[i];
      double[] added = other.upper[i];
      double weighted = weight * shift[i];
      for (int j = 0; j < row.length; j++) {
        row[j] += added[j] + weighted * shift[i + j];
      }
      mean[i] += share * shift[i];
    }
    count += other.count;
  }

  public int dimension() {
    return dimension;
  }

  public long count() {
    return count;
  }

  /** The mean vector, [d]; NaN where nothing was added. */
  public double[] mean() {
    double[] copy = mean.clone();
    if (count == 0) {
      Arrays.fill(copy, Double.NaN);
    }
    return copy;
  }

  /**
   * The covariance matrix, [d, d] row after row, divided by the number of vectors; NaN where
   * nothing was added. A component that varies no more than {@link Rounding} explains is constant,
   * and has covariances of 0.
   */
  public double[] matrix() {
    double[] matrix = new double[Math.multiplyExact(dimension, dimension)];
    boolean[] constant = new boolean[dimension];
    for (int i = 0; i < dimension; i++) {
      constant[i] = count > 0 && Rounding.explains(upper[i][0], count, Rounding.ofFloat32(mean[i]));
    }
    for (int i = 0; i < dimension; i++) {
      for (int j = i; j < dimension; j++) {
        double covariance = constant[i] || constant[j] ? 0 : upper[i][j - i] / count;
        matrix[i * dimension + j] = covariance;
        matrix[j * dimension + i] = covariance;
      }
    }
    return matrix;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeInt(dimension);
    out.writeLong(count);
    StatisticFormat.writeAll(mean, out);
    for (double[] row : upper) {
      StatisticFormat.writeAll(row, out);
    }
  }

  static Covariance read(DataInput in) throws IOException {
    int dimension = StatisticFormat.readLength(in, MOST);
    long count = in.readLong();
    double[] mean = StatisticFormat.readDoubles(dimension, in);
    double[][] upper = new double[dimension][];
    for (int i = 0; i < dimension; i++) {
      upper[i] = StatisticFormat.readDoubles(dimension - i, in);
    }
    return new Covariance(count, mean, upper);
  }
}
