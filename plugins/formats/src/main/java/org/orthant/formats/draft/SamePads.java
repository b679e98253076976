package org.orthant.formats.draft;

import org.orthant.api.model.ImageShape;
import org.orthant.api.model.Pads;
import org.orthant.api.model.Window;

/** Pads with which a window has as many positions on an image as there are strides. */
public final class SamePads {
  private SamePads() {}

  /**
   * The pads, of an odd number one more at the bottom and on the right.
   *
   * @param unpadded the window, whose own pads do not matter
   */
  public static Pads of(Window unpadded, ImageShape image) {
    return of(unpadded, image, 0);
  }

  /** The pads, of an odd number one more at the top and on the left. */
  public static Pads moreAtTheTop(Window unpadded, ImageShape image) {
    return of(unpadded, image, 1);
  }

  private static Pads of(Window unpadded, ImageShape image, int more) {
    int rows = count(image.height(), unpadded.stride().height(), unpadded.reach().height());
    int columns = count(image.width(), unpadded.stride().width(), unpadded.reach().width());
    int top = (rows + more) / 2;
    int left = (columns + more) / 2;
    return new Pads(top, rows - top, left, columns - left);
  }

  private static int count(int length, int stride, int reach) {
    long positions = ((long) length + stride - 1) / stride;
    return Math.toIntExact(Math.max(0, (positions - 1) * stride + reach - length));
  }
}
