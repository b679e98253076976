package org.orthant.reports.figure;

/** A part of a drawing. */
record Box(double left, double top, double width, double height) {

  /** Returns what lies between axes of which the vertical one needs that much room. */
  Plot plot(Svg svg, AxisScale x, AxisScale y) {
    double room = Plot.roomLeft(y);
    return new Plot(svg, left + room, top + 6, width - room - 10, height - 42, x, y);
  }
}
