package org.orthant.datasets.decoding;

/** Height and width in pixels. */
public record Size(int height, int width) {

  /** Returns how many there are. */
  public long pixels() {
    return (long) height * width;
  }

  /** Whether another one fits in. */
  public boolean holds(Size other) {
    return height >= other.height && width >= other.width;
  }

  /**
   * As torchvision resizes: the shorter side becomes this long, and the longer one keeps the
   * proportion, rounded down.
   *
   * @throws ArithmeticException if the longer one is 2^31 pixels or more
   */
  public Size resized(int shorter) {
    return height <= width
        ? new Size(shorter, longer(shorter, width, height))
        : new Size(longer(shorter, height, width), shorter);
  }

  private static int longer(int shorter, int longSide, int shortSide) {
    return Math.toIntExact((long) ((double) ((long) shorter * longSide) / shortSide));
  }

  @Override
  public String toString() {
    return height + "×" + width;
  }
}
