package org.orthant.reports.figure;

import java.util.ArrayList;
import java.util.List;
import org.orthant.reports.chart.Figure.DistributionData;
import org.orthant.reports.figure.Svg.Spot;

/** Bars of what was measured, and lines of what is expected, as densities. */
record DistributionDrawing(DistributionData data) implements Drawing {

  private double width() {
    return (data.axis().high() - data.axis().low()) / data.axis().bins();
  }

  private double low(int bin) {
    return data.axis().low() + bin * width();
  }

  private double density(int bin) {
    return data.total() == 0 ? 0 : data.counts().get(bin) / (data.total() * width());
  }

  private List<Double> densities(List<Double> probabilities) {
    return probabilities.stream().map(part -> part / width()).toList();
  }

  @Override
  public void draw(Svg svg, Box box) {
    double most = 0;
    for (int bin = 0; bin < data.axis().bins(); bin++) {
      most = Math.max(most, density(bin));
    }
    for (List<Double> line : List.of(densities(data.reference()), densities(data.randomPair()))) {
      most = Math.max(most, line.stream().mapToDouble(Double::doubleValue).max().orElse(0));
    }
    AxisScale x =
        new AxisScale(data.shown().low(), data.shown().high(), false, data.degrees() ? "°" : "");
    Plot plot = box.plot(svg, x, AxisScale.linear(0, most == 0 ? 1 : most * 1.06));
    plot.clip();
    for (int bin = 0; bin < data.axis().bins(); bin++) {
      if (density(bin) > 0) {
        double from = plot.atX(low(bin));
        double top = plot.atY(density(bin));
        svg.rectangle(
            from,
            top,
            Math.max(0.4, plot.atX(low(bin + 1)) - from - 0.3),
            plot.atY(0) - top,
            Palette.BAR);
      }
    }
    plot.line(spots(plot, densities(data.reference())), Pen.REFERENCE);
    plot.line(spots(plot, densities(data.randomPair())), new Pen(Palette.RANDOM, 1.1, "1.5 2"));
    svg.unclip();
    plot.axes(data.label(), data.degrees() ? "density, per degree" : "density");
  }

  private List<Spot> spots(Plot plot, List<Double> densities) {
    List<Spot> spots = new ArrayList<>();
    for (int bin = 0; bin < densities.size(); bin++) {
      spots.add(plot.at(low(bin) + width() / 2, densities.get(bin)));
    }
    return spots;
  }

  @Override
  public Legend legend() {
    List<Legend.Entry> entries = new ArrayList<>();
    entries.add(new Legend.Entry("measured", Pen.solid(Palette.BAR, 6), -1));
    if (!data.reference().isEmpty()) {
      entries.add(new Legend.Entry("expected", Pen.REFERENCE, -1));
    }
    if (!data.randomPair().isEmpty()) {
      entries.add(new Legend.Entry("random pair", new Pen(Palette.RANDOM, 1.1, "1.5 2"), -1));
    }
    return new Legend(entries);
  }

  @Override
  public DataTable table() {
    DataTable.Builder table =
        new DataTable.Builder("low", "high", "count", "density", "expected", "randompair")
            .comment(data.label() + ": " + data.total() + " " + data.counted())
            .comment("density, expected and randompair are densities; nan where there is none");
    for (int bin = 0; bin < data.axis().bins(); bin++) {
      table.row(
          low(bin),
          low(bin + 1),
          data.counts().get(bin),
          density(bin),
          at(data.reference(), bin),
          at(data.randomPair(), bin));
    }
    return table.build();
  }

  private Double at(List<Double> probabilities, int bin) {
    return probabilities.isEmpty() ? null : Double.valueOf(probabilities.get(bin) / width());
  }
}
