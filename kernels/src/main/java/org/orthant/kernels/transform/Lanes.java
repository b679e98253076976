package org.orthant.kernels.transform;

/**
 * Between vectors as they are stored, each on its own, and a component-major batch, in which they
 * are lanes: {@code rows[i][lane]} is component i of the vector in that lane. Components are
 * multiplied by a factor each on their way.
 *
 * <p>Eight vectors go at a time, since half a cache line of each row is then touched at once.
 */
public final class Lanes {

  /** How many vectors go at a time. */
  public static final int GROUP = 8;

  private Lanes() {}

  /**
   * Puts vectors into lanes: {@code rows[i][lane + v] = factors[i] * vectors[v][i]}.
   *
   * @param vectors [8, d]
   * @param factors [d]
   * @param rows [d, lanes]
   * @param lane that of the first of the vectors
   */
  public static void enter(float[][] vectors, float[] factors, float[][] rows, int lane) {
    float[] a = vectors[0];
    float[] b = vectors[1];
    float[] c = vectors[2];
    float[] d = vectors[3];
    float[] e = vectors[4];
    float[] f = vectors[5];
    float[] g = vectors[6];
    float[] h = vectors[7];
    for (int i = 0; i < rows.length; i++) {
      float[] row = rows[i];
      float factor = factors[i];
      row[lane] = factor * a[i];
      row[lane + 1] = factor * b[i];
      row[lane + 2] = factor * c[i];
      row[lane + 3] = factor * d[i];
      row[lane + 4] = factor * e[i];
      row[lane + 5] = factor * f[i];
      row[lane + 6] = factor * g[i];
      row[lane + 7] = factor * h[i];
    }
  }

  /**
   * Takes vectors out of lanes: {@code vectors[v][i] = factors[i] * rows[i][lane + v]}.
   *
   * @param rows [d, lanes]
   * @param lane that of the first of the vectors
   * @param factors [d]
   * @param vectors [8, d]
   */
  public static void leave(float[][] rows, int lane, float[] factors, float[][] vectors) {
    float[] a = vectors[0];
    float[] b = vectors[1];
    float[] c = vectors[2];
    float[] d = vectors[3];
    float[] e = vectors[4];
    float[] f = vectors[5];
    float[] g = vectors[6];
    float[] h = vectors[7];
    for (int i = 0; i < rows.length; i++) {
      float[] row = rows[i];
      float factor = factors[i];
      a[i] = factor * row[lane];
      b[i] = factor * row[lane + 1];
      c[i] = factor * row[lane + 2];
      d[i] = factor * row[lane + 3];
      e[i] = factor * row[lane + 4];
      f[i] = factor * row[lane + 5];
      g[i] = factor * row[lane + 6];
      h[i] = factor * row[lane + 7];
    }
  }
}
