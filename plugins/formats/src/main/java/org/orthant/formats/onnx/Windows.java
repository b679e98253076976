package org.orthant.formats.onnx;

import java.util.Locale;
import org.orthant.api.model.Extent;
import org.orthant.api.model.ImageShape;
import org.orthant.api.model.Pads;
import org.orthant.api.model.Window;
import org.orthant.formats.draft.SamePads;
import org.orthant.formats.draft.UnsupportedException;

/** Windows as the attributes of convolutions and pools describe them. */
final class Windows {
  private Windows() {}

  /**
   * The window of an operator on an image.
   *
   * @param kernel rows and columns
   */
  static Window of(OnnxNode node, Extent kernel, ImageShape image) {
    Extent stride = extent(node, "strides");
    Extent dilation = extent(node, "dilations");
    Window unpadded = new Window(kernel, stride, dilation, Pads.NONE);
    Pads pads = pads(node, unpadded, image);
    Window window = new Window(kernel, stride, dilation, pads);
    return node.whole("ceil_mode").orElse(0) == 1 ? rounded(window, image) : window;
  }

  /** Rows and columns of an attribute; 1 × 1 where it is missing. */
  static Extent extent(OnnxNode node, String attribute) {
    long[] sizes = node.wholes(attribute).orElse(new long[] {1, 1});
    if (sizes.length != 2) {
      throw new UnsupportedException(
          String.format(
              Locale.ROOT,
              "it works along %d axes; convolutions and pools along two are supported",
              sizes.length));
    }
    return new Extent(whole(sizes[0]), whole(sizes[1]));
  }

  private static int whole(long size) {
    if (size < 0 || size > Short.MAX_VALUE) {
      throw new IllegalArgumentException(
          "kernels, strides, dilations and pads are between 0 and 32767, not " + size);
    }
    return (int) size;
  }

  private static Pads pads(OnnxNode node, Window unpadded, ImageShape image) {
    String auto = node.text("auto_pad").orElse("NOTSET");
    return switch (auto) {
      case "VALID" -> Pads.NONE;
      case "SAME_UPPER" -> SamePads.of(unpadded, image);
      case "SAME_LOWER" -> SamePads.moreAtTheTop(unpadded, image);
      default -> written(node);
    };
  }

  /** The pads that an operator says it has. */
  static Pads written(OnnxNode node) {
    long[] pads = node.wholes("pads").orElse(new long[4]);
    if (pads.length != 4) {
      throw new IllegalArgumentException("has " + pads.length + " pads, not 4");
    }
    return new Pads(whole(pads[0]), whole(pads[2]), whole(pads[1]), whole(pads[3]));
  }

  /** With pads at the end, so that windows that reach beyond count too. */
  private static Window rounded(Window window, ImageShape image) {
    ImageShape padded = window.pads().around(image);
    int rows =
        missing(
            padded.height(),
            image.height() + window.pads().top(),
            window.reach().height(),
            window.stride().height());
    int columns =
        missing(
            padded.width(),
            image.width() + window.pads().left(),
            window.reach().width(),
            window.stride().width());
    Pads pads = window.pads();
    return new Window(
        window.kernel(),
        window.stride(),
        window.dilation(),
        new Pads(pads.top(), pads.bottom() + rows, pads.left(), pads.right() + columns));
  }

  /** A window that begins in the pads at the end does not count. */
  private static int missing(int padded, int end, int reach, int stride) {
    int steps = Math.max(0, (padded - reach + stride - 1) / stride);
    if (steps * stride >= end) {
      steps--;
    }
    return Math.max(0, steps * stride + reach - padded);
  }
}
