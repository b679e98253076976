package org.orthant.probes.geometry;

import java.util.stream.DoubleStream;

/** Eigenvalues by Jacobi's rotations, which share nothing with the QR iteration of libraries. */
public final class JacobiEigenvalues {
  private JacobiEigenvalues() {}

  /** Those of a symmetric matrix, the largest first. */
  public static double[] of(double[][] symmetric) {
    int d = symmetric.length;
    double[][] a = new double[d][];
    for (int i = 0; i < d; i++) {
      a[i] = symmetric[i].clone();
    }
    for (int sweep = 0; sweep < 30; sweep++) {
      for (int p = 0; p < d; p++) {
        for (int q = p + 1; q < d; q++) {
          rotate(a, p, q);
        }
      }
    }
    double[] diagonal = new double[d];
    for (int i = 0; i < d; i++) {
      diagonal[i] = -a[i][i];
    }
    return DoubleStream.of(diagonal).sorted().map(value -> -value).toArray();
  }

  /** Turns the plane of two axes so that their entry vanishes. */
  private static void rotate(double[][] a, int p, int q) {
    double angle = Math.atan2(2 * a[p][q], a[q][q] - a[p][p]) / 2;
    double cos = Math.cos(angle);
    double sin = Math.sin(angle);
    for (double[] row : a) {
      double left = row[p];
      row[p] = cos * left - sin * row[q];
      row[q] = sin * left + cos * row[q];
    }
    for (int k = 0; k < a.length; k++) {
      double upper = a[p][k];
      a[p][k] = cos * upper - sin * a[q][k];
      a[q][k] = sin * upper + cos * a[q][k];
    }
  }
}
