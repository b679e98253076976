package org.orthant.api.model;

/** A number of rows by a number of columns. */
public record Extent(int height, int width) {
  /** One by one. */
  public static final Extent ONE = new Extent(1, 1);

  public Extent {
    if (height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "height and width must be at least 1, are " + height + " and " + width);
    }
  }

  /** A square. */
  public static Extent square(int side) {
    return new Extent(side, side);
  }

  /** Height × width. */
  public int area() {
    return Math.multiplyExact(height, width);
  }

  @Override
  public String toString() {
    return height + "×" + width;
  }
}
