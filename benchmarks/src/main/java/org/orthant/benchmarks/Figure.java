package org.orthant.benchmarks;

/** How fast something was. */
record Figure(double value, Unit unit) {

  /** Returns how many times faster this is than the other, which has the same unit. */
  double timesFasterThan(Figure other) {
    return unit.moreIsBetter() ? value / other.value : other.value / value;
  }

  @Override
  public String toString() {
    return unit.text(value);
  }
}
