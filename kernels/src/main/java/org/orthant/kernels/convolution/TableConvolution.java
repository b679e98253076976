package org.orthant.kernels.convolution;

import java.util.Arrays;
import java.util.Locale;
import org.orthant.kernels.rows.AlignedRows;

/**
 * A convolution of signs with float32 filters. Eight neighbouring channels have 256 patterns of
 * signs; a table holds what each adds to every filter, so that one addition stands for eight
 * products. Filters are lanes here: a pattern's row of the table is added to the row of the
 * position. A table serves thousands of positions before the next one is made. A tap outside the
 * image adds nothing where the padding is 0, else the pattern of all signs alike.
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
  private final Window window;
  private final int channels;

  /** [terms][blocks][taps × channels], rows of a block's filters */
  private final float[][][][] weights;

  /** [terms][filters]; empty where the weights are taken as they are. */
  private final double[][] factors;

  /**
   * @param weights [filters, taps, channels]
   * @param window padded with 0, +1 or −1
   * @throws IllegalArgumentException if the weights are more or fewer, or the padding is another
   *     number
   */
  public TableConvolution(float[] weights, int filters, Window window, int channels) {
    this(new float[][] {weights}, new double[0][], filters, window, channels);
  }

  /**
   * Of filters that are sums of terms, each a factor times weights; the factors come last. So whole
   * weights, if the magnitudes of a filter add up to less than 2²⁴, give exact sums before them.
   *
   * @param weights [terms][filters, taps, channels]
   * @param factors [terms][filters]
   * @param window padded with 0, +1 or −1
   * @throws IllegalArgumentException if the weights are more or fewer, or the padding is another
   *     number
   */
  public TableConvolution(
      float[][] weights, double[][] factors, int filters, Window window, int channels) {
    this.filters = filters;
    this.window = window.overSigns();
    this.channels = channels;
    this.factors = factors;
    this.weights = new float[weights.length][][][];
    int dimension = window.dimension(weights, filters, channels);
    Arrays.setAll(this.weights, term -> inBlocks(weights[term], dimension));
  }

  private float[][][] inBlocks(float[] all, int dimension) {
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
   * @return [images × output height × output width, filters], row after row
   * @throws IllegalArgumentException if the images have other channels, or are smaller with their
   *     padding than the window
   */
  public float[] products(PackedImages images) {
    Frame frame = frame(images);
    int outputs = Math.multiplyExact(images.images(), frame.outputs());
    float[] products = new float[Math.multiplyExact(outputs, filters)];
    multiply(images, frame, toRows(products));
    return products;
  }

  private Frame frame(PackedImages images) {
    if (images.channels() != channels) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "images with %d channels, but the filters are for %d",
              images.channels(),
              channels));
    }
    return new Frame(window, images.height(), images.width());
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
  private void multiply(PackedImages images, Frame frame, Part part) {
    int pixels = frame.outputs();
    int parts = (images.images() * pixels + POSITIONS - 1) / POSITIONS;
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
          multiply(weights[term][block], images, frame, image, end, tables, rows);
          sums.addLanes(term, block * BLOCK, together, rows);
        }
        part.accept(block * BLOCK, together, image * pixels, (end - image) * pixels, rows);
      }
    }
  }

  private void multiply(
      float[][] weights,
      PackedImages images,
      Frame frame,
      int firstImage,
      int endImage,
      float[][][] tables,
      float[][] rows) {
    for (float[] row : rows) {
      Arrays.fill(row, 0);
    }
    for (int tap = 0; tap < window.taps(); tap++) {
      for (int w = 0; w < images.words().length; w++) {
        fill(tables, weights, tap, w);
        add(tables, images.words()[w], frame, firstImage, endImage, tap, rows);
        if (!window.padsWithZeros()) {
          int signs = window.paddingBits(w, channels);
          addPadding(tables, signs, frame, endImage - firstImage, tap, rows);
        }
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

  private static void add(
      float[][][] tables,
      int[] word,
      Frame frame,
      int firstImage,
      int endImage,
      int tap,
      float[][] rows) {
    int down = frame.window().down().stride();
    int across = frame.window().across().stride();
    int dy = frame.offsetDown(tap);
    int dx = frame.offsetAcross(tap);
    int firstRow = frame.firstRow(tap);
    int endRow = frame.endRow(tap);
    int firstColumn = frame.firstColumn(tap);
    int endColumn = frame.endColumn(tap);
    int[] line = across > 1 ? new int[frame.outputWidth()] : word;
    float[][] table0 = tables[0];
    float[][] table1 = tables[1];
    float[][] table2 = tables[2];
    float[][] table3 = tables[3];
    for (int image = firstImage; image < endImage; image++) {
      for (int y = firstRow; y < endRow; y++) {
        int from = (image * frame.height() + y * down + dy) * frame.width() + dx;
        int to = ((image - firstImage) * frame.outputHeight() + y) * frame.outputWidth();
        if (across > 1) {
          for (int x = firstColumn; x < endColumn; x++) {
            line[x] = word[from + x * across];
          }
          from = 0;
        }
        for (int x = firstColumn; x < endColumn; x++) {
          int signs = line[from + x];
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

  /** Adds the same signs wherever the tap lies outside the image. */
  private static void addPadding(
      float[][][] tables, int signs, Frame frame, int images, int tap, float[][] rows) {
    float[] row0 = tables[0][signs & 0xff];
    float[] row1 = tables[1][signs >>> 8 & 0xff];
    float[] row2 = tables[2][signs >>> 16 & 0xff];
    float[] row3 = tables[3][signs >>> 24];
    int firstRow = frame.firstRow(tap);
    int endRow = frame.endRow(tap);
    int firstColumn = frame.firstColumn(tap);
    int endColumn = frame.endColumn(tap);
    int width = frame.outputWidth();
    for (int output = 0; output < images * frame.outputs(); output++) {
      int y = output / width % frame.outputHeight();
      int x = output % width;
      if (y < firstRow || y >= endRow || x < firstColumn || x >= endColumn) {
        add(row0, row1, row2, row3, rows[output]);
      }
    }
  }

  private static void add(float[] a, float[] b, float[] c, float[] d, float[] sum) {
    for (int f = AlignedRows.BEFORE; f < sum.length; f++) {
      sum[f] += (a[f] + b[f]) + (c[f] + d[f]);
    }
  }

  /**
   * Returns what leaves the layer.
   *
   * @param pooled whether a 2 × 2 max pool comes before the threshold
   */
  public PackedImages signs(PackedImages images, RealThresholds thresholds, boolean pooled) {
    Frame frame = frame(images);
    PackedImages signs = blank(images, frame);
    multiply(images, frame, toSigns(thresholds, signs));
    return pooled ? thresholds.pooled(signs) : signs;
  }

  private PackedImages blank(PackedImages images, Frame frame) {
    return PackedImages.blank(images.images(), frame.outputHeight(), frame.outputWidth(), filters);
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
    Frame frame = frame(images);
    PackedImages signs = blank(images, frame);
    multiply(images, frame, toRows(products).and(toSigns(thresholds, signs)));
    return pooled ? thresholds.pooled(signs) : signs;
  }
}
