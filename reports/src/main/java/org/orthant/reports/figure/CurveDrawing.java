package org.orthant.reports.figure;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import org.orthant.reports.chart.Figure.CurveData;
import org.orthant.reports.figure.Svg.Spot;

/** One quantity along another, with what is expected. */
record CurveDrawing(CurveData data) implements Drawing {
  private static final int MOST_SYMBOLS = 30;

  @Override
  public void draw(Svg svg, Box box) {
    AxisScale x =
        new AxisScale(least(data.x()), most(data.x()), data.logarithmic(), "").spared(0.03);
    AxisScale y =
        AxisScale.linear(
                Math.min(least(data.y()), least(data.reference())),
                Math.max(most(data.y()), most(data.reference())))
            .spared(0.05);
    Plot plot = box.plot(svg, x, y);
    List<Spot> spots = spots(plot, data.y());
    plot.line(spots, Pen.of(0));
    if (spots.size() <= MOST_SYMBOLS) {
      spots.forEach(
          spot -> svg.symbol(spot.x(), spot.y(), 0, Palette.colour(0), Palette.colour(0)));
    }
    plot.line(spots(plot, data.reference()), Pen.REFERENCE);
    plot.axes(data.labelX(), data.labelY());
  }

  private List<Spot> spots(Plot plot, List<Double> heights) {
    List<Spot> spots = new ArrayList<>();
    for (int i = 0; i < heights.size(); i++) {
      spots.add(plot.at(data.x().get(i), heights.get(i)));
    }
    return spots;
  }

  private static double least(List<Double> values) {
    return stream(values).min().orElse(Double.POSITIVE_INFINITY);
  }

  private static double most(List<Double> values) {
    return stream(values).max().orElse(Double.NEGATIVE_INFINITY);
  }

  private static DoubleStream stream(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue);
  }

  @Override
  public Legend legend() {
    return data.reference().isEmpty()
        ? new Legend(List.of())
        : new Legend(
            List.of(
                new Legend.Entry("measured", Pen.of(0), 0),
                new Legend.Entry("expected", Pen.REFERENCE, -1)));
  }

  @Override
  public DataTable table() {
    DataTable.Builder table =
        new DataTable.Builder("x", "y", "expected")
            .comment("x: " + data.labelX() + "; y: " + data.labelY());
    for (int i = 0; i < data.x().size(); i++) {
      table.row(
          data.x().get(i),
          i < data.y().size() ? data.y().get(i) : null,
          data.reference().isEmpty() ? null : data.reference().get(i));
    }
    return table.build();
  }
}
