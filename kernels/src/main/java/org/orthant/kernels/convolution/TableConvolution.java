package org.orthant.kernels.convolution;

import java.util.Arrays;
import org.orthant.kernels.rows.AlignedRows;

/**
 * A convolution of signs with float32 filters, stride 1, padded with exact zeros. Eight
 * neighbouring channels have 256 patterns of signs; a table holds what each adds to every filter,
 * so that one addition stands for eight products. Filters are lanes here: a pattern's row of the
 * table is added to the row of the position. A table serves thousands of positions before the next
 * one is made, and a tap outside the image adds nothing.
 *
 * <p>The error of a product is at most d/4·2⁻²⁴·Σ|wᵢ|, d ≥ 32 being the number of weights.
 */
public final class TableConvolution {
  private static final int PATTERNS = 1 << Byte.SIZE;
  private static final int TABLES = Integer.SIZE / Byte.SIZE;

  /** Of so many positions at a time the rows are still near when the next table comes. */
  private static final int POSITIONS = 8192;

  private final int filters;
  private final int kernel;
  private final int channels;

  /** [taps × channels], rows of all filters */
  private final float[][] weights;

  /**
   * @param weights [filters, taps, channels]
   * @param kernel the side of the square kernel, odd
   */
  public TableConvolution(float[] weights, int filters, int kernel, int channels) {
    this.filters = filters;
    this.kernel = kernel;
    this.channels = channels;
    int dimension = kernel * kernel * channels;
    this.weights = AlignedRows.ofFloats(dimension, filters);
    for (int f = 0; f < filters; f++) {
      for (int i = 0; i < dimension; i++) {
        this.weights[i][AlignedRows.FIRST + f] = weights[f * dimension + i];
      }
    }
  }

  /**
   * All dot products.
   *
   * @return [images × height × width, filters], row after row
   */
  public float[] products(PackedImages images) {
    float[] products = new float[Math.multiplyExact(images.positions(), filters)];
    multiply(
        images,
        (first, count, rows) -> {
          for (int p = 0; p < count; p++) {
            System.arraycopy(rows[p], AlignedRows.FIRST, products, (first + p) * filters, filters);
          }
        });
    return products;
  }

  /** Takes the dot products of some positions that follow each other. */
  @FunctionalInterface
  private interface Part {
    /**
     * Called for one part after the other.
     *
     * @param rows [positions], {@link AlignedRows} of all filters, valid during the call
     */
    void accept(int firstPosition, int positions, float[][] rows);
  }

  /** Multiplies whole images, as many at a time as have {@link #POSITIONS}. */
  private void multiply(PackedImages images, Part part) {
    int pixels = images.height() * images.width();
    int parts = (images.positions() + POSITIONS - 1) / POSITIONS;
    int most = Math.max(1, (images.images() + parts - 1) / parts);
    float[][] rows = AlignedRows.ofFloats(most * pixels, filters);
    float[][][] tables = new float[TABLES][][];
    Arrays.setAll(tables, table -> AlignedRows.ofFloats(PATTERNS, filters));
    for (int image = 0; image < images.images(); image += most) {
      int end = Math.min(images.images(), image + most);
      for (float[] row : rows) {
        Arrays.fill(row, 0);
      }
      for (int tap = 0; tap < kernel * kernel; tap++) {
        for (int w = 0; w < images.words().length; w++) {
          fill(tables, tap, w);
          add(tables, images, image, end, tap, images.words()[w], rows);
        }
      }
      part.accept(image * pixels, (end - image) * pixels, rows);
    }
  }

  private void fill(float[][][] tables, int tap, int word) {
    for (int t = 0; t < TABLES; t++) {
      int channel = word * Integer.SIZE + t * Byte.SIZE;
      int end = Math.min(channels, channel + Byte.SIZE);
      fill(tables[t], tap * channels + channel, Math.max(0, end - channel));
    }
  }

  /** Each pattern differs by one sign from one that has been made before. */
  private void fill(float[][] table, int first, int count) {
    float[] none = table[0];
    Arrays.fill(none, 0);
    for (int i = 0; i < count; i++) {
      subtract(weights[first + i], none);
    }
    for (int i = 0; i < count; i++) {
      for (int pattern = 0; pattern < 1 << i; pattern++) {
        addTwice(table[pattern], weights[first + i], table[pattern | 1 << i]);
      }
    }
  }

  private static void subtract(float[] weights, float[] row) {
    for (int f = AlignedRows.BEFORE; f < row.length; f++) {
      row[f] -= weights[f];
    }
  }

  private static void addTwice(float[] row, float[] weights, float[] sum) {
    for (int f = AlignedRows.BEFORE; f < sum.length; f++) {
      sum[f] = row[f] + 2 * weights[f];
    }
  }

  private void add(
      float[][][] tables,
      PackedImages images,
      int firstImage,
      int endImage,
      int tap,
      int[] word,
      float[][] rows) {
    int height = images.height();
    int width = images.width();
    int dy = tap / kernel - kernel / 2;
    int dx = tap % kernel - kernel / 2;
    float[][] table0 = tables[0];
    float[][] table1 = tables[1];
    float[][] table2 = tables[2];
    float[][] table3 = tables[3];
    for (int image = firstImage; image < endImage; image++) {
      for (int y = Math.max(0, -dy); y < Math.min(height, height - dy); y++) {
        int from = (image * height + y + dy) * width + dx;
        int to = ((image - firstImage) * height + y) * width;
        for (int x = Math.max(0, -dx); x < Math.min(width, width - dx); x++) {
          int signs = word[from + x];
          add(
              table0[signs & 0xff],
              table1[signs >>> 8 & 0xff],
              table2[signs >>> 16 & 0xff],
              table3[signs >>> 24],
              rows[to + x]);
        }
      }
    }
  }

  private static void add(float[] a, float[] b, float[] c, float[] d, float[] sum) {
    for (int f = AlignedRows.BEFORE; f < sum.length; f++) {
      sum[f] += (a[f] + b[f]) + (c[f] + d[f]);
    }
  }

  /**
   * What leaves the layer.
   *
   * @param pooled whether a 2 × 2 max pool comes before the threshold
   */
  public PackedImages signs(PackedImages images, RealThresholds thresholds, boolean pooled) {
    int[][] words = new int[PackedImages.wordsFor(filters)][images.positions()];
    multiply(
        images,
        (first, count, rows) -> {
          for (int p = 0; p < count; p++) {
            for (int w = 0; w < words.length; w++) {
              words[w][first + p] = thresholds.word(w, rows[p], AlignedRows.FIRST);
            }
          }
        });
    PackedImages signs =
        new PackedImages(images.images(), images.height(), images.width(), filters, words);
    return pooled ? thresholds.pooled(signs) : signs;
  }
}
