package org.orthant.kernels.convolution;

import java.util.Arrays;
import org.orthant.kernels.rows.AlignedRows;

/**
 * What the taps of a window meet: for each tap and word of channels one array, output after output,
 * and the padding's bits where the tap lies outside the image.
 */
final class PackedPatches {
  private final PackedImages images;
  private final Frame frame;
  private final int[][] words;

  /**
   * Holds nothing yet.
   *
   * @param frame of a window on images of this size
   * @param words as many {@link AlignedRows} as {@link #rows} says, for the outputs that they will
   *     hold
   */
  PackedPatches(PackedImages images, Frame frame, int[][] words) {
    this.images = images;
    this.frame = frame;
    this.words = words;
  }

  /** Returns how many words of signs a patch has. */
  static int rows(PackedImages images, Window window) {
    return Math.multiplyExact(window.taps(), images.words().length);
  }

  /**
   * Those of some images.
   *
   * @return [taps × words], rows of count × output height × output width; valid until the next call
   */
  int[][] of(int firstImage, int count) {
    boolean shifts = frame.shifts();
    int perTap = images.words().length;
    for (int tap = 0; tap < frame.window().taps(); tap++) {
      for (int w = 0; w < perTap; w++) {
        int padding = frame.window().paddingBits(w, images.channels());
        int[] patch = words[tap * perTap + w];
        if (shifts) {
          shift(images.words()[w], firstImage, count, tap, padding, patch);
        } else {
          gather(images.words()[w], firstImage, count, tap, padding, patch);
        }
      }
    }
    return words;
  }

  private void shift(int[] source, int firstImage, int count, int tap, int padding, int[] patch) {
    int width = images.width();
    int pixels = images.height() * width;
    int dy = frame.offsetDown(tap);
    int dx = frame.offsetAcross(tap);
    copy(source, firstImage * pixels, count * pixels, dy * width + dx, patch);
    padRows(patch, count, dy, padding);
    padColumns(patch, count * images.height(), dx, padding);
  }

  /** Copies what there is; the rest is overwritten afterwards. */
  private static void copy(int[] source, int from, int length, int offset, int[] target) {
    int skipped = Math.max(0, -(from + offset));
    int end = Math.min(length, source.length - from - offset);
    if (skipped < end) {
      System.arraycopy(
          source, from + offset + skipped, target, AlignedRows.FIRST + skipped, end - skipped);
    }
  }

  private void padRows(int[] patch, int count, int dy, int padding) {
    int width = images.width();
    int height = images.height();
    int rows = Math.min(height, Math.abs(dy));
    for (int image = 0; image < count && rows > 0; image++) {
      int row = image * height + (dy < 0 ? 0 : height - rows);
      int first = AlignedRows.FIRST + row * width;
      Arrays.fill(patch, first, first + rows * width, padding);
    }
  }

  private void padColumns(int[] patch, int rows, int dx, int padding) {
    int width = images.width();
    int columns = Math.min(width, Math.abs(dx));
    int start = dx < 0 ? 0 : width - columns;
    for (int column = start; column < start + columns; column++) {
      for (int row = 0; row < rows; row++) {
        patch[AlignedRows.FIRST + row * width + column] = padding;
      }
    }
  }

  private void gather(int[] source, int firstImage, int count, int tap, int padding, int[] patch) {
    int width = frame.outputWidth();
    int down = frame.window().down().stride();
    int across = frame.window().across().stride();
    int firstColumn = frame.firstColumn(tap);
    int length = frame.endColumn(tap) - firstColumn;
    int firstRow = frame.firstRow(tap);
    int endRow = length == 0 ? firstRow : frame.endRow(tap);
    int dy = frame.offsetDown(tap);
    int first = firstColumn * across + frame.offsetAcross(tap);
    int start = AlignedRows.FIRST;
    Arrays.fill(patch, start, start + count * frame.outputs(), padding);
    for (int image = 0; image < count; image++) {
      int target = start + image * frame.outputs() + firstColumn;
      int line = (firstImage + image) * frame.height() + dy;
      for (int y = firstRow; y < endRow; y++) {
        int from = (line + y * down) * frame.width() + first;
        int to = target + y * width;
        if (across == 1) {
          System.arraycopy(source, from, patch, to, length);
        } else {
          for (int x = 0; x < length; x++) {
            patch[to + x] = source[from + x * across];
          }
        }
      }
    }
  }
}
