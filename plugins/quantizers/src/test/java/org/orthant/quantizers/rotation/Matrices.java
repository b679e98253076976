package org.orthant.quantizers.rotation;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import org.orthant.api.model.Isometry;

/** Matrices of isometries, and plain arithmetic on them. */
final class Matrices {
  private Matrices() {}

  /** R, from what becomes of the unit vectors, which are its columns. */
  static double[][] of(Isometry isometry, int dimension) {
    return transposed(
        isometry.apply(Nd4j.eye(dimension).castTo(DataType.DOUBLE).dup('c')).toDoubleMatrix());
  }

  static double[][] transposed(double[][] matrix) {
    double[][] transposed = new double[matrix[0].length][matrix.length];
    for (int i = 0; i < matrix.length; i++) {
      for (int j = 0; j < matrix[0].length; j++) {
        transposed[j][i] = matrix[i][j];
      }
    }
    return transposed;
  }

  static double dot(double[] x, double[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * y[i];
    }
    return sum;
  }

  static double norm(double[] x) {
    return Math.sqrt(dot(x, x));
  }

  static double cosine(double[] x, double[] y) {
    return dot(x, y) / norm(x) / norm(y);
  }

  static double distance(double[] x, double[] y) {
    double squares = 0;
    for (int i = 0; i < x.length; i++) {
      squares += (x[i] - y[i]) * (x[i] - y[i]);
    }
    return Math.sqrt(squares);
  }

  /** The largest deviation of a product of two rows from what it is for orthonormal ones. */
  static double deviationFromOrthonormal(double[][] rows) {
    double deviation = 0;
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j <= i; j++) {
        deviation = Math.max(deviation, Math.abs(dot(rows[i], rows[j]) - (i == j ? 1 : 0)));
      }
    }
    return deviation;
  }
}
