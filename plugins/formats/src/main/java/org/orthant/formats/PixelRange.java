package org.orthant.formats;

import org.orthant.api.Id;

/** Between which numbers the pixels lay that a network was trained on. */
public enum PixelRange {
  /** Bytes as they are. */
  @Id("0..255")
  BYTES(127.5, 127.5),
  @Id("0..1")
  UNIT(0.5, 0.5),
  @Id("-1..1")
  SIGNED(1, 0);

  private final double factor;
  private final double shift;

  PixelRange(double factor, double shift) {
    this.factor = factor;
    this.shift = shift;
  }

  /** What a pixel in [−1, 1] is multiplied with. */
  double factor() {
    return factor;
  }

  /** What is added then. */
  double shift() {
    return shift;
  }
}
