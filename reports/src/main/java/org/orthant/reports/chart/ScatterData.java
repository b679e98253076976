package org.orthant.reports.chart;

import java.util.List;

/**
 * What the script needs to draw numbers of layers against their dimension, on a logarithmic axis.
 *
 * @param logarithmic whether the vertical axis is as well
 * @param theory corners of the line that holds for every series; may be empty
 */
public record ScatterData(
    String label, boolean degrees, boolean logarithmic, List<Series> series, List<Place> theory) {

  /**
   * One quantizer.
   *
   * @param expected corners of the line that theory gives it; may be empty
   * @param fit ends of the line fitted to its points; may be empty
   */
  public record Series(String name, List<Point> points, List<Place> expected, List<Place> fit) {}

  /** A layer; {@code low} and {@code high} are null where unknown. */
  public record Point(String layer, double x, double y, Double low, Double high) {}

  public record Place(double x, double y) {}
}
