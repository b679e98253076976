package org.orthant.api.model;

import java.util.Locale;

/** Height × width × channels, the order in which an image lies in memory. */
public record ImageShape(int height, int width, int channels) {
  public ImageShape {
    if (height < 1 || width < 1 || channels < 1) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "an image has at least one pixel and channel: %d × %d × %d",
              height,
              width,
              channels));
    }
  }

  /** A vector as an image of one pixel. */
  public static ImageShape vector(int length) {
    return new ImageShape(1, 1, length);
  }

  /** Returns how many numbers one image holds. */
  public int size() {
    return Math.multiplyExact(Math.multiplyExact(height, width), channels);
  }

  @Override
  public String toString() {
    return height + "×" + width + "×" + channels;
  }
}
