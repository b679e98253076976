package org.orthant.api.statistics;

import org.orthant.kernels.pairs.ColumnMoments;
import org.orthant.kernels.pairs.JointCounts;

/**
 * How the columns of two matrices, x and y, compare, one column being one filter. All of it comes
 * from one pass, at a fraction of what filling the statistics one after the other costs.
 *
 * @param comoments within each column
 * @param joint histogram of x and y
 * @param flips the pairs with θ(x) ≠ θ(y), where θ(v) is 1 for v > 0 and −1 otherwise
 * @param zeros the pairs whose x is exactly 0
 */
public record PairedColumns(
    ColumnComoments comoments, JointHistogram joint, Tally flips, Tally zeros) {

  /**
   * Compares two matrices.
   *
   * @param columns how many
   * @param x [rows, columns], row after row
   * @param y the same shape
   * @param finestX the narrowest bins of x, as for {@link JointHistogram}
   * @param finestY the same for y
   * @throws IllegalArgumentException if a value is not finite or the shapes do not match
   */
  public static PairedColumns of(
      int columns, float[] x, float[] y, double finestX, double finestY) {
    ColumnComoments comoments = new ColumnComoments(columns);
    comoments.requireRows(x, y);
    JointHistogram joint = new JointHistogram(finestX, finestY);
    JointCounts counts = joint.fitting(x, y);
    comoments.add(ColumnMoments.of(x, y, columns, counts));
    joint.add(counts);
    return new PairedColumns(
        comoments, joint, tally(x.length, counts.flips()), tally(x.length, counts.zeros()));
  }

  private static Tally tally(long count, long hits) {
    Tally tally = new Tally();
    tally.add(count, hits);
    return tally;
  }
}
