package org.orthant.kernels.lanes;

import java.util.Arrays;
import org.orthant.kernels.convolution.Axis;
import org.orthant.kernels.convolution.Window;
import org.orthant.kernels.rows.AlignedRows;

/**
 * The products of one group's filters with three taps down, four rows of output from six of input
 * and half of the multiplications: the minimal filtering F(4, 3) along the height, at the points 0,
 * ±1, ±2 and ∞ (Lavin and Gray, Fast Algorithms for Convolutional Neural Networks, 2016). Along the
 * width it is the direct sum.
 */
final class MinimalLanes implements GroupProducts {
  private static final int TAPS = 3;
  private static final int POINTS = 6;
  private static final int OUTPUTS = 4;

  /** The sums of a tile are to be about so many numbers in all. */
  private static final int SUMS = 1 << 17;

  private static final int FEWEST_LANES = 128;
  private static final int MOST_LANES = 800;

  /** So many channels are laid out at a time. */
  private static final int CHANNELS = 8;

  private final Window window;
  private final int channels;

  /** [points][filters][channels, in chunks of {@value #CHANNELS}; taps across, each padded] */
  private final float[][][] weights;

  /**
   * @param weights [filters][taps × channels]
   */
  MinimalLanes(float[][] weights, Window window, int channels) {
    this.window = window;
    this.channels = channels;
    this.weights = new float[POINTS][weights.length][];
    int across = window.across().taps();
    for (int f = 0; f < weights.length; f++) {
      float[][] chunks = new float[POINTS][chunks() * rows()];
      for (int c = 0; c < channels; c++) {
        for (int tap = 0; tap < across; tap++) {
          int at = c / CHANNELS * rows() + c % CHANNELS * across + tap;
          double top = weights[f][tap * channels + c];
          double middle = weights[f][(across + tap) * channels + c];
          double bottom = weights[f][(2 * across + tap) * channels + c];
          chunks[0][at] = (float) (top / 4);
          chunks[1][at] = (float) (-(top + middle + bottom) / 6);
          chunks[2][at] = (float) (-(top - middle + bottom) / 6);
          chunks[3][at] = (float) ((top + 2 * middle + 4 * bottom) / 24);
          chunks[4][at] = (float) ((top - 2 * middle + 4 * bottom) / 24);
          chunks[5][at] = (float) bottom;
        }
      }
      for (int point = 0; point < POINTS; point++) {
        this.weights[point][f] = chunks[point];
      }
    }
  }

  /** Whether it computes products under this window, and sooner than a direct sum does. */
  static boolean serves(Window window, int channels, int outputHeight) {
    Axis down = window.down();
    return down.taps() == TAPS
        && down.stride() == 1
        && down.dilation() == 1
        && window.across().stride() == 1
        && window.padValue() == 0
        && channels >= CHANNELS
        && outputHeight >= OUTPUTS;
  }

  private int chunks() {
    return (channels + CHANNELS - 1) / CHANNELS;
  }

  /** Returns how many rows of a point are laid out at a time. */
  private int rows() {
    return TapProducts.padded(Math.min(CHANNELS, channels) * window.across().taps());
  }

  @Override
  public void write(
      LaneImages images, int firstChannel, int height, int width, float[][] products) {
    int filters = products.length;
    int lanes = Math.max(FEWEST_LANES, Math.min(MOST_LANES, SUMS / (POINTS * filters)));
    int columns = columns(width, images.images(), lanes);
    Work work = new Work(images, columns, filters);
    for (int y = 0; y < height; y += OUTPUTS) {
      for (int x = 0; x < width; x += columns) {
        Tile tile = new Tile(y, y + OUTPUTS, x, Math.min(width, x + columns), images.images());
        work.multiply(tile, firstChannel);
        work.store(tile, height, width, products);
      }
    }
  }

  /** Returns how many columns a tile has; all of them alike, as far as that goes. */
  private static int columns(int width, int images, int lanes) {
    int most = Math.max(1, lanes / images);
    int parts = (width + most - 1) / most;
    return (width + parts - 1) / parts;
  }

  /** The arrays of one call. */
  private final class Work {
    private final LaneImages images;

    /** [points][rows] */
    private final float[][][] rows;

    /** [points][filters] */
    private final float[][][] sums;

    /** Input rows of a channel, with the columns around the tile. */
    private final float[][] inputs;

    private final float[] transformed;
    private final float[] output;

    Work(LaneImages images, int columns, int filters) {
      this.images = images;
      int lanes = columns * images.images();
      Axis across = window.across();
      int wide = lanes + (across.taps() - 1) * across.dilation() * images.images();
      this.rows = new float[POINTS][][];
      this.sums = new float[POINTS][][];
      for (int point = 0; point < POINTS; point++) {
        rows[point] = AlignedRows.ofFloats(rows(), lanes);
        sums[point] = AlignedRows.ofFloats(filters, lanes);
      }
      this.inputs = AlignedRows.ofFloats(POINTS, wide);
      this.transformed = AlignedRows.ofFloats(1, wide)[0];
      this.output = AlignedRows.ofFloats(1, lanes)[0];
    }

    void multiply(Tile tile, int firstChannel) {
      for (float[][] ofPoint : sums) {
        TapProducts.clear(ofPoint, tile.lanes() / OUTPUTS);
      }
      for (int chunk = 0; chunk < chunks(); chunk++) {
        int first = chunk * CHANNELS;
        int count = Math.min(CHANNELS, channels - first);
        for (int c = 0; c < count; c++) {
          transform(tile, images.channel(firstChannel + first + c), c);
        }
        for (int point = 0; point < POINTS; point++) {
          for (int i = count * window.across().taps(); i < rows[point].length; i++) {
            Arrays.fill(rows[point][i], 0);
          }
          TapProducts.add(
              weights[point], chunk * rows(), rows[point], tile.rowLanes(), sums[point]);
        }
      }
    }

    /** Lays out what the taps across meet of a channel, at each point. */
    private void transform(Tile tile, float[] channel, int c) {
      Axis across = window.across();
      int spread = (across.taps() - 1) * across.dilation();
      Tile wide =
          new Tile(tile.top(), tile.bottom(), tile.left(), tile.right() + spread, tile.images());
      for (int i = 0; i < POINTS; i++) {
        int row = tile.top() + i - window.down().before();
        if (row < 0 || row >= images.height()) {
          Arrays.fill(inputs[i], 0);
        } else {
          wide.copyRow(
              channel,
              row,
              tile.left() - across.before(),
              across,
              images.width(),
              0,
              inputs[i],
              AlignedRows.FIRST);
        }
      }
      int end = AlignedRows.end(wide.rowLanes());
      for (int point = 0; point < POINTS; point++) {
        transform(point, end);
        for (int tap = 0; tap < across.taps(); tap++) {
          System.arraycopy(
              transformed,
              AlignedRows.FIRST + tap * across.dilation() * tile.images(),
              rows[point][c * across.taps() + tap],
              AlignedRows.FIRST,
              tile.rowLanes());
        }
      }
    }

    private void transform(int point, int end) {
      switch (point) {
        case 0 -> combine(4, inputs[0], -5, inputs[2], 1, inputs[4], end, transformed);
        case 1 -> combine(-4, inputs[1], -4, inputs[2], 1, inputs[3], inputs[4], end, transformed);
        case 2 -> combine(4, inputs[1], -4, inputs[2], -1, inputs[3], inputs[4], end, transformed);
        case 3 -> combine(-2, inputs[1], -1, inputs[2], 2, inputs[3], inputs[4], end, transformed);
        case 4 -> combine(2, inputs[1], -1, inputs[2], -2, inputs[3], inputs[4], end, transformed);
        default -> combine(4, inputs[1], -5, inputs[3], 1, inputs[5], end, transformed);
      }
    }

    void store(Tile tile, int height, int width, float[][] products) {
      int end = AlignedRows.end(tile.rowLanes());
      for (int f = 0; f < products.length; f++) {
        for (int i = 0; i < OUTPUTS && tile.top() + i < height; i++) {
          output(i, f, end);
          tile.store(output, AlignedRows.FIRST, tile.top() + i, width, products[f]);
        }
      }
    }

    private void output(int row, int f, int end) {
      float[] one = sums[1][f];
      float[] minusOne = sums[2][f];
      float[] two = sums[3][f];
      float[] minusTwo = sums[4][f];
      switch (row) {
        case 0 -> add(sums[0][f], 1, one, 1, minusOne, 1, two, 1, minusTwo, end, output);
        case 1 -> add(1, one, -1, minusOne, 2, two, -2, minusTwo, end, output);
        case 2 -> add(1, one, 1, minusOne, 4, two, 4, minusTwo, end, output);
        default -> add(sums[5][f], 1, one, -1, minusOne, 8, two, -8, minusTwo, end, output);
      }
    }
  }

  private static void combine(
      float a, float[] x, float b, float[] y, float c, float[] z, int end, float[] to) {
    for (int m = AlignedRows.BEFORE; m < end; m++) {
      to[m] = a * x[m] + b * y[m] + c * z[m];
    }
  }

  private static void combine(
      float a, float[] x, float b, float[] y, float c, float[] z, float[] u, int end, float[] to) {
    for (int m = AlignedRows.BEFORE; m < end; m++) {
      to[m] = (a * x[m] + c * z[m]) + (b * y[m] + u[m]);
    }
  }

  private static void add(
      float a,
      float[] x,
      float b,
      float[] y,
      float c,
      float[] z,
      float d,
      float[] u,
      int end,
      float[] to) {
    for (int m = AlignedRows.BEFORE; m < end; m++) {
      to[m] = (a * x[m] + b * y[m]) + (c * z[m] + d * u[m]);
    }
  }

  private static void add(
      float[] alone,
      float a,
      float[] x,
      float b,
      float[] y,
      float c,
      float[] z,
      float d,
      float[] u,
      int end,
      float[] to) {
    for (int m = AlignedRows.BEFORE; m < end; m++) {
      to[m] = alone[m] + ((a * x[m] + b * y[m]) + (c * z[m] + d * u[m]));
    }
  }
}
