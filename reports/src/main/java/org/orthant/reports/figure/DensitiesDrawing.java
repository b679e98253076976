package org.orthant.reports.figure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.orthant.reports.figure.Svg.Spot;

/**
 * Densities on the same axes.
 *
 * @param unit of the horizontal axis
 * @param low where that begins
 * @param high where it ends
 * @param top where the vertical one ends, and what is higher leaves the picture
 * @param marks where vertical dotted lines stand
 */
record DensitiesDrawing(
    String label,
    String unit,
    List<Density> densities,
    double low,
    double high,
    double top,
    List<Double> marks)
    implements Drawing {
  private static final Pen MARK = new Pen(Palette.SOFT, 0.9, "1.5 2");

  /** Below this part of its peak a density is not worth widening the picture for. */
  private static final double NEGLIGIBLE = 0.004;

  DensitiesDrawing {
    densities = List.copyOf(densities);
    marks = List.copyOf(marks);
  }

  /** Shown where the densities lie. */
  static DensitiesDrawing of(String label, String unit, List<Density> densities) {
    return new DensitiesDrawing(
        label,
        unit,
        densities,
        densities.stream().mapToDouble(each -> each.low(NEGLIGIBLE)).min().orElse(0),
        densities.stream().mapToDouble(each -> each.high(NEGLIGIBLE)).max().orElse(1),
        1.05 * densities.stream().mapToDouble(Density::most).max().orElse(1),
        List.of());
  }

  /** Returns the same with vertical lines. */
  DensitiesDrawing marking(List<Double> places) {
    return new DensitiesDrawing(label, unit, densities, low, high, top, places);
  }

  @Override
  public void draw(Svg svg, Box box) {
    AxisScale x = new AxisScale(low, high, false, unit);
    Plot plot = box.plot(svg, x, AxisScale.linear(0, top));
    plot.clip();
    for (double mark : marks) {
      svg.line(plot.atX(mark), plot.top(), plot.atX(mark), plot.top() + plot.height(), MARK);
    }
    densities.forEach(density -> plot.line(spots(plot, density), density.pen()));
    svg.unclip();
    plot.axes(label, unit.isEmpty() ? "density" : "density, per degree");
  }

  private static List<Spot> spots(Plot plot, Density density) {
    List<Spot> spots = new ArrayList<>();
    for (int bin = 0; bin < density.values().size(); bin++) {
      double middle = density.axis().edge(bin) + density.axis().width() / 2;
      spots.add(plot.at(middle, density.values().get(bin)));
    }
    return spots;
  }

  /** Densities of one name share an entry. */
  @Override
  public Legend legend() {
    Map<String, Legend.Entry> entries = new LinkedHashMap<>();
    for (Density density : densities) {
      if (!density.name().isEmpty()) {
        entries.putIfAbsent(density.name(), new Legend.Entry(density.name(), density.pen(), -1));
      }
    }
    return new Legend(List.copyOf(entries.values()));
  }

  @Override
  public DataTable table() {
    DataTable.Builder table =
        new DataTable.Builder("series", "x", "density").comment("x: " + label);
    for (int series = 0; series < densities.size(); series++) {
      Density density = densities.get(series);
      table.comment("series " + series + ": " + density.name());
      for (int bin = 0; bin < density.values().size(); bin++) {
        table.row(
            series,
            density.axis().edge(bin) + density.axis().width() / 2,
            density.values().get(bin));
      }
      table.gap();
    }
    return table.build();
  }
}
