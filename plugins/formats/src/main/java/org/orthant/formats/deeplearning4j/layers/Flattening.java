package org.orthant.formats.deeplearning4j.layers;

import org.orthant.formats.draft.Image;
import org.orthant.formats.draft.UnsupportedException;

/**
 * Images as rows of numbers. A row's order is the file's, (channel, row, column) mostly; the pixel
 * that stands for it has its channels in the order (row, column, channel).
 */
final class Flattening {
  private Flattening() {}

  /** An image whose axes are [images, numbers], as one pixel. */
  static Image pixel(Call call, Image image) {
    if (image.axes().isFlat()) {
      return call.draft().flatten(call.name() + "/flatten", image);
    } else if (image.shape().height() != 1 || image.shape().width() != 1) {
      throw new UnsupportedException(
          "what enters must be flattened by a CnnToFeedForwardPreProcessor");
    }
    return flat(image);
  }

  /** Returns the same image on axes [images, numbers]. */
  static Image flat(Image image) {
    return image.on(image.axes().reshaped(0, -1));
  }

  /** Returns what enters, if it is a row of numbers as one pixel. */
  static Image channels(Call call, Image image) {
    return image.axes().rank() == 4 ? image : pixel(call, image);
  }

  /** Whether the channels of an image are in the order in which the file counts them. */
  static boolean isInOrder(Image image) {
    if (image.axes().rank() == 4) {
      return true;
    }
    int[] order = image.axes().flatOrder();
    for (int i = 0; i < order.length; i++) {
      if (order[i] != i) {
        return false;
      }
    }
    return true;
  }
}
