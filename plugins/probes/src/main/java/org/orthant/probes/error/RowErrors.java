package org.orthant.probes.error;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * How far vectors w lie from what a quantizer made of them, q, each vector by itself, in float64.
 */
final class RowErrors {
  private final int dimension;
  private final float[] rows;
  private final float[] images;

  /**
   * The errors of the rows of a matrix.
   *
   * @param rows [n, d], float32, dense, c-order
   * @param images the same shape
   */
  RowErrors(INDArray rows, INDArray images) {
    this.dimension = Math.toIntExact(rows.size(1));
    this.rows = rows.data().asFloat();
    this.images = images.data().asFloat();
  }

  /** How many vectors there are. */
  int count() {
    return rows.length / dimension;
  }

  /** ‖w‖². */
  double square(int row) {
    return dot(rows, rows, row);
  }

  /** ‖w − q‖². */
  double plain(int row) {
    return squaredError(row, 1);
  }

  /**
   * ‖w − c·q‖² for the c ≥ 0 that makes it smallest, which is ‖w‖²(1 − cos²∠(w, q)) where the angle
   * is acute: what a rescaling cannot take back.
   */
  double scaled(int row) {
    double square = dot(images, images, row);
    double scale = square == 0 ? 0 : Math.max(0, dot(rows, images, row) / square);
    return squaredError(row, scale);
  }

  private double squaredError(int row, double scale) {
    double sum = 0;
    for (int i = row * dimension; i < (row + 1) * dimension; i++) {
      double error = rows[i] - scale * images[i];
      sum += error * error;
    }
    return sum;
  }

  private double dot(float[] a, float[] b, int row) {
    double sum = 0;
    for (int i = row * dimension; i < (row + 1) * dimension; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }
}
