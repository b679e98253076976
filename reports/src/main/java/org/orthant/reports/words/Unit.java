package org.orthant.reports.words;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import java.util.OptionalDouble;

/** How a metric's numbers are written. */
public enum Unit {
  /** Two decimals and °, powers of ten where no angle is so large. */
  DEGREES {
    @Override
    String finite(double value) {
      return Math.abs(value) < 1e5
          ? signed(String.format(Locale.ROOT, "%.2f", value)) + "°"
          : NUMBER.finite(value) + "°";
    }
  },
  /** Fractions in percent, with one decimal. */
  PERCENT {
    @Override
    String finite(double value) {
      return Math.abs(value) < 1e5
          ? signed(String.format(Locale.ROOT, "%.1f", 100 * value)) + NARROW_SPACE + "%"
          : NUMBER.finite(value);
    }
  },
  /** Changes of fractions in percentage points, with one decimal and a sign. */
  POINTS {
    @Override
    String finite(double value) {
      if (Math.abs(value) >= 1e5) {
        return NUMBER.finite(value);
      }
      String points = String.format(Locale.ROOT, "%+.1f", 100 * value);
      return signed(points.matches("[+-]0\\.0") ? "0.0" : points);
    }
  },
  /** Two decimals and dB, powers of ten where no ratio is so large. */
  DECIBELS {
    @Override
    String finite(double value) {
      return Math.abs(value) < 1e5
          ? signed(String.format(Locale.ROOT, "%.2f", value)) + NARROW_SPACE + "dB"
          : NUMBER.finite(value) + NARROW_SPACE + "dB";
    }
  },
  /** Whole numbers where they are whole. */
  COUNT {
    @Override
    String finite(double value) {
      return value == Math.rint(value) && Math.abs(value) < 1e15
          ? count((long) value)
          : NUMBER.finite(value);
    }
  },
  /** Four decimals below 10, four significant digits above, powers of ten at the far ends. */
  NUMBER {
    @Override
    String finite(double value) {
      double size = Math.abs(value);
      if (size == 0) {
        return "0";
      }
      if (size < 1e-3 || size >= 1e5) {
        return powerOfTen(value);
      }
      BigDecimal rounded = new BigDecimal(size).round(new MathContext(4));
      int integerDigits = rounded.precision() - rounded.scale();
      int decimals = integerDigits <= 1 ? 4 : Math.max(0, 4 - integerDigits);
      return signed(String.format(Locale.ROOT, "%." + decimals + "f", value));
    }
  };

  private static final char MINUS = '−';
  private static final char NARROW_SPACE = '\u202f';
  private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

  abstract String finite(double value);

  /** The number as a reader sees it; NaN is undefined. */
  public String write(double value) {
    if (Double.isNaN(value)) {
      return "undefined";
    }
    return Double.isInfinite(value) ? (value < 0 ? MINUS + "∞" : "∞") : finite(value);
  }

  /** Both ends of an interval, if both are known. */
  public String interval(OptionalDouble low, OptionalDouble high) {
    return low.isPresent() && high.isPresent()
        ? "[" + write(low.getAsDouble()) + ", " + write(high.getAsDouble()) + "]"
        : "";
  }

  /** A whole number in groups of three digits. */
  public static String count(long count) {
    String digits = Long.toString(Math.abs(count));
    StringBuilder grouped = new StringBuilder(count < 0 ? String.valueOf(MINUS) : "");
    for (int i = 0; i < digits.length(); i++) {
      if (i > 0 && (digits.length() - i) % 3 == 0) {
        grouped.append(NARROW_SPACE);
      }
      grouped.append(digits.charAt(i));
    }
    return grouped.toString();
  }

  /** A whole number of something. */
  public static String count(long count, String one, String many) {
    return count(count) + " " + (count == 1 ? one : many);
  }

  private static String signed(String number) {
    return number.matches("-0(\\.0*)?") ? number.substring(1) : number.replace('-', MINUS);
  }

  private static String powerOfTen(double value) {
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(3));
    int exponent = rounded.precision() - rounded.scale() - 1;
    BigDecimal mantissa = rounded.movePointLeft(exponent).setScale(2);
    StringBuilder raised = new StringBuilder(exponent < 0 ? "⁻" : "");
    for (char digit : Integer.toString(Math.abs(exponent)).toCharArray()) {
      raised.append(SUPERSCRIPTS.charAt(digit - '0'));
    }
    return signed(mantissa.toPlainString()) + " × 10" + raised;
  }
}
