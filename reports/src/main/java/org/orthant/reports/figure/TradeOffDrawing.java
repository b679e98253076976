package org.orthant.reports.figure;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.orthant.reports.chart.TradeOffData;
import org.orthant.reports.chart.TradeOffData.Place;
import org.orthant.reports.chart.TradeOffData.Point;
import org.orthant.reports.figure.Svg.Anchor;
import org.orthant.reports.figure.Svg.Spot;

/** Things to choose from, with the stairs of those that none beats. */
record TradeOffDrawing(TradeOffData data) implements Drawing {
  private static final double FONT = 9;

  @Override
  public void draw(Svg svg, Box box) {
    List<Point> points = data.points();
    double[] heights =
        points.stream()
            .flatMap(point -> Stream.of(point.y(), point.low(), point.high()))
            .filter(height -> height != null)
            .mapToDouble(Double::doubleValue)
            .toArray();
    double least = points.stream().mapToDouble(Point::x).min().orElse(0);
    double most = points.stream().mapToDouble(Point::x).max().orElse(1);
    AxisScale narrow = new AxisScale(least, most, data.logarithmic(), "").spared(0.06);
    AxisScale x =
        new AxisScale(
            narrow.low(),
            data.logarithmic() ? most * 2.2 : narrow.high() + (most - least) * 0.35,
            data.logarithmic(),
            "");
    AxisScale y =
        AxisScale.linear(
                DoubleStream.of(heights).min().orElse(0), DoubleStream.of(heights).max().orElse(1))
            .spared(0.06);
    Plot plot = box.plot(svg, x, y);
    plot.line(stairs(plot), new Pen(Palette.SOFT, 1, "4 2"));
    List<Double> taken = new ArrayList<>();
    for (Point point : points) {
      plot.whisker(point.x(), point.low(), point.high(), Pen.solid(Palette.colour(0), 0.9));
      double centre = plot.atX(point.x());
      double middle = plot.atY(point.y());
      svg.symbol(
          centre,
          middle,
          point.compared() ? 3 : 0,
          point.onFrontier() ? Palette.colour(0) : Palette.PAPER,
          Palette.colour(0));
      double height = free(taken, middle - 4);
      taken.add(height);
      boolean fits = centre + 7 + Svg.width(point.name(), FONT) <= plot.left() + plot.width() + 8;
      svg.text(
          centre + (fits ? 7 : -7),
          height,
          fits ? Anchor.START : Anchor.END,
          FONT,
          point.onFrontier() ? Palette.INK : Palette.SOFT,
          point.name());
    }
    plot.axes(data.labelX(), data.labelY());
  }

  /** A height near to the wanted one where no name stands yet. */
  private static double free(List<Double> taken, double wanted) {
    double height = wanted;
    while (isTaken(taken, height)) {
      height += FONT + 1;
    }
    return height;
  }

  private static boolean isTaken(List<Double> taken, double height) {
    return taken.stream().anyMatch(other -> Math.abs(other - height) < FONT);
  }

  private List<Spot> stairs(Plot plot) {
    List<Spot> spots = new ArrayList<>();
    for (Place place : data.frontier()) {
      if (!spots.isEmpty()) {
        spots.add(new Spot(plot.atX(place.x()), spots.get(spots.size() - 1).y()));
      }
      spots.add(plot.at(place.x(), place.y()));
    }
    if (!spots.isEmpty()) {
      spots.add(new Spot(plot.left() + plot.width(), spots.get(spots.size() - 1).y()));
    }
    return spots;
  }

  @Override
  public DataTable table() {
    DataTable.Builder table =
        new DataTable.Builder("name", "x", "y", "low", "high", "compared", "frontier")
            .comment("x: " + data.labelX() + "; y: " + data.labelY());
    for (Point point : data.points()) {
      table.row(
          point.name(),
          point.x(),
          point.y(),
          point.low(),
          point.high(),
          point.compared() ? 1 : 0,
          point.onFrontier() ? 1 : 0);
    }
    return table.build();
  }
}
