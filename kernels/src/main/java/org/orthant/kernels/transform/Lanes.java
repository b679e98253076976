package org.orthant.kernels.transform;

import java.util.function.Consumer;
import org.orthant.kernels.rows.AlignedRows;

/**
 * Between vectors as they are stored, each on its own, and a component-major batch, in which they
 * are lanes: {@code rows[i][AlignedRows.FIRST + lane]} is component i of the vector in that lane.
 * Components are multiplied by a factor each on their way.
 *
 * <p>Eight vectors go at a time, since half a cache line of each row is then touched at once.
 */
public final class Lanes {

  /** How many vectors go at a time. */
  public static final int GROUP = 8;

  private Lanes() {}

  /**
   * A batch of zeros.
   *
   * @param dimension d, the number of components
   * @param lanes how many vectors it holds
   * @return {@link AlignedRows}, one for each component
   */
  public static float[][] batch(int dimension, int lanes) {
    return AlignedRows.ofFloats(dimension, lanes);
  }

  /**
   * Puts vectors into lanes: lane + v becomes {@code factors[i] * vectors[v][i]} in row i.
   *
   * @param vectors [8, d]
   * @param factors [d]
   * @param rows a batch
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
    int at = AlignedRows.FIRST + lane;
    for (int i = 0; i < rows.length; i++) {
      float[] row = rows[i];
      float factor = factors[i];
      row[at] = factor * a[i];
      row[at + 1] = factor * b[i];
      row[at + 2] = factor * c[i];
      row[at + 3] = factor * d[i];
      row[at + 4] = factor * e[i];
      row[at + 5] = factor * f[i];
      row[at + 6] = factor * g[i];
      row[at + 7] = factor * h[i];
    }
  }

  /**
   * Takes vectors out of lanes: {@code vectors[v][i]} becomes {@code factors[i]} times lane + v of
   * row i.
   *
   * @param rows a batch
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
    int at = AlignedRows.FIRST + lane;
    for (int i = 0; i < rows.length; i++) {
      float[] row = rows[i];
      float factor = factors[i];
      a[i] = factor * row[at];
      b[i] = factor * row[at + 1];
      c[i] = factor * row[at + 2];
      d[i] = factor * row[at + 3];
      e[i] = factor * row[at + 4];
      f[i] = factor * row[at + 5];
      g[i] = factor * row[at + 6];
      h[i] = factor * row[at + 7];
    }
  }

  /**
   * Maps one row of a batch: {@code row[lane]} becomes {@code after * function(before *
   * row[lane])}.
   *
   * @param function replaces numbers by their images, each by itself
   */
  public static void map(float[] row, float before, Consumer<float[]> function, float after) {
    // What loops leave there means nothing, and might grow from one map to the next.
    row[AlignedRows.BEFORE] = 0;
    multiply(row, before);
    function.accept(row);
    multiply(row, after);
  }

  private static void multiply(float[] row, float factor) {
    if (factor == 1) {
      return;
    }
    for (int lane = AlignedRows.BEFORE; lane < row.length; lane++) {
      row[lane] *= factor;
    }
  }
}
