package org.orthant.api.model;

/** The rows and columns that are added around an image. */
public record Pads(int top, int bottom, int left, int right) {
  /** No padding: every window lies inside the image. */
  public static final Pads NONE = new Pads(0, 0, 0, 0);

  public Pads {
    if (top < 0 || bottom < 0 || left < 0 || right < 0) {
      throw new IllegalArgumentException(
          "pads must not be negative, are " + top + ", " + bottom + ", " + left + ", " + right);
    }
  }

  /** Returns the same padding on every side. */
  public static Pads all(int margin) {
    return new Pads(margin, margin, margin, margin);
  }

  /**
   * The image with its pads.
   *
   * @throws ArithmeticException if it is too large to count
   */
  public ImageShape around(ImageShape image) {
    return new ImageShape(
        Math.addExact(image.height(), Math.addExact(top, bottom)),
        Math.addExact(image.width(), Math.addExact(left, right)),
        image.channels());
  }

  @Override
  public String toString() {
    return "[" + top + ", " + bottom + ", " + left + ", " + right + "]";
  }
}
