package org.orthant.kernels.normalization;

import java.util.Arrays;

/**
 * By column, the sum of gradients and that of gradients times what the column deviates from its
 * mean; a few rows at a time in float32, their sums in float64.
 */
public final class GradientSums {
  private static final int ROWS = 64;

  private final double[] gradients;
  private final double[] products;
  private final float[] fewGradients;
  private final float[] fewProducts;
  private int few;

  /** Of no rows yet. */
  public GradientSums(int columns) {
    gradients = new double[columns];
    products = new double[columns];
    fewGradients = new float[columns];
    fewProducts = new float[columns];
  }

  void add(float[] gradient, float[] deviation) {
    addRow(gradient, fewGradients);
    addProducts(gradient, deviation, fewProducts);
    few++;
    if (few == ROWS) {
      flush();
    }
  }

  private static void addRow(float[] row, float[] sums) {
    for (int c = 0; c < sums.length; c++) {
      sums[c] += row[c];
    }
  }

  private static void addProducts(float[] a, float[] b, float[] sums) {
    for (int c = 0; c < sums.length; c++) {
      sums[c] += a[c] * b[c];
    }
  }

  void flush() {
    for (int c = 0; c < gradients.length; c++) {
      gradients[c] += fewGradients[c];
      products[c] += fewProducts[c];
    }
    Arrays.fill(fewGradients, 0);
    Arrays.fill(fewProducts, 0);
    few = 0;
  }

  /** Adds what another has summed. */
  public void add(GradientSums other) {
    for (int c = 0; c < gradients.length; c++) {
      gradients[c] += other.gradients[c];
      products[c] += other.products[c];
    }
  }

  /** Of a column's gradients. */
  public double gradients(int column) {
    return gradients[column];
  }

  /** Of a column's gradients times its deviations. */
  public double products(int column) {
    return products[column];
  }
}
