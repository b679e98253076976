package org.orthant.probes.error;

import org.orthant.probes.geometry.RowSums;

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
   * @param rows row after row
   * @param images of the same rows
   * @param dimension how long a row is
   */
  RowErrors(float[] rows, float[] images, int dimension) {
    this.dimension = dimension;
    this.rows = rows;
    this.images = images;
  }

  /** Returns how many vectors there are. */
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
    return RowSums.squaredDifferences(rows, scale, images, row * dimension, (row + 1) * dimension);
  }

  private double dot(float[] a, float[] b, int row) {
    return RowSums.products(a, b, row * dimension, (row + 1) * dimension);
  }
}
