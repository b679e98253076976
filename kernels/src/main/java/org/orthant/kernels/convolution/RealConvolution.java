package org.orthant.kernels.convolution;

import java.util.Arrays;
import org.orthant.kernels.rows.AlignedRows;

/**
 * A convolution of float32 numbers with few channels, such as the pixels of a first layer, stride
 * 1, padded with zeros. Positions are lanes, as in {@link SignConvolution}.
 *
 * <p>The error of a product is at most d·2⁻²⁴·Σ|wᵢaᵢ|, d being the number of summands.
 */
public final class RealConvolution {
  private static final int POSITIONS = 1024;

  /** So many filters' products are handed on at a time. */
  private static final int BLOCK = RealThresholds.TOGETHER;

  private final int filters;
  private final int kernel;
  private final int channels;

  /** [terms][filters][taps × channels] */
  private final float[][][] weights;

  /** [terms][filters]; empty where the weights are taken as they are. */
  private final double[][] factors;

  /**
   * @param weights [filters, taps, channels]
   * @param kernel the side of the square kernel, odd
   */
  public RealConvolution(float[] weights, int filters, int kernel, int channels) {
    this(new float[][] {weights}, new double[0][], filters, kernel, channels);
  }

  /**
   * Of filters that are sums of terms, each a factor times weights; the factors come last. So whole
   * weights and whole numbers, if the magnitudes of their products add up to less than 2²⁴, give
   * exact sums before them.
   *
   * @param weights [terms][filters, taps, channels]
   * @param factors [terms][filters]
   * @param kernel the side of the square kernel, odd
   */
  public RealConvolution(
      float[][] weights, double[][] factors, int filters, int kernel, int channels) {
    this.filters = filters;
    this.kernel = kernel;
    this.channels = channels;
    this.factors = factors;
    int dimension = kernel * kernel * channels;
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

  private void each(RealImages images, Sink sink) {
    int pixels = images.height() * images.width();
    int most = Math.min(images.images(), Math.max(1, POSITIONS / pixels));
    int inputs = kernel * kernel * channels;
    float[][] rows = AlignedRows.ofFloats(inputs + Math.min(BLOCK, filters), most * pixels);
    float[][] patches = Arrays.copyOf(rows, inputs);
    float[][] dots = Arrays.copyOfRange(rows, inputs, rows.length);
    TermSums sums = new TermSums(factors, dots.length, most * pixels);
    for (int image = 0; image < images.images(); image += most) {
      int count = Math.min(most, images.images() - image);
      fill(patches, images, image, count);
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
   * @return [images × height × width, filters], row after row
   */
  public float[] products(RealImages images) {
    float[] rows = new float[Math.multiplyExact(images.positions(), filters)];
    each(images, toRows(rows));
    return rows;
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
   * What leaves the layer.
   *
   * @param pooled whether a 2 × 2 max pool comes before the threshold
   */
  public PackedImages signs(RealImages images, RealThresholds thresholds, boolean pooled) {
    PackedImages signs = blank(images);
    each(images, toSigns(thresholds, signs));
    return pooled ? thresholds.pooled(signs) : signs;
  }

  private PackedImages blank(RealImages images) {
    return PackedImages.blank(images.images(), images.height(), images.width(), filters);
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
    PackedImages signs = blank(images);
    each(images, toRows(products).and(toSigns(thresholds, signs)));
    return pooled ? thresholds.pooled(signs) : signs;
  }

  private void fill(float[][] patches, RealImages images, int firstImage, int count) {
    float[] values = images.values();
    int height = images.height();
    int width = images.width();
    for (int row = 0; row < patches.length; row++) {
      int tap = row / channels;
      int dy = tap / kernel - kernel / 2;
      int dx = tap % kernel - kernel / 2;
      int channel = row % channels;
      float[] patch = patches[row];
      Arrays.fill(patch, 0);
      for (int image = 0; image < count; image++) {
        for (int y = Math.max(0, -dy); y < Math.min(height, height - dy); y++) {
          int target = AlignedRows.FIRST + (image * height + y) * width;
          int source = ((firstImage + image) * height + y + dy) * width + dx;
          for (int x = Math.max(0, -dx); x < Math.min(width, width - dx); x++) {
            patch[target + x] = values[(source + x) * channels + channel];
          }
        }
      }
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
