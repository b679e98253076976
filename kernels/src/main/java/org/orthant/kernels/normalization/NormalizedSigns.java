package org.orthant.kernels.normalization;

/**
 * Batch normalization y = (z − mean)·scale + shift of each column, the sign of y, and both passed
 * backwards by the straight-through estimator: the gradient passes the sign where |y| ≤ 1 (Hubara
 * et al., "Binarized Neural Networks", 2016, equation 4). One row at a time; nothing is stored but
 * the rows of z.
 *
 * <p>Comparisons are minima and maxima of numbers scaled beyond 1, which are exact for every
 * float32 number, because vectors have no branches.
 */
public final class NormalizedSigns {
  /** Twice this makes the smallest positive number larger than 1. */
  private static final float HUGE = 1e38f;

  private final float[] mean;
  private final float[] scale;
  private final float[] shift;

  /** One number of each for every column. */
  public NormalizedSigns(float[] mean, float[] scale, float[] shift) {
    this.mean = mean.clone();
    this.scale = scale.clone();
    this.shift = shift.clone();
  }

  /** The y of a row. */
  public void numbers(float[] z, float[] y) {
    for (int c = 0; c < z.length; c++) {
      y[c] = (z[c] - mean[c]) * scale[c] + shift[c];
    }
  }

  /** The signs of a row's y, +1 or −1, −1 for 0. */
  public void signs(float[] z, float[] signs) {
    numbers(z, signs);
    for (int c = 0; c < signs.length; c++) {
      signs[c] = 2 * Math.max(0, Math.min(1, signs[c] * HUGE * HUGE)) - 1;
    }
  }

  /**
   * Sets a gradient to 0 where |y| &gt; 1.
   *
   * @param y overwritten
   */
  public static void pass(float[] y, float[] gradient) {
    for (int c = 0; c < y.length; c++) {
      float beyond = Math.max(0, Math.abs(y[c]) - 1) * HUGE * HUGE;
      gradient[c] *= 1 - Math.min(1, beyond);
    }
  }

  /**
   * Adds up what the gradient of the normalization's own parameters, and that of z, are made of.
   *
   * @param gradient of y, by row
   * @param from the first row
   * @param to the one after the last
   */
  public void addTo(GradientSums sums, float[][] z, float[][] gradient, int from, int to) {
    float[] centered = new float[mean.length];
    for (int row = from; row < to; row++) {
      subtract(z[row], mean, centered);
      sums.add(gradient[row], centered);
    }
    sums.flush();
  }

  private static void subtract(float[] z, float[] mean, float[] centered) {
    for (int c = 0; c < centered.length; c++) {
      centered[c] = z[c] - mean[c];
    }
  }

  /**
   * Turns the gradient of a row's y into that of its z, when the mean and the scale themselves were
   * made from the rows: dz = scale·(dy − common − (z − mean)·perDeviation).
   *
   * @param common the mean of dy, by column
   * @param perDeviation the mean of dy·(z − mean), over the variance, by column
   */
  public void back(float[] z, float[] gradient, float[] common, float[] perDeviation) {
    for (int c = 0; c < gradient.length; c++) {
      float rest = gradient[c] - common[c] - (z[c] - mean[c]) * perDeviation[c];
      gradient[c] = rest * scale[c];
    }
  }
}
