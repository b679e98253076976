package org.orthant.probes.advice;

import java.math.BigDecimal;
import java.util.Locale;

/** What one advised network must keep to. */
record Budget(Kind kind, double limit) {
  /** A cost that is above by no more than rounding is within. */
  private static final double ROUNDING = 1e-9;

  /** What is limited. */
  enum Kind {
    BITS_PER_WEIGHT("at most %s bits per weight"),
    RELATIVE_COST("at most %s of the cost in full precision"),
    MAX_ACCURACY_DROP("at most %s of accuracy lost");

    private final String goal;

    Kind(String goal) {
      this.goal = goal;
    }
  }

  boolean ofCost() {
    return kind != Kind.MAX_ACCURACY_DROP;
  }

  /** Whether a network keeps to it, of which that is known. */
  boolean admits(double cost, double change) {
    return ofCost() ? cost <= limit * (1 + ROUNDING) : change >= -limit - ROUNDING;
  }

  /** A name for files and findings. */
  String name() {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-') + "-" + number();
  }

  /** Returns what is sought, in words. */
  String goal() {
    return String.format(Locale.ROOT, kind.goal, number());
  }

  private String number() {
    return BigDecimal.valueOf(limit).stripTrailingZeros().toPlainString();
  }
}
