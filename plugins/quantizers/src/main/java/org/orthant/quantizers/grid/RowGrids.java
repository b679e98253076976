package org.orthant.quantizers.grid;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * The grids of one row: one for each group of consecutive components.
 *
 * @param grids of the groups, in their order
 * @param size how many components a group has; the last may have fewer
 */
public record RowGrids(List<Grid> grids, int size) {
  public RowGrids {
    grids = List.copyOf(grids);
  }

  /** One grid for all components. */
  public static RowGrids of(Grid grid) {
    return new RowGrids(List.of(grid), Integer.MAX_VALUE);
  }

  /**
   * The grids that each group's own components lead to.
   *
   * @param row [d]
   * @param choice the grid for some components
   */
  public static RowGrids of(double[] row, int size, Function<double[], Grid> choice) {
    List<Grid> grids = new ArrayList<>();
    for (int from = 0; from < row.length; from += size) {
      int to = from + Math.min(size, row.length - from);
      grids.add(choice.apply(Arrays.copyOfRange(row, from, to)));
    }
    return new RowGrids(grids, size);
  }

  /** The point nearest to a value of this component. */
  public double nearest(int component, double value) {
    return grids.get(component / size).nearest(value);
  }

  /**
   * Replaces each component by the point nearest to it.
   *
   * @param row [d]
   */
  public void snap(double[] row) {
    int from = 0;
    for (Grid grid : grids) {
      int to = from + Math.min(size, row.length - from);
      for (int i = from; i < to; i++) {
        row[i] = grid.nearest(row[i]);
      }
      from = to;
    }
  }
}
