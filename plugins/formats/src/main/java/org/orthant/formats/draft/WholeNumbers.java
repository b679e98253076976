package org.orthant.formats.draft;

import org.orthant.api.model.Storage;

/** How whole numbers are kept. */
final class WholeNumbers {
  private WholeNumbers() {}

  /** Those from {@code low} to {@code high}, in the bits that tell them apart. */
  static Storage storage(double low, double high) {
    long last = Math.max(1, Math.round(high - low));
    int bits = Long.SIZE - Long.numberOfLeadingZeros(last);
    return Storage.of(low == -1 && high == 1 ? Storage.Kind.TERNARY : Storage.Kind.INTEGER, bits);
  }
}
