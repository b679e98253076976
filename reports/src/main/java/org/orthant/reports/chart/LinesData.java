package org.orthant.reports.chart;

import java.util.List;

/**
 * What the script needs to draw several lines on the same axes.
 *
 * @param logarithmic whether the horizontal axis is
 */
public record LinesData(
    String labelX, String labelY, boolean degrees, boolean logarithmic, List<Line> lines) {

  /**
   * One line; {@code y} has as many numbers as {@code x}.
   *
   * @param low the lower ends of whiskers, null where there is none; may be empty
   * @param high the upper ends
   */
  public record Line(
      String name, List<Double> x, List<Double> y, List<Double> low, List<Double> high) {

    /** A line without whiskers. */
    public static Line of(String name, List<Double> x, List<Double> y) {
      return new Line(name, x, y, List.of(), List.of());
    }
  }
}
