package org.orthant.reports.figure;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import org.orthant.reports.chart.LinesData;
import org.orthant.reports.chart.LinesData.Line;
import org.orthant.reports.figure.Svg.Spot;

/** Several lines on the same axes, with whiskers. */
record LinesDrawing(LinesData data) implements Drawing {
  private static final int MOST_SYMBOLS = 20;

  @Override
  public void draw(Svg svg, Box box) {
    Plot plot =
        box.plot(
            svg,
            over(data.lines().stream().map(Line::x).toList(), data.logarithmic(), "").spared(0.03),
            over(
                    data.lines().stream()
                        .flatMap(line -> List.of(line.y(), line.low(), line.high()).stream())
                        .toList(),
                    false,
                    data.degrees() ? "°" : "")
                .spared(0.05));
    for (int series = 0; series < data.lines().size(); series++) {
      Line line = data.lines().get(series);
      Pen pen = Pen.of(series);
      List<Spot> spots = new ArrayList<>();
      for (int i = 0; i < line.x().size(); i++) {
        spots.add(plot.at(line.x().get(i), line.y().get(i)));
        if (!line.low().isEmpty()) {
          plot.whisker(line.x().get(i), line.low().get(i), line.high().get(i), pen);
        }
      }
      plot.line(spots, pen);
      if (spots.size() <= MOST_SYMBOLS) {
        for (Spot spot : spots) {
          svg.symbol(spot.x(), spot.y(), series, pen.colour(), pen.colour());
        }
      }
    }
    plot.axes(data.labelX(), data.labelY());
  }

  private static AxisScale over(List<List<Double>> lists, boolean logarithmic, String unit) {
    double[] all =
        lists.stream()
            .flatMapToDouble(
                list ->
                    list.stream()
                        .filter(value -> value != null && Double.isFinite(value))
                        .mapToDouble(Double::doubleValue))
            .toArray();
    return new AxisScale(
        DoubleStream.of(all).min().orElse(0),
        DoubleStream.of(all).max().orElse(1),
        logarithmic,
        unit);
  }

  @Override
  public Legend legend() {
    List<Legend.Entry> entries = new ArrayList<>();
    for (int series = 0; series < data.lines().size(); series++) {
      boolean few = data.lines().get(series).x().size() <= MOST_SYMBOLS;
      entries.add(
          new Legend.Entry(data.lines().get(series).name(), Pen.of(series), few ? series : -1));
    }
    return new Legend(entries);
  }

  @Override
  public DataTable table() {
    DataTable.Builder table =
        new DataTable.Builder("series", "x", "y", "low", "high")
            .comment("x: " + data.labelX() + "; y: " + data.labelY());
    for (int series = 0; series < data.lines().size(); series++) {
      Line line = data.lines().get(series);
      table.comment("series " + series + ": " + line.name());
      for (int i = 0; i < line.x().size(); i++) {
        table.row(
            series,
            line.x().get(i),
            line.y().get(i),
            line.low().isEmpty() ? null : line.low().get(i),
            line.high().isEmpty() ? null : line.high().get(i));
      }
      table.gap();
    }
    return table.build();
  }
}
