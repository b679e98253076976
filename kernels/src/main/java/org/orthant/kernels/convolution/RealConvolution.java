package org.orthant.kernels.convolution;

import java.util.Arrays;
import java.util.Locale;
import org.orthant.kernels.rows.AlignedRows;

/**
 * A convolution of float32 numbers with few channels, such as the pixels of a first layer.
 * Positions are lanes, as in {@link SignConvolution}.
 *
 * <p>The error of a product is at most d·2⁻²⁴·Σ|wᵢaᵢ|, d being the number of summands, padding
 * among the aᵢ.
 */
public final class RealConvolution {
  private static final int POSITIONS = 1024;

  /** So many filters' products are handed on at a time. */
  private static final int BLOCK = RealThresholds.TOGETHER;

  private final int filters;
  private final Window window;
  private final int channels;

  /** [terms][filters][taps × channels] */
  private final float[][][] weights;

  /** [terms][filters]; empty where the weights are taken as they are. */
  private final double[][] factors;

  /**
   * @param weights [filters, taps, channels]
   * @param window padded with any number
   * @throws IllegalArgumentException if the weights are more or fewer
   */
  public RealConvolution(float[] weights, int filters, Window window, int channels) {
    this(new float[][] {weights}, new double[0][], filters, window, channels);
  }

  /**
   * Of filters that are sums of terms, each a factor times weights; the factors come last. So whole
   * weights and whole numbers, if the magnitudes of their products add up to less than 2²⁴, give
   * exact sums before them.
   *
   * @param weights [terms][filters, taps, channels]
   * @param factors [terms][filters]
   * @param window padded with any number
   * @throws IllegalArgumentException if the weights are more or fewer
   */
  public RealConvolution(
      float[][] weights, double[][] factors, int filters, Window window, int channels) {
    this.filters = filters;
    this.window = window;
    this.channels = channels;
    this.factors = factors;
    int dimension = window.dimension(weights, filters, channels);
    this.weights = new float[weights.length][filters][];
    for (int term = 0; term < weights.length; term++) {
      for (int f = 0; f < filters; f++) {
        this.weights[term][f] =
            Arrays.copyOfRange(weights[term], f * dimension, (f + 1) * dimension);
      }
    }
  }

  /** Takes dot products. */
  @FunctionalInterface
  private interface Sink {
    /**
     * Takes those of some filters with the positions of some images.
     *
     * @param filter the first of the filters
     * @param position the first of the positions, counted over all images
     * @param dots [filters, at most {@value RealConvolution#BLOCK}], {@link AlignedRows}; valid
     *     during the call
     * @param positions how many
     */
    void accept(int filter, int position, float[][] dots, int positions);

    /** Has another take the same. */
    default Sink and(Sink other) {
      return (filter, position, dots, positions) -> {
        accept(filter, position, dots, positions);
        other.accept(filter, position, dots, positions);
      };
    }
  }

  private void each(RealImages images, Frame frame, Sink sink) {
    int pixels = frame.outputs();
    int most = Math.min(images.images(), Math.max(1, POSITIONS / pixels));
    int inputs = window.taps() * channels;
    float[][] rows = AlignedRows.ofFloats(inputs + Math.min(BLOCK, filters), most * pixels);
    float[][] patches = Arrays.copyOf(rows, inputs);
    float[][] dots = Arrays.copyOfRange(rows, inputs, rows.length);
    TermSums sums = new TermSums(factors, dots.length, most * pixels);
    for (int image = 0; image < images.images(); image += most) {
      int count = Math.min(most, images.images() - image);
      fill(patches, images, frame, image, count);
      for (int f = 0; f < filters; f += BLOCK) {
        float[][] block = Arrays.copyOf(dots, Math.min(BLOCK, filters - f));
        for (int term = 0; term < weights.length; term++) {
          multiply(weights[term], f, patches, count * pixels, block);
          sums.addRows(term, f, block);
        }
        sink.accept(f, image * pixels, block, count * pixels);
      }
    }
  }

  /**
   * All dot products.
   *
   * @return [images × output height × output width, filters], row after row
   * @throws IllegalArgumentException if the images have other channels, or are smaller with their
   *     padding than the window
   */
  public float[] products(RealImages images) {
    Frame frame = frame(images);
    int outputs = Math.multiplyExact(images.images(), frame.outputs());
    float[] rows = new float[Math.multiplyExact(outputs, filters)];
    each(images, frame, toRows(rows));
    return rows;
  }

  private Frame frame(RealImages images) {
    if (images.values().length != Math.multiplyExact(images.positions(), channels)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%d numbers are no %d images of %d × %d with %d channels",
              images.values().length,
              images.images(),
              images.height(),
              images.width(),
              channels));
    }
    return new Frame(window, images.height(), images.width());
  }

  private Sink toRows(float[] rows) {
    return (filter, position, dots, positions) -> {
      for (int m = 0; m < positions; m++) {
        int row = (position + m) * filters + filter;
        for (int f = 0; f < dots.length; f++) {
          rows[row + f] = dots[f][AlignedRows.FIRST + m];
        }
      }
    };
  }

  /**
   * Returns what leaves the layer.
   *
   * @param pooled whether a 2 × 2 max pool comes before the threshold
   */
  public PackedImages signs(RealImages images, RealThresholds thresholds, boolean pooled) {
    Frame frame = frame(images);
    PackedImages signs = blank(images, frame);
    each(images, frame, toSigns(thresholds, signs));
    return pooled ? thresholds.pooled(signs) : signs;
  }

  private PackedImages blank(RealImages images, Frame frame) {
    return PackedImages.blank(images.images(), frame.outputHeight(), frame.outputWidth(), filters);
  }

  private static Sink toSigns(RealThresholds thresholds, PackedImages signs) {
    return (filter, position, dots, positions) -> {
      int[] word = AlignedRows.ofInts(1, positions)[0];
      int end = AlignedRows.end(positions);
      thresholds.addSigns(filter, dots, AlignedRows.BEFORE, end, word);
      int[] target = signs.words()[filter / Integer.SIZE];
      for (int m = 0; m < positions; m++) {
        target[position + m] |= word[AlignedRows.FIRST + m];
      }
    };
  }

  /**
   * {@link #signs} that has the products written on the way.
   *
   * @param products where to, as {@link #products} gives them
   */
  public PackedImages signs(
      RealImages images, RealThresholds thresholds, boolean pooled, float[] products) {
    Frame frame = frame(images);
    PackedImages signs = blank(images, frame);
    each(images, frame, toRows(products).and(toSigns(thresholds, signs)));
    return pooled ? thresholds.pooled(signs) : signs;
  }

  private void fill(float[][] patches, RealImages images, Frame frame, int firstImage, int count) {
    float[] values = images.values();
    int down = window.down().stride();
    int across = window.across().stride();
    int step = across * channels;
    int width = frame.outputWidth();
    for (int row = 0; row < patches.length; row++) {
      int tap = row / channels;
      int firstRow = frame.firstRow(tap);
      int endRow = frame.endRow(tap);
      int firstColumn = frame.firstColumn(tap);
      int length = frame.endColumn(tap) - firstColumn;
      int dy = frame.offsetDown(tap);
      int first = (firstColumn * across + frame.offsetAcross(tap)) * channels + row % channels;
      float[] patch = patches[row];
      Arrays.fill(patch, window.padValue());
      for (int image = 0; image < count; image++) {
        int target = AlignedRows.FIRST + image * frame.outputs() + firstColumn;
        int line = (firstImage + image) * frame.height() + dy;
        for (int y = firstRow; y < endRow; y++) {
          int source = (line + y * down) * frame.width() * channels + first;
          copy(values, source, step, patch, target + y * width, length);
        }
      }
    }
  }

  private static void copy(float[] from, int first, int step, float[] to, int target, int length) {
    for (int i = 0; i < length; i++) {
      to[target + i] = from[first + i * step];
    }
  }

  /** Some filters' products; three rows of inputs meet all of them while they are near. */
  private static void multiply(
      float[][] filters, int filter, float[][] inputs, int positions, float[][] dots) {
    for (float[] row : dots) {
      Arrays.fill(row, 0);
    }
    int end = AlignedRows.end(positions);
    int k = 0;
    for (; k + 3 <= inputs.length; k += 3) {
      for (int f = 0; f < dots.length; f++) {
        float[] weights = filters[filter + f];
        addThree(
            weights[k],
            weights[k + 1],
            weights[k + 2],
            inputs[k],
            inputs[k + 1],
            inputs[k + 2],
            end,
            dots[f]);
      }
    }
    for (; k < inputs.length; k++) {
      for (int f = 0; f < dots.length; f++) {
        addOne(filters[filter + f][k], inputs[k], end, dots[f]);
      }
    }
  }

  private static void addThree(
      float w0, float w1, float w2, float[] x0, float[] x1, float[] x2, int end, float[] dots) {
    for (int m = AlignedRows.BEFORE; m < end; m++) {
      dots[m] += w0 * x0[m] + w1 * x1[m] + w2 * x2[m];
    }
  }

  private static void addOne(float w, float[] x, int end, float[] dots) {
    for (int m = AlignedRows.BEFORE; m < end; m++) {
      dots[m] += w * x[m];
    }
  }
}
