package org.orthant.kernels.lanes;

import java.util.Arrays;
import java.util.function.Consumer;
import org.orthant.kernels.convolution.Axis;

/**
 * A rectangle of output pixels, small enough for its rows to stay in caches.
 *
 * @param top its first row
 * @param bottom the row after its last
 * @param left its first column
 * @param right the column after its last
 * @param images the numbers of a pixel
 */
record Tile(int top, int bottom, int left, int right, int images) {
  /** Whole rows are cut only where they have more than this many times the wanted lanes. */
  private static final double TOO_WIDE = 1.5;

  /**
   * All of an image.
   *
   * @param lanes how many numbers a channel of a tile should have
   * @param together so many rows are in a tile at least, and a multiple of it
   */
  static void each(
      int height, int width, int images, int lanes, int together, Consumer<Tile> tiles) {
    int row = width * images * together;
    int columns = row > TOO_WIDE * lanes ? Math.max(1, lanes / (images * together)) : width;
    int rows = columns < width ? together : Math.max(1, lanes / row) * together;
    for (int y = 0; y < height; y += rows) {
      for (int x = 0; x < width; x += columns) {
        tiles.accept(
            new Tile(y, Math.min(height, y + rows), x, Math.min(width, x + columns), images));
      }
    }
  }

  int columns() {
    return right - left;
  }

  /** How many numbers a channel has in one of its rows. */
  int rowLanes() {
    return columns() * images;
  }

  int lanes() {
    return (bottom - top) * rowLanes();
  }

  /**
   * Copies what a tap meets in one row of an image.
   *
   * @param channel [height × width × images]
   * @param row the image's
   * @param column the input that the tap takes for the tile's first column; may lie outside
   * @param to where the numbers go, from {@code target} on
   */
  void copyRow(
      float[] channel,
      int row,
      int column,
      Axis across,
      int width,
      float padValue,
      float[] to,
      int target) {
    if (across.stride() == 1) {
      int first = Math.min(columns(), Math.max(0, -column));
      int end = Math.max(first, Math.min(columns(), width - column));
      Arrays.fill(to, target, target + first * images, padValue);
      if (first < end) {
        int source = (row * width + column + first) * images;
        System.arraycopy(channel, source, to, target + first * images, (end - first) * images);
      }
      Arrays.fill(to, target + end * images, target + rowLanes(), padValue);
      return;
    }
    for (int x = 0; x < columns(); x++) {
      int from = column + x * across.stride();
      int at = target + x * images;
      if (from >= 0 && from < width) {
        System.arraycopy(channel, (row * width + from) * images, to, at, images);
      } else {
        Arrays.fill(to, at, at + images, padValue);
      }
    }
  }

  /** Copies a row of numbers to where the tile lies in a channel of the output. */
  void store(float[] from, int source, int row, int width, float[] channel) {
    System.arraycopy(from, source, channel, (row * width + left) * images, rowLanes());
  }
}
