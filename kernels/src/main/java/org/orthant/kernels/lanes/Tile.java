package org.orthant.kernels.lanes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
   * Tiles of whole rows, or parts of rows, that make up an image.
   *
   * @param lanes about how many numbers a channel of a tile should have
   */
  static List<Tile> of(int height, int width, int images, int lanes) {
    int row = width * images;
    boolean cut = row > TOO_WIDE * lanes;
    int columns = cut ? Math.max(1, lanes / images) : width;
    int rows = cut ? 1 : Math.max(1, lanes / row);
    List<Tile> tiles = new ArrayList<>();
    for (int y = 0; y < height; y += rows) {
      for (int x = 0; x < width; x += columns) {
        tiles.add(new Tile(y, Math.min(height, y + rows), x, Math.min(width, x + columns), images));
      }
    }
    return tiles;
  }

  int columns() {
    return right - left;
  }

  /** Returns how many numbers a channel has in one of its rows. */
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
