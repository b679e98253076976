package org.orthant.framework.pace;

import java.util.Locale;

/** A length of time as one says it. */
public final class TimeText {
  private static final double MINUTE = 60;
  private static final double HOUR = 60 * MINUTE;

  private TimeText() {}

  /** Seconds below a minute and a half, minutes below an hour and a half, else hours. */
  public static String of(double seconds) {
    if (seconds < 1.5 * MINUTE) {
      return String.format(Locale.ROOT, "%d s", Math.max(1, Math.round(seconds)));
    }
    return seconds < 1.5 * HOUR
        ? String.format(Locale.ROOT, "%d min", Math.round(seconds / MINUTE))
        : String.format(Locale.ROOT, "%.1f h", seconds / HOUR);
  }
}
