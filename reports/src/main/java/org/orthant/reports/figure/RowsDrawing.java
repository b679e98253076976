package org.orthant.reports.figure;

import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.orthant.reports.chart.RowsData;
import org.orthant.reports.chart.RowsData.Mark;
import org.orthant.reports.figure.Svg.Anchor;

/** A row of marks for each thing: box, whisker, tick, hollow and filled symbol. */
record RowsDrawing(RowsData data) implements Drawing {
  private static final double ROW = 14;
  private static final double FONT = 9;
  private static final int LONGEST = 34;

  @Override
  public double height() {
    return ROW * data.marks().size() + 40;
  }

  private double[] values() {
    return Stream.concat(
            data.marks().stream()
                .flatMap(
                    mark ->
                        Stream.of(
                            mark.value(),
                            mark.before(),
                            mark.tick(),
                            mark.low(),
                            mark.high(),
                            mark.lower(),
                            mark.upper())),
            data.zero() ? Stream.of(0.0) : Stream.empty())
        .filter(value -> value != null)
        .mapToDouble(Double::doubleValue)
        .toArray();
  }

  @Override
  public void draw(Svg svg, Box box) {
    double names =
        data.marks().stream()
                .mapToDouble(mark -> Svg.width(shortened(mark.name()), FONT))
                .max()
                .orElse(0)
            + 8;
    double[] values = values();
    AxisScale x =
        data.shown() == null
            ? AxisScale.linear(
                    DoubleStream.of(values).min().orElse(0),
                    DoubleStream.of(values).max().orElse(1))
                .spared(0.05)
            : AxisScale.linear(data.shown().low(), data.shown().high());
    Plot plot =
        new Plot(
            svg,
            box.left() + names,
            box.top() + 4,
            box.width() - names - 10,
            ROW * data.marks().size(),
            x,
            AxisScale.linear(0, 1));
    for (double tick : x.ticks()) {
      double place = plot.atX(tick);
      svg.line(place, plot.top(), place, plot.top() + plot.height(), Pen.GRID);
    }
    if (data.zero()) {
      svg.line(plot.atX(0), plot.top(), plot.atX(0), plot.top() + plot.height(), Pen.AXIS);
    }
    for (int row = 0; row < data.marks().size(); row++) {
      Mark mark = data.marks().get(row);
      double middle = plot.top() + ROW * (row + 0.5);
      svg.text(plot.left() - 6, middle + 3, Anchor.END, FONT, Palette.INK, shortened(mark.name()));
      draw(plot, mark, middle);
    }
    plot.axisX(data.label());
  }

  private static void draw(Plot plot, Mark mark, double y) {
    Svg svg = plot.svg();
    String colour = Palette.colour(mark.series());
    if (mark.lower() != null && mark.upper() != null) {
      double from = plot.atX(mark.lower());
      svg.frame(from, y - 4, Math.max(0.6, plot.atX(mark.upper()) - from), 8, "#eef2f6", colour);
    }
    Pen pen = Pen.solid(colour, 1.1);
    if (mark.low() != null && mark.high() != null) {
      svg.line(plot.atX(mark.low()), y, plot.atX(mark.high()), y, pen);
    }
    if (mark.before() != null && mark.value() != null) {
      svg.line(plot.atX(mark.before()), y, plot.atX(mark.value()), y, pen);
    }
    if (mark.tick() != null) {
      double place = plot.atX(mark.tick());
      svg.line(place, y - 5, place, y + 5, Pen.solid(Palette.INK, 1.3));
    }
    if (mark.before() != null) {
      svg.symbol(plot.atX(mark.before()), y, mark.series(), Palette.PAPER, colour);
    }
    if (mark.value() != null) {
      svg.symbol(plot.atX(mark.value()), y, mark.series(), colour, colour);
    }
  }

  private static String shortened(String name) {
    return name.codePointCount(0, name.length()) > LONGEST
        ? name.substring(0, name.offsetByCodePoints(0, LONGEST - 1)) + "…"
        : name;
  }

  @Override
  public DataTable table() {
    DataTable.Builder table =
        new DataTable.Builder(
                "row", "name", "value", "before", "tick", "low", "high", "lower", "upper")
            .comment(data.label());
    for (int row = 0; row < data.marks().size(); row++) {
      Mark mark = data.marks().get(row);
      table.row(
          row,
          mark.name(),
          mark.value(),
          mark.before(),
          mark.tick(),
          mark.low(),
          mark.high(),
          mark.lower(),
          mark.upper());
    }
    return table.build();
  }
}
