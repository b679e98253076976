package org.orthant.kernels.convolution;

import java.util.BitSet;
import java.util.Locale;

/**
 * The maximum over squares of 2 × 2 positions, where an odd last row or column is left out; and of
 * signs that over any window.
 */
final class MaxPooling {
  private static final int SIZE = 2;

  private MaxPooling() {}

  /**
   * Signs of the maximum, from signs before it: +1 where any of the four is, but where the sign
   * falls as the number grows, where all of them are.
   *
   * @param falling whether it does, by channel
   */
  static PackedImages ofSigns(PackedImages signs, boolean... falling) {
    int height = signs.height() / SIZE;
    int width = signs.width() / SIZE;
    int[][] pooled = new int[signs.words().length][signs.images() * height * width];
    for (int w = 0; w < pooled.length; w++) {
      int all = bits(falling, w);
      int[] word = signs.words()[w];
      int target = 0;
      for (int row = 0; row < signs.images() * height; row++) {
        int source = (row / height * signs.height() + row % height * SIZE) * signs.width();
        for (int x = 0; x < width; x++) {
          int a = word[source];
          int b = word[source + 1];
          int c = word[source + signs.width()];
          int d = word[source + signs.width() + 1];
          pooled[w][target] = ((a | b | c | d) & ~all) | (a & b & c & d);
          target++;
          source += SIZE;
        }
      }
    }
    return new PackedImages(signs.images(), height, width, signs.channels(), pooled);
  }

  private static int bits(boolean[] falling, int word) {
    int bits = 0;
    for (int i = word * Integer.SIZE;
        i < Math.min(falling.length, (word + 1) * Integer.SIZE);
        i++) {
      bits |= falling[i] ? 1 << i : 0;
    }
    return bits;
  }

  /**
   * The maximum of signs over any window, whose padding does not count.
   *
   * @param down along the height
   * @param across along the width
   * @throws IllegalArgumentException if a window is larger than the images with their padding, or
   *     meets nothing but padding
   */
  static PackedImages ofSigns(PackedImages signs, Axis down, Axis across) {
    check(down, signs.height());
    check(across, signs.width());
    Frame frame = new Frame(new Window(down, across, -1), signs.height(), signs.width());
    PackedImages pooled =
        PackedImages.blank(
            signs.images(), frame.outputHeight(), frame.outputWidth(), signs.channels());
    for (int w = 0; w < pooled.words().length; w++) {
      for (int tap = 0; tap < frame.window().taps(); tap++) {
        or(signs.words()[w], frame, signs.images(), tap, pooled.words()[w]);
      }
    }
    return pooled;
  }

  private static void check(Axis axis, int size) {
    int outputs = axis.output(size);
    BitSet meet = new BitSet(outputs);
    for (int tap = 0; tap < axis.taps(); tap++) {
      meet.set(axis.first(tap, size), axis.end(tap, size));
    }
    if (meet.cardinality() < outputs) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s of %d positions pools nothing but padding in some places",
              axis,
              size));
    }
  }

  private static void or(int[] word, Frame frame, int images, int tap, int[] pooled) {
    int down = frame.window().down().stride();
    int across = frame.window().across().stride();
    int first = frame.firstColumn(tap);
    int length = frame.endColumn(tap) - first;
    for (int image = 0; image < images; image++) {
      for (int y = frame.firstRow(tap); y < frame.endRow(tap); y++) {
        int row = image * frame.height() + y * down + frame.offsetDown(tap);
        int from = row * frame.width() + first * across + frame.offsetAcross(tap);
        int to = (image * frame.outputHeight() + y) * frame.outputWidth() + first;
        for (int x = 0; x < length; x++) {
          pooled[to + x] |= word[from + x * across];
        }
      }
    }
  }

  /**
   * Pools one channel of some images and puts the maxima where the first of its numbers were.
   *
   * @param values from {@code from} on, [rows, width]
   * @param rows of all images together
   * @return how many maxima
   */
  static int inPlace(int[] values, int from, int rows, int height, int width) {
    int target = from;
    int pooledHeight = height / SIZE;
    for (int row = 0; row < rows / height * pooledHeight; row++) {
      int source = from + (row / pooledHeight * height + row % pooledHeight * SIZE) * width;
      for (int x = 0; x < width / SIZE; x++) {
        values[target] =
            Math.max(
                Math.max(values[source], values[source + 1]),
                Math.max(values[source + width], values[source + width + 1]));
        target++;
        source += SIZE;
      }
    }
    return target - from;
  }
}
