package org.orthant.reports.chart;

import java.util.List;
import java.util.OptionalDouble;

/**
 * What the script needs to draw a row of marks for each of several things, on one axis.
 *
 * @param label of the axis
 * @param zero whether a line marks 0
 * @param marks a row each, from the top down
 * @param shown the ends of the axis; null where they follow from the marks
 */
public record RowsData(String label, boolean zero, List<Mark> marks, Range shown) {

  /** Rows on an axis of their own. */
  public RowsData(String label, boolean zero, List<Mark> marks) {
    this(label, zero, marks, null);
  }

  /**
   * A row. Each number may be null.
   *
   * @param series which symbol and colour it has
   * @param value the filled symbol
   * @param before the hollow one
   * @param tick a line across
   * @param low the left end of a whisker
   * @param high the right end of a whisker
   * @param lower the left end of a box
   * @param upper the right end of a box
   */
  public record Mark(
      String name,
      int series,
      Double value,
      Double before,
      Double tick,
      Double low,
      Double high,
      Double lower,
      Double upper) {}

  /** Returns the same with the first rows alone. */
  RowsData first(int most) {
    return new RowsData(label, zero, marks.subList(0, most), shown);
  }

  /** As JSON has it: an unknown or undefined number is null. */
  public static Double nullable(OptionalDouble value) {
    return value.isPresent() && Double.isFinite(value.getAsDouble()) ? value.getAsDouble() : null;
  }
}
