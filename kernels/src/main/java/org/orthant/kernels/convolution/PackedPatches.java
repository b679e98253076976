package org.orthant.kernels.convolution;

import java.util.Arrays;
import org.orthant.kernels.rows.AlignedRows;

/**
 * What the taps of a kernel meet: for each tap and word of channels one array, position after
 * position, 0 where the tap lies outside the image.
 */
final class PackedPatches {
  private final PackedImages images;
  private final int kernel;
  private final int[][] words;

  /**
   * Holds nothing yet.
   *
   * @param kernel the side of the square kernel
   * @param words as many {@link AlignedRows} as {@link #rows} says, for the positions that they
   *     will hold
   */
  PackedPatches(PackedImages images, int kernel, int[][] words) {
    this.images = images;
    this.kernel = kernel;
    this.words = words;
  }

  /** How many words of signs a patch has. */
  static int rows(PackedImages images, int kernel) {
    return kernel * kernel * images.words().length;
  }

  /**
   * Those of some images.
   *
   * @return [taps × words], rows of count × height × width; valid until the next call
   */
  int[][] of(int firstImage, int count) {
    int width = images.width();
    int pixels = images.height() * width;
    int from = firstImage * pixels;
    int length = count * pixels;
    int perTap = images.words().length;
    for (int tap = 0; tap < kernel * kernel; tap++) {
      int dy = tap / kernel - kernel / 2;
      int dx = tap % kernel - kernel / 2;
      for (int w = 0; w < perTap; w++) {
        int[] patch = words[tap * perTap + w];
        shift(images.words()[w], from, length, dy * width + dx, patch);
        clearRows(patch, count, dy);
        clearColumns(patch, length / width, dx);
      }
    }
    return words;
  }

  /** Copies what there is; the rest is cleared afterwards. */
  private static void shift(int[] source, int from, int length, int offset, int[] target) {
    int skipped = Math.max(0, -(from + offset));
    int end = Math.min(length, source.length - from - offset);
    if (skipped < end) {
      System.arraycopy(
          source, from + offset + skipped, target, AlignedRows.FIRST + skipped, end - skipped);
    }
  }

  private void clearRows(int[] patch, int count, int dy) {
    int width = images.width();
    int height = images.height();
    int rows = Math.min(height, Math.abs(dy));
    for (int image = 0; image < count && rows > 0; image++) {
      int row = image * height + (dy < 0 ? 0 : height - rows);
      int first = AlignedRows.FIRST + row * width;
      Arrays.fill(patch, first, first + rows * width, 0);
    }
  }

  private void clearColumns(int[] patch, int rows, int dx) {
    int width = images.width();
    int columns = Math.min(width, Math.abs(dx));
    int start = dx < 0 ? 0 : width - columns;
    for (int column = start; column < start + columns; column++) {
      for (int row = 0; row < rows; row++) {
        patch[AlignedRows.FIRST + row * width + column] = 0;
      }
    }
  }
}
