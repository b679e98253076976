package org.orthant.reports.figure;

import java.util.List;
import org.orthant.reports.figure.Svg.Anchor;
import org.orthant.reports.figure.Svg.Spot;

/**
 * A pair of axes at a place of a drawing.
 *
 * @param left of what lies between the axes
 * @param top of that
 * @param width of that
 * @param height of that
 */
record Plot(
    Svg svg, double left, double top, double width, double height, AxisScale x, AxisScale y) {
  private static final double TICK = 3.5;

  double atX(double value) {
    return left + width * x.part(value);
  }

  double atY(double value) {
    return top + height * (1 - y.part(value));
  }

  Spot at(double valueX, double valueY) {
    return new Spot(atX(valueX), atY(valueY));
  }

  /** The axes with ticks, numbers and names. */
  void axes(String nameX, String nameY) {
    axisX(nameX);
    for (double tick : y.ticks()) {
      double place = atY(tick);
      svg.line(left - TICK, place, left, place, Pen.AXIS);
      svg.text(left - TICK - 2, place + 3.4, Anchor.END, y.written(tick));
    }
    svg.line(left, top, left, top + height, Pen.AXIS);
    if (!nameY.isEmpty()) {
      svg.textUp(left - widestTick() - 14, top + height / 2, nameY);
    }
  }

  void axisX(String nameX) {
    double bottom = top + height;
    double end = Double.NEGATIVE_INFINITY;
    for (double tick : x.ticks()) {
      double place = atX(tick);
      String written = x.written(tick);
      double half = Svg.width(written, Svg.FONT) / 2;
      svg.line(place, bottom, place, bottom + TICK, Pen.AXIS);
      if (place - half > end + 4) {
        svg.text(place, bottom + TICK + 10, Anchor.MIDDLE, written);
        end = place + half;
      }
    }
    svg.line(left, bottom, left + width, bottom, Pen.AXIS);
    svg.text(left + width / 2, bottom + 28, Anchor.MIDDLE, nameX);
  }

  private double widestTick() {
    return y.ticks().stream()
        .mapToDouble(tick -> Svg.width(y.written(tick), Svg.FONT))
        .max()
        .orElse(0);
  }

  /** Returns how much room the vertical axis needs to its left. */
  static double roomLeft(AxisScale y) {
    return 24
        + y.ticks().stream()
            .mapToDouble(tick -> Svg.width(y.written(tick), Svg.FONT))
            .max()
            .orElse(0);
  }

  void clip() {
    svg.clip(left, top, width, height);
  }

  void line(List<Spot> spots, Pen pen) {
    svg.polyline(spots, pen);
  }

  /** A whisker up and down. */
  void whisker(double valueX, Double low, Double high, Pen pen) {
    if (low != null && high != null && (!y.logarithmic() || high > 0)) {
      double bottom = y.logarithmic() ? Math.max(low, y.low()) : low;
      double place = atX(valueX);
      svg.line(place, atY(bottom), place, atY(high), pen);
      svg.line(place - 2, atY(bottom), place + 2, atY(bottom), pen);
      svg.line(place - 2, atY(high), place + 2, atY(high), pen);
    }
  }
}
