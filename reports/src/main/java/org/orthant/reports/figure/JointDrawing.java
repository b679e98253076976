package org.orthant.reports.figure;

import java.util.List;
import org.orthant.reports.chart.Figure.JointData;
import org.orthant.reports.chart.JointCells;
import org.orthant.reports.figure.Svg.Anchor;

/** Pairs in cells, the more the darker, on a logarithmic scale. */
record JointDrawing(JointData data) implements Drawing {
  private static final double BAR = 8;

  @Override
  public double height() {
    return 270;
  }

  @Override
  public void draw(Svg svg, Box box) {
    AxisScale x = AxisScale.linear(data.shownX().low(), data.shownX().high());
    AxisScale y = AxisScale.linear(data.shownY().low(), data.shownY().high());
    Box inner = new Box(box.left(), box.top(), box.width() - 44, box.height());
    Plot plot = inner.plot(svg, x, y);
    plot.clip();
    if (!data.quadrants().isEmpty()) {
      double zeroX = plot.atX(0);
      double zeroY = plot.atY(0);
      svg.rectangle(plot.left(), plot.top(), zeroX - plot.left(), zeroY - plot.top(), Palette.FLIP);
      svg.rectangle(
          zeroX,
          zeroY,
          plot.left() + plot.width() - zeroX,
          plot.top() + plot.height() - zeroY,
          Palette.FLIP);
    }
    JointCells cells = data.cells();
    for (int row = 0; row < cells.y().bins(); row++) {
      for (int column = 0; column < cells.x().bins(); column++) {
        long count = cells.counts().get(row).get(column);
        if (count > 0) {
          double from = plot.atX(cells.x().edge(column));
          double top = plot.atY(cells.y().edge(row + 1));
          svg.rectangle(
              from,
              top,
              plot.atX(cells.x().edge(column + 1)) - from + 0.15,
              plot.atY(cells.y().edge(row)) - top + 0.15,
              Palette.heat(part(count, cells.most())));
        }
      }
    }
    if (!data.quadrants().isEmpty()) {
      svg.line(plot.left(), plot.atY(0), plot.left() + plot.width(), plot.atY(0), Pen.GRID);
      svg.line(plot.atX(0), plot.top(), plot.atX(0), plot.top() + plot.height(), Pen.GRID);
    }
    if (data.line().size() == 2) {
      plot.line(
          List.of(
              plot.at(data.shownX().low(), data.line().get(0)),
              plot.at(data.shownX().high(), data.line().get(1))),
          new Pen(Palette.BINARIZED, 1, "4 2"));
    }
    svg.unclip();
    if (!data.quadrants().isEmpty()) {
      svg.text(plot.left() + 4, plot.top() + 10, Anchor.START, 8, Palette.SOFT, data.quadrants());
    }
    plot.axes(data.labelX(), data.labelY());
    colours(svg, plot);
  }

  private static double part(long count, long most) {
    return most == 1 ? 1 : StrictMath.log((double) count) / StrictMath.log((double) most);
  }

  /** What the colours stand for. */
  private void colours(Svg svg, Plot plot) {
    double left = plot.left() + plot.width() + 10;
    double high = Math.min(plot.height(), 110);
    double top = plot.top() + (plot.height() - high) / 2;
    int steps = 40;
    for (int step = 0; step < steps; step++) {
      svg.rectangle(
          left,
          top + high * (steps - 1 - step) / steps,
          BAR,
          high / steps + 0.2,
          Palette.heat(step / (steps - 1.0)));
    }
    AxisScale scale = new AxisScale(1, Math.max(10, data.cells().most()), true, "");
    double end = Double.POSITIVE_INFINITY;
    for (double tick : scale.ticks()) {
      double place = top + high * (1 - part((long) tick, Math.max(2, data.cells().most())));
      boolean isPower = StrictMath.log10(tick) == Math.rint(StrictMath.log10(tick));
      if (isPower && tick <= data.cells().most() && place < end - 8) {
        svg.line(left + BAR, place, left + BAR + 2.5, place, Pen.AXIS);
        svg.text(left + BAR + 4, place + 3, Anchor.START, 8, Palette.INK, power(tick));
        end = place;
      }
    }
    svg.text(left - 2, top - 6, Anchor.START, 8, Palette.INK, "pairs");
  }

  private static String power(double tick) {
    int exponent = (int) Math.rint(StrictMath.log10(tick));
    return exponent == 0 ? "1" : exponent == 1 ? "10" : "10" + "⁰¹²³⁴⁵⁶⁷⁸⁹".charAt(exponent % 10);
  }

  @Override
  public DataTable table() {
    JointCells cells = data.cells();
    DataTable.Builder table =
        new DataTable.Builder("x", "y", "count")
            .comment("x: " + data.labelX() + "; y: " + data.labelY() + "; middles of the cells")
            .comment("for pgfplots: matrix plot*, mesh/cols=" + cells.x().bins());
    for (int row = 0; row < cells.y().bins(); row++) {
      for (int column = 0; column < cells.x().bins(); column++) {
        table.row(
            (cells.x().edge(column) + cells.x().edge(column + 1)) / 2,
            (cells.y().edge(row) + cells.y().edge(row + 1)) / 2,
            cells.counts().get(row).get(column));
      }
      table.gap();
    }
    return table.build();
  }
}
