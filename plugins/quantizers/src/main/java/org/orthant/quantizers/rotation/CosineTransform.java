package org.orthant.quantizers.rotation;

import java.util.stream.IntStream;

/**
 * The orthonormal discrete cosine transform DCT-II of any size d = 2ᵏ·m, m odd, in O(d (k + m)).
 *
 * <p>An even size 2n is split into two of size n. With s and t the sums and differences of the
 * components i and 2n − 1 − i, the coefficients of even index are those of s, and those of odd
 * index 2k + 1 are the sums of coefficients k and k + 1 of t_i / (2 cos(π (2i + 1) / 4n)).
 *
 * <p>Source: Lee, "A new algorithm to compute the discrete cosine transform", IEEE Transactions on
 * Acoustics, Speech, and Signal Processing 32, 1984.
 */
final class CosineTransform extends VectorwiseIsometry {
  private final int dimension;

  /** cos(π j / 2d) over one period. */
  private final double[] cosines;

  CosineTransform(int dimension) {
    this.dimension = dimension;
    this.cosines =
        IntStream.range(0, 4 * dimension)
            .mapToDouble(j -> StrictMath.cos(Math.PI * j / (2 * dimension)))
            .toArray();
  }

  /**
   * About how many multiply-adds of a matrix product take as long as one vector of d = 2ᵏ·m
   * components: of d (k + m) operations each takes as long as 70, as measured for d from 27 to
   * 4608.
   */
  static double cost(int dimension) {
    int halvings = Integer.numberOfTrailingZeros(dimension);
    return 70.0 * dimension * (halvings + (dimension >> halvings));
  }

  /** Returns how many multiply-adds take one vector to its coefficients, scales counted. */
  static long multiplyAdds(int dimension) {
    return dimension + unscaled(dimension);
  }

  private static long unscaled(int size) {
    if (size % 2 == 1) {
      return (long) size * size;
    }
    int half = size / 2;
    return 2 * unscaled(half) + 2L * size - half;
  }

  @Override
  double[] forward(double[] vector) {
    double[] coefficients = coefficients(vector);
    normalize(coefficients);
    return coefficients;
  }

  @Override
  double[] backward(double[] coefficients) {
    normalize(coefficients);
    return vector(coefficients);
  }

  private void normalize(double[] coefficients) {
    coefficients[0] *= Math.sqrt(1.0 / dimension);
    for (int k = 1; k < dimension; k++) {
      coefficients[k] *= Math.sqrt(2.0 / dimension);
    }
  }

  /** Σ_i x_i cos(π (2i + 1) k / 2n) for each k, where n is the vector's length. */
  private double[] coefficients(double[] vector) {
    int n = vector.length;
    double[] coefficients = new double[n];
    if (n % 2 == 1) {
      for (int k = 0; k < n; k++) {
        for (int i = 0; i < n; i++) {
          coefficients[k] += vector[i] * cosine(2 * i + 1, k, n);
        }
      }
      return coefficients;
    }
    int half = n / 2;
    double[] sums = new double[half];
    double[] differences = new double[half];
    for (int i = 0; i < half; i++) {
      sums[i] = vector[i] + vector[n - 1 - i];
      differences[i] = (vector[i] - vector[n - 1 - i]) / (2 * cosine(2 * i + 1, 1, n));
    }
    double[] even = coefficients(sums);
    double[] odd = coefficients(differences);
    for (int k = 0; k < half; k++) {
      coefficients[2 * k] = even[k];
      coefficients[2 * k + 1] = odd[k] + (k + 1 < half ? odd[k + 1] : 0);
    }
    return coefficients;
  }

  /** The transposed of {@link #coefficients}: Σ_k X_k cos(π (2i + 1) k / 2n) for each i. */
  private double[] vector(double[] coefficients) {
    int n = coefficients.length;
    double[] vector = new double[n];
    if (n % 2 == 1) {
      for (int i = 0; i < n; i++) {
        for (int k = 0; k < n; k++) {
          vector[i] += coefficients[k] * cosine(2 * i + 1, k, n);
        }
      }
      return vector;
    }
    int half = n / 2;
    double[] even = new double[half];
    double[] odd = new double[half];
    for (int k = 0; k < half; k++) {
      even[k] = coefficients[2 * k];
      odd[k] = coefficients[2 * k + 1] + (k > 0 ? coefficients[2 * k - 1] : 0);
    }
    double[] sums = vector(even);
    double[] differences = vector(odd);
    for (int i = 0; i < half; i++) {
      double difference = differences[i] / (2 * cosine(2 * i + 1, 1, n));
      vector[i] = sums[i] + difference;
      vector[n - 1 - i] = sums[i] - difference;
    }
    return vector;
  }

  /** cos(π·odd·k / 2n), where n divides d. */
  private double cosine(int odd, int k, int n) {
    return cosines[(int) ((long) odd * k % (4L * n)) * (dimension / n)];
  }
}
