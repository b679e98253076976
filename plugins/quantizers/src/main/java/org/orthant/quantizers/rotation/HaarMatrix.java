package org.orthant.quantizers.rotation;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.orthant.api.RandomNumbers;

/**
 * Orthogonal matrices, all equally likely (Haar measure).
 *
 * <p>From the QR decomposition of a Gaussian matrix with the signs of R's diagonal made positive
 * (Mezzadri, arXiv math-ph/0609050), Q alone, without ever forming R: Householder reflections of
 * independent Gaussian vectors of 1, 2, … d components take the first axis to a random direction
 * each and are multiplied together. That halves the work, 2d³/3 multiply-adds.
 *
 * <p>Source: Stewart, "The efficient generation of random orthogonal matrices with an application
 * to condition estimators", SIAM Journal on Numerical Analysis 17, 1980.
 */
final class HaarMatrix {
  private HaarMatrix() {}

  /** About how many multiply-adds {@link #draw} takes. */
  static double cost(int dimension) {
    return 2 * StrictMath.pow(dimension, 3) / 3;
  }

  /** A random matrix, [d, d], orthogonal to about 1e-14. */
  static double[][] draw(int dimension, RandomNumbers generator) {
    double[][] matrix = new double[dimension][dimension];
    for (int first = dimension - 1; first >= 0; first--) {
      extend(matrix, first, direction(dimension - first, generator));
    }
    return matrix;
  }

  private static double[] direction(int dimension, RandomNumbers generator) {
    double[] gaussian =
        IntStream.range(0, dimension).mapToDouble(i -> generator.nextGaussian()).toArray();
    double length = Math.sqrt(Arrays.stream(gaussian).map(x -> x * x).sum());
    return Arrays.stream(gaussian).map(x -> x / length).toArray();
  }

  /**
   * Makes an orthogonal matrix Q one larger: the direction u becomes its first column, and the
   * reflection of the first axis to ±u takes the columns of (0; Q) to the others.
   *
   * @param matrix holds Q in the rows and columns after {@code first}
   */
  private static void extend(double[][] matrix, int first, double[] direction) {
    int dimension = matrix.length;
    // The reflection is I − factor·v vᵀ with v = u ± e₁, where the sign avoids cancellation.
    double head = direction[0] + Math.copySign(1, direction[0]);
    double factor = 1 / (1 + Math.abs(direction[0]));
    double[] overlaps = new double[dimension];
    for (int i = 1; i < direction.length; i++) {
      double[] row = matrix[first + i];
      double component = direction[i];
      for (int j = first + 1; j < dimension; j++) {
        overlaps[j] += component * row[j];
      }
    }
    for (int j = first + 1; j < dimension; j++) {
      matrix[first][j] = -factor * head * overlaps[j];
    }
    for (int i = 1; i < direction.length; i++) {
      double[] row = matrix[first + i];
      double component = factor * direction[i];
      for (int j = first + 1; j < dimension; j++) {
        row[j] -= component * overlaps[j];
      }
    }
    for (int i = 0; i < direction.length; i++) {
      matrix[first + i][first] = direction[i];
    }
  }
}
