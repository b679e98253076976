package org.orthant.reports.figure;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.orthant.reports.chart.ScatterData;
import org.orthant.reports.chart.ScatterData.Place;
import org.orthant.reports.chart.ScatterData.Point;
import org.orthant.reports.chart.ScatterData.Series;
import org.orthant.reports.figure.Svg.Spot;

/** Layers against their dimension. */
record ScatterDrawing(ScatterData data) implements Drawing {

  @Override
  public void draw(Svg svg, Box box) {
    List<Point> points = data.series().stream().flatMap(each -> each.points().stream()).toList();
    double[] heights =
        Stream.concat(
                points.stream().flatMap(point -> Stream.of(point.y(), point.low(), point.high())),
                lines().stream().map(Place::y))
            .filter(height -> height != null && (!data.logarithmic() || height > 0))
            .mapToDouble(Double::doubleValue)
            .toArray();
    AxisScale x =
        new AxisScale(
                points.stream().mapToDouble(Point::x).min().orElse(1),
                points.stream().mapToDouble(Point::x).max().orElse(2),
                true,
                "")
            .spared(0.06);
    AxisScale y =
        new AxisScale(
                DoubleStream.of(heights).min().orElse(1),
                DoubleStream.of(heights).max().orElse(2),
                data.logarithmic(),
                data.degrees() ? "°" : "")
            .spared(0.06);
    Plot plot = box.plot(svg, x, y);
    plot.line(spots(plot, data.theory()), Pen.REFERENCE);
    for (int i = 0; i < data.series().size(); i++) {
      Series series = data.series().get(i);
      Pen pen = Pen.of(i);
      plot.line(spots(plot, series.expected()), new Pen(pen.colour(), 1, "4 2"));
      plot.line(spots(plot, series.fit()), Pen.solid(pen.colour(), 0.8));
      for (Point point : series.points()) {
        plot.whisker(point.x(), point.low(), point.high(), Pen.solid(pen.colour(), 0.9));
        if (!data.logarithmic() || point.y() > 0) {
          svg.symbol(plot.atX(point.x()), plot.atY(point.y()), i, pen.colour(), Palette.PAPER);
        }
      }
    }
    plot.axes("d", data.label());
  }

  private List<Place> lines() {
    List<Place> all = new ArrayList<>(data.theory());
    data.series().forEach(series -> all.addAll(series.expected()));
    return all;
  }

  private static List<Spot> spots(Plot plot, List<Place> places) {
    return places.stream().map(place -> plot.at(place.x(), place.y())).toList();
  }

  @Override
  public Legend legend() {
    List<Legend.Entry> entries = new ArrayList<>();
    for (int i = 0; i < data.series().size(); i++) {
      entries.add(
          new Legend.Entry(data.series().get(i).name(), new Pen(Palette.colour(i), 0, ""), i));
      if (!data.series().get(i).expected().isEmpty()) {
        entries.add(new Legend.Entry("Gaussian vectors", new Pen(Palette.colour(i), 1, "4 2"), -1));
      }
    }
    if (!data.theory().isEmpty()) {
      entries.add(new Legend.Entry("theory, ∝ 1/√d", Pen.REFERENCE, -1));
    }
    return new Legend(entries);
  }

  @Override
  public DataTable table() {
    DataTable.Builder table =
        new DataTable.Builder("series", "layer", "d", "y", "low", "high")
            .comment("y: " + data.label());
    for (int i = 0; i < data.series().size(); i++) {
      table.comment("series " + i + ": " + data.series().get(i).name());
      for (Point point : data.series().get(i).points()) {
        table.row(i, point.layer(), point.x(), point.y(), point.low(), point.high());
      }
    }
    for (Place place : data.theory()) {
      table.row(-1, "theory", place.x(), place.y(), null, null);
    }
    return table.build();
  }
}
