package org.orthant.kernels.lanes;

import java.util.Arrays;
import java.util.List;
import org.orthant.kernels.convolution.Axis;
import org.orthant.kernels.convolution.Window;
import org.orthant.kernels.rows.AlignedRows;

/** The products of one group's filters, term by term. */
final class DirectLanes implements GroupProducts {
  /** So many numbers of a row meet all filters while they are in the first cache. */
  private static final int LANES = 512;

  /** So many rows are laid out at a time. */
  private static final int ROWS = 64;

  private final Window window;
  private final int channels;

  /** [filters][taps × channels, padded] */
  private final float[][] weights;

  /**
   * @param weights [filters][taps × channels]
   */
  DirectLanes(float[][] weights, Window window, int channels) {
    this.window = window;
    this.channels = channels;
    this.weights = new float[weights.length][];
    for (int f = 0; f < weights.length; f++) {
      this.weights[f] = Arrays.copyOf(weights[f], TapProducts.padded(weights[f].length));
    }
  }

  @Override
  public void write(
      LaneImages images, int firstChannel, int height, int width, float[][] products) {
    int padded = weights[0].length;
    List<Tile> tiles = Tile.of(height, width, images.images(), LANES);
    int lanes = tiles.stream().mapToInt(Tile::lanes).max().orElse(0);
    float[][] arrays = AlignedRows.ofFloats(Math.min(ROWS, padded) + weights.length, lanes);
    float[][] rows = Arrays.copyOf(arrays, arrays.length - weights.length);
    float[][] sums = Arrays.copyOfRange(arrays, rows.length, arrays.length);
    for (Tile tile : tiles) {
      TapProducts.clear(sums, tile.lanes());
      for (int first = 0; first < padded; first += ROWS) {
        float[][] chunk = Arrays.copyOf(rows, Math.min(ROWS, padded - first));
        fill(chunk, first, images, firstChannel, tile);
        TapProducts.add(weights, first, chunk, tile.lanes(), sums);
      }
      store(sums, tile, width, products);
    }
  }

  private static void store(float[][] sums, Tile tile, int width, float[][] products) {
    for (int f = 0; f < sums.length; f++) {
      for (int y = tile.top(); y < tile.bottom(); y++) {
        int source = AlignedRows.FIRST + (y - tile.top()) * tile.rowLanes();
        tile.store(sums[f], source, y, width, products[f]);
      }
    }
  }

  private void fill(float[][] rows, int first, LaneImages images, int firstChannel, Tile tile) {
    for (int i = 0; i < rows.length; i++) {
      int tap = (first + i) / channels;
      if (tap < window.taps()) {
        float[] channel = images.channel(firstChannel + (first + i) % channels);
        fill(rows[i], tap, channel, images, tile);
      } else {
        Arrays.fill(rows[i], 0);
      }
    }
  }

  private void fill(float[] row, int tap, float[] channel, LaneImages images, Tile tile) {
    Axis down = window.down();
    Axis across = window.across();
    int dy = tap / across.taps() * down.dilation() - down.before();
    int column =
        tile.left() * across.stride() + tap % across.taps() * across.dilation() - across.before();
    for (int y = tile.top(); y < tile.bottom(); y++) {
      int target = AlignedRows.FIRST + (y - tile.top()) * tile.rowLanes();
      int input = y * down.stride() + dy;
      if (input < 0 || input >= images.height()) {
        Arrays.fill(row, target, target + tile.rowLanes(), window.padValue());
      } else {
        tile.copyRow(
            channel, input, column, across, images.width(), window.padValue(), row, target);
      }
    }
  }
}
