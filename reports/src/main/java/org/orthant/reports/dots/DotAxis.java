package org.orthant.reports.dots;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/** A linear axis from a round number to a round number, with round numbers between them. */
public final class DotAxis {
  private static final int MOST_STEPS = 6;
  private static final BigDecimal SMALLEST = new BigDecimal("1e-12");
  private static final List<BigDecimal> FACTORS =
      List.of(new BigDecimal(2), new BigDecimal("2.5"), new BigDecimal(2));

  private final double low;
  private final double high;
  private final BigDecimal step;
  private final int scale;

  private DotAxis(double low, double high, BigDecimal step, int scale) {
    this.low = low;
    this.high = high;
    this.step = step;
    this.scale = scale;
  }

  /** A round number on the axis and its place in percent of the width. */
  public record Tick(double at, String text) {}

  /**
   * The axis on which all these values lie.
   *
   * @param values those that are not finite are left out
   * @param scale what ticks are multiplied with, such as 100 for percent
   */
  public static DotAxis over(DoubleStream values, int scale) {
    double[] finite =
        values.filter(Double::isFinite).filter(value -> Math.abs(value) < 1e12).toArray();
    double low = DoubleStream.of(finite).min().orElse(0);
    double high = DoubleStream.of(finite).max().orElse(1);
    double room = high > low ? (high - low) / 20 : Math.max(Math.abs(high), 1) / 100;
    return between(low - room, high + room, scale);
  }

  private static DotAxis between(double low, double high, int scale) {
    BigDecimal step = SMALLEST;
    for (int i = 0; (high - low) / step.doubleValue() > MOST_STEPS; i++) {
      step = step.multiply(FACTORS.get(i % FACTORS.size()));
    }
    return new DotAxis(low, high, step, scale);
  }

  /** Returns where a value lies, in percent of the width. */
  public double place(double value) {
    double place = 100 * (value - low) / (high - low);
    return Math.rint(100 * Math.max(0, Math.min(100, place))) / 100;
  }

  /** The round numbers. */
  public List<Tick> ticks() {
    List<Tick> ticks = new ArrayList<>();
    double each = step.doubleValue();
    for (long i = (long) Math.ceil(low / each); i * each <= high; i++) {
      BigDecimal value = step.multiply(BigDecimal.valueOf(i));
      ticks.add(new Tick(place(value.doubleValue()), text(value)));
    }
    return ticks;
  }

  private String text(BigDecimal value) {
    String text =
        value
            .multiply(BigDecimal.valueOf(scale))
            .round(MathContext.DECIMAL32)
            .stripTrailingZeros()
            .toPlainString();
    return text.replace('-', '−');
  }
}
