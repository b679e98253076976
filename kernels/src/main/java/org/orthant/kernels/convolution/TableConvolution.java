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

  /** The tables of so many filters fit into the second cache; whole words of signs. */
  private static final int BLOCK = 128;

  /** Of so many positions at a time the rows are still near when the next table comes. */
  private static final int POSITIONS = 4096;

  private final int filters;
  private final int kernel;
  private final int channels;

  /** [terms][blocks][taps × channels], rows of a block's filters */
  private final float[][][][] weights;

  /** [terms][filters]; empty where the weights are taken as they are. */
  private final double[][] factors;

  /**
   * @param weights [filters, taps, channels]
   * @param kernel the side of the square kernel, odd
   */
  public TableConvolution(float[] weights, int filters, int kernel, int channels) {
    this(new float[][] {weights}, new double[0][], filters, kernel, channels);
  }

  /**
   * Of filters that are sums of terms, each a factor times weights; the factors come last. So whole
   * weights, if the magnitudes of a filter add up to less than 2²⁴, give exact sums before them.
   *
   * @param weights [terms][filters, taps, channels]
   * @param factors [terms][filters]
   * @param kernel the side of the square kernel, odd
   */
  public TableConvolution(
      float[][] weights, double[][] factors, int filters, int kernel, int channels) {
    this.filters = filters;
    this.kernel = kernel;
    this.channels = channels;
    this.factors = factors;
    this.weights = new float[weights.length][][][];
    Arrays.setAll(this.weights, term -> inBlocks(weights[term]));
  }

  private float[][][] inBlocks(float[] all) {
    int dimension = kernel * kernel * channels;
    float[][][] blocks = new float[(filters + BLOCK - 1) / BLOCK][][];
    for (int block = 0; block < blocks.length; block++) {
      int first = block * BLOCK;
      int count = Math.min(BLOCK, filters - first);
      blocks[block] = AlignedRows.ofFloats(dimension, count);
      for (int f = 0; f < count; f++) {
        for (int i = 0; i < dimension; i++) {
          blocks[block][i][AlignedRows.FIRST + f] = all[(first + f) * dimension + i];
        }
      }
    }
    return blocks;
  }

  /**
   * All dot products.
   *
   * @return [images × height × width, filters], row after row
   */
  public float[] products(PackedImages images) {
    float[] products = new float[Math.multiplyExact(images.positions(), filters)];
    multiply(images, toRows(products));
    return products;
  }

  private Part toRows(float[] products) {
    return (filter, together, position, positions, rows) -> {
      int target = position * filters + filter;
      for (int p = 0; p < positions; p++) {
        System.arraycopy(rows[p], AlignedRows.FIRST, products, target, together);
        target += filters;
      }
    };
  }

  /** Takes dot products. */
  @FunctionalInterface
  private interface Part {
    /**
     * Takes those of some filters with some positions.
     *
     * @param filter the first of the filters
     * @param filters how many, at most {@value TableConvolution#BLOCK}
     * @param position the first of the positions, counted over all images
     * @param positions how many
     * @param rows [positions], {@link AlignedRows} of the filters; valid during the call
     */
    void accept(int filter, int filters, int position, int positions, float[][] rows);

    /** Has another take the same. */
    default Part and(Part other) {
      return (filter, filters, position, positions, rows) -> {
        accept(filter, filters, position, positions, rows);
        other.accept(filter, filters, position, positions, rows);
      };
    }
  }

  /** Multiplies whole images, as many at a time as have {@link #POSITIONS}. */
  private void multiply(PackedImages images, Part part) {
    int pixels = images.height() * images.width();
    int parts = (images.positions() + POSITIONS - 1) / POSITIONS;
    int most = Math.max(1, (images.images() + parts - 1) / parts);
    for (int block = 0; block < weights[0].length; block++) {
      int together = Math.min(BLOCK, filters - block * BLOCK);
      float[][] rows = AlignedRows.ofFloats(most * pixels, together);
      TermSums sums = new TermSums(factors, rows.length, together);
      float[][][] tables = new float[TABLES][][];
      Arrays.setAll(tables, table -> AlignedRows.ofFloats(PATTERNS, together));
      for (int image = 0; image < images.images(); image += most) {
        int end = Math.min(images.images(), image + most);
        for (int term = 0; term < weights.length; term++) {
          multiply(weights[term][block], images, image, end, tables, rows);
          sums.addLanes(term, block * BLOCK, together, rows);
        }
        part.accept(block * BLOCK, together, image * pixels, (end - image) * pixels, rows);
      }
    }
  }

  private void multiply(
      float[][] weights,
      PackedImages images,
      int firstImage,
      int endImage,
      float[][][] tables,
      float[][] rows) {
    for (float[] row : rows) {
      Arrays.fill(row, 0);
    }
    for (int tap = 0; tap < kernel * kernel; tap++) {
      for (int w = 0; w < images.words().length; w++) {
        fill(tables, weights, tap, w);
        add(tables, images, firstImage, endImage, tap, images.words()[w], rows);
      }
    }
  }

  private void fill(float[][][] tables, float[][] weights, int tap, int word) {
    for (int t = 0; t < TABLES; t++) {
      int channel = word * Integer.SIZE + t * Byte.SIZE;
      int end = Math.min(channels, channel + Byte.SIZE);
      fill(tables[t], weights, tap * channels + channel, Math.max(0, end - channel));
    }
  }

  /** Each pattern differs by one sign from one that has been made before. */
  private static void fill(float[][] table, float[][] weights, int first, int count) {
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
    PackedImages signs = blank(images);
    multiply(images, toSigns(thresholds, signs));
    return pooled ? thresholds.pooled(signs) : signs;
  }

  private PackedImages blank(PackedImages images) {
    return PackedImages.blank(images.images(), images.height(), images.width(), filters);
  }

  private static Part toSigns(RealThresholds thresholds, PackedImages signs) {
    return (filter, together, position, positions, rows) -> {
      for (int f = 0; f < together; f += Integer.SIZE) {
        int w = (filter + f) / Integer.SIZE;
        int[] words = signs.words()[w];
        for (int p = 0; p < positions; p++) {
          words[position + p] = thresholds.word(w, rows[p], AlignedRows.FIRST + f);
        }
      }
    };
  }

  /**
   * {@link #signs} that has the products written on the way.
   *
   * @param products where to, as {@link #products} gives them
   */
  public PackedImages signs(
      PackedImages images, RealThresholds thresholds, boolean pooled, float[] products) {
    PackedImages signs = blank(images);
    multiply(images, toRows(products).and(toSigns(thresholds, signs)));
    return pooled ? thresholds.pooled(signs) : signs;
  }
}
