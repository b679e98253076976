package org.orthant.benchmarks;

import java.util.Locale;

/** What a figure counts. */
enum Unit {
  SECONDS("%.1f s", false),
  IMAGES_PER_SECOND("%.0f images/s", true),
  TRAINED_IMAGES_PER_SECOND("%.1f images/s", true),
  BILLION_PRODUCTS_PER_SECOND("%.0f GMAC/s", true),
  MILLISECONDS_PER_IMAGE("%.2f ms/image", false),
  MICROSECONDS_PER_VECTOR("%.2f µs/vector", false),
  NANOSECONDS_PER_PAIR("%.2f ns/pair", false);

  private final String format;
  private final boolean moreIsBetter;

  Unit(String format, boolean moreIsBetter) {
    this.format = format;
    this.moreIsBetter = moreIsBetter;
  }

  String text(double value) {
    return String.format(Locale.ROOT, format, value);
  }

  boolean moreIsBetter() {
    return moreIsBetter;
  }
}
