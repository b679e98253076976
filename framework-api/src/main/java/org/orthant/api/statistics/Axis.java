package org.orthant.api.statistics;

import java.util.Locale;

/**
 * Equal bins over a range, fixed before anything is counted.
 *
 * @param low the lower edge of the first bin
 * @param high the upper edge of the last bin
 * @param bins how many
 */
public record Axis(double low, double high, int bins) {
  public Axis {
    if (!(low < high) || bins < 1 || Double.isInfinite((high - low) * bins)) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "no axis from %s to %s in %d", low, high, bins));
    }
  }

  public double width() {
    return (high - low) / bins;
  }

  /** The bin that holds x: its lower edge belongs to it. Outside, −1 or {@code bins}. */
  public int bin(double x) {
    if (x < low) {
      return -1;
    }
    return x >= high ? bins : (int) Math.min(bins - 1, (x - low) * bins / (high - low));
  }

  public double center(int bin) {
    return low + (bin + 0.5) * width();
  }
}
