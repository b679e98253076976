package org.orthant.api.data;

import org.orthant.api.Id;

/**
 * Between which numbers pixels lie in somebody's files, or lay when a network was trained: Orthant
 * has them in [−1, 1]. A number there is {@code p · factor + shift} of a pixel {@code p} here.
 */
public enum PixelRange {
  /** Bytes as they are. */
  @Id("0..255")
  BYTES(127.5, 127.5),
  /** Bytes divided by 255. */
  @Id("0..1")
  UNIT(0.5, 0.5),
  /** The range of Orthant's own networks. */
  @Id("-1..1")
  SIGNED(1, 0);

  private final double factor;
  private final double shift;

  PixelRange(double factor, double shift) {
    this.factor = factor;
    this.shift = shift;
  }

  /** Returns the factor by which a pixel in [−1, 1] is multiplied before the shift is added. */
  public double factor() {
    return factor;
  }

  /** Returns the shift that is added to the product: the value of a pixel 0 in this range. */
  public double shift() {
    return shift;
  }
}
