package org.orthant.reports.dots;

import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * Rows of dots on one axis. Places are percents of the width.
 *
 * @param title what is shown; empty where that stands above
 * @param caption how to read it; empty where that stands above
 * @param zero where 0 lies, where that means something
 */
public record DotPlot(
    String title, String caption, List<Row> rows, List<DotAxis.Tick> ticks, Optional<Double> zero) {

  /**
   * A row.
   *
   * @param text the numbers in words
   * @param style what the style sheet calls the row's colour; empty for none
   * @param reaches intervals, and what joins dots
   */
  public record Row(String name, String text, String style, List<Reach> reaches, List<Dot> dots) {}

  /**
   * A value.
   *
   * @param style what the style sheet calls it
   */
  public record Dot(double at, String style) {}

  /** From one value to another. */
  public record Reach(double from, double width, String style) {
    /** Between two values in any order. */
    public static Reach between(DotAxis axis, double one, double other, String style) {
      double from = axis.place(Math.min(one, other));
      return new Reach(
          from, Math.rint(100 * (axis.place(Math.max(one, other)) - from)) / 100, style);
    }
  }

  /** Returns where 0 lies on an axis; nothing where it lies beyond. */
  public static Optional<Double> zero(DotAxis axis) {
    return DoubleStream.of(axis.place(0))
        .filter(place -> place > 0 && place < 100)
        .boxed()
        .findFirst();
  }
}
