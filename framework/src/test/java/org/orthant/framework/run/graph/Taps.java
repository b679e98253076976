package org.orthant.framework.run.graph;

import org.orthant.api.model.Extent;
import org.orthant.api.model.ImageShape;
import org.orthant.api.model.Window;

/** Goes through the taps of a window at every position, the plain way. */
final class Taps {
  private Taps() {}

  /** Sees a tap at a position. */
  @FunctionalInterface
  interface Visitor {
    /**
     * Called for each tap.
     *
     * @param position 0, 1, … row by row
     * @param tap 0, 1, … row by row
     * @param y of the pixel under it, maybe outside of the image
     * @param x of the pixel under it, maybe outside of the image
     */
    void visit(int position, int tap, int y, int x);
  }

  static void visit(Window window, ImageShape image, Visitor visitor) {
    Extent positions = window.positions(image);
    for (int position = 0; position < positions.area(); position++) {
      int top = position / positions.width() * window.stride().height() - window.pads().top();
      int left = position % positions.width() * window.stride().width() - window.pads().left();
      for (int tap = 0; tap < window.kernel().area(); tap++) {
        visitor.visit(
            position,
            tap,
            top + tap / window.kernel().width() * window.dilation().height(),
            left + tap % window.kernel().width() * window.dilation().width());
      }
    }
  }

  static boolean isInside(ImageShape image, int y, int x) {
    return y >= 0 && y < image.height() && x >= 0 && x < image.width();
  }
}
