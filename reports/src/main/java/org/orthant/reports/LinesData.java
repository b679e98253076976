package org.orthant.reports;

import java.util.List;

/** What the script needs to draw several lines on the same axes. */
record LinesData(String labelX, String labelY, boolean degrees, List<Line> lines) {

  /** One line; {@code y} has as many numbers as {@code x}. */
  record Line(String name, List<Double> x, List<Double> y) {}
}
