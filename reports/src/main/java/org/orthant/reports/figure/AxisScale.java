package org.orthant.reports.figure;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

/**
 * Numbers along an axis.
 *
 * @param low at one end
 * @param high at the other; above {@code low}
 * @param logarithmic where both are above 0
 * @param unit behind each number, such as °; may be empty
 */
record AxisScale(double low, double high, boolean logarithmic, String unit) {
  private static final int ABOUT_TICKS = 5;
  private static final int MOST_TICKS = 2 * ABOUT_TICKS;

  AxisScale {
    if (!(low < high)) {
      double around = Math.max(Math.abs(low), 1) / 2;
      high = low + around;
      low = low - around;
    }
    logarithmic = logarithmic && low > 0;
  }

  static AxisScale linear(double low, double high) {
    return new AxisScale(low, high, false, "");
  }

  /** Returns the same with something to spare at both ends. */
  AxisScale spared(double part) {
    if (logarithmic) {
      double factor = StrictMath.pow(high / low, part);
      return new AxisScale(low / factor, high * factor, true, unit);
    }
    double spare = (high - low) * part;
    return new AxisScale(low - spare, high + spare, false, unit);
  }

  /** Returns which part of the axis lies before a number. */
  double part(double value) {
    return logarithmic
        ? StrictMath.log(value / low) / StrictMath.log(high / low)
        : (value - low) / (high - low);
  }

  /** Round numbers, few enough to be read. */
  List<Double> ticks() {
    return logarithmic ? logarithmicTicks() : linearTicks();
  }

  private List<Double> linearTicks() {
    double rough = (high - low) / ABOUT_TICKS;
    double power = StrictMath.pow(10, Math.floor(StrictMath.log10(rough)));
    double step = power;
    for (double factor : new double[] {1, 2, 5, 10}) {
      step = factor * power;
      if (step >= rough) {
        break;
      }
    }
    double first = Math.ceil(low / step - 1e-9);
    List<Double> ticks = new ArrayList<>();
    for (int i = 0; i <= MOST_TICKS; i++) {
      double tick = (first + i) * step;
      if (tick <= high + 1e-9 * step && !ticks.contains(tick)) {
        ticks.add(tick);
      }
    }
    return ticks;
  }

  private List<Double> logarithmicTicks() {
    List<Double> ticks = new ArrayList<>();
    int first = (int) Math.floor(StrictMath.log10(low));
    int last = (int) Math.ceil(StrictMath.log10(high));
    double[] multiples = last - first > 3 ? new double[] {1} : new double[] {1, 2, 5};
    int every = Math.max(1, (last - first) / 6);
    for (int exponent = first; exponent <= last; exponent += every) {
      for (double multiple : multiples) {
        double tick = multiple * StrictMath.pow(10, exponent);
        if (low <= tick * (1 + 1e-9) && tick <= high * (1 + 1e-9)) {
          ticks.add(tick);
        }
      }
    }
    return ticks;
  }

  /** A number as its tick says it. */
  String written(double value) {
    if (!Double.isFinite(value)) {
      return "";
    }
    double step = logarithmic ? Math.abs(value) : (high - low) / ABOUT_TICKS;
    if (Math.abs(value) < 1e-9 * Math.max(step, 1e-300)) {
      return "0" + unit;
    }
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(5)).stripTrailingZeros();
    boolean plain = Math.abs(value) < 1e6 && Math.abs(value) >= 1e-4;
    return (plain ? rounded.toPlainString() : rounded.toString()).replace('-', '−') + unit;
  }
}
