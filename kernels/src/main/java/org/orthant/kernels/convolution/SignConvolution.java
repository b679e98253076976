package org.orthant.kernels.convolution;

import java.util.Arrays;
import java.util.BitSet;
import org.orthant.kernels.rows.AlignedRows;
import org.orthant.kernels.xnor.XnorProduct;
import org.orthant.kernels.xnor.XnorVariant;

/**
 * A convolution of signs with packed filters, stride 1, padded with exact zeros: the dot product of
 * every filter with the patch around every position, as whole numbers. A dense layer is the case of
 * a 1 × 1 kernel on images of one position.
 *
 * <p>Packed signs have no zero, so a tap outside the image meets −1 at first, and what that adds is
 * taken off again where it happens, at the border.
 */
public final class SignConvolution {
  /** As many filters as a word of the next layer's input has bits. */
  static final int BLOCK = Integer.SIZE;

  /** With about as many positions at a time, a block's counts and some inputs stay in the cache. */
  private static final int POSITIONS = 1024;

  /** So many numbers are put side by side at a time. */
  private static final int TRANSPOSED = 4;

  private final PackedFilters filters;
  private final int kernel;
  private final Border border;
  private final int[][] corrections;
  private final XnorProduct product;

  /**
   * @param filters with as many taps as the kernel has
   * @param kernel the side of the square kernel, odd
   * @param height of the images
   * @param width of the images
   */
  public SignConvolution(PackedFilters filters, int kernel, int height, int width) {
    this(filters, kernel, height, width, XnorVariant.chosen().product());
  }

  SignConvolution(PackedFilters filters, int kernel, int height, int width, XnorProduct product) {
    if (filters.taps() != kernel * kernel) {
      throw new IllegalArgumentException(
          "%d taps are no %d × %d kernel".formatted(filters.taps(), kernel, kernel));
    }
    this.filters = filters;
    this.kernel = kernel;
    this.border = new Border(height, width, kernel);
    this.corrections = corrections(filters, border);
    this.product = product;
  }

  /** What each filter's dot product lacks at each kind of border position. */
  private static int[][] corrections(PackedFilters filters, Border border) {
    int[][] corrections = new int[filters.filters()][border.missing().size()];
    for (int f = 0; f < corrections.length; f++) {
      for (int kind = 0; kind < corrections[f].length; kind++) {
        BitSet missing = border.missing().get(kind);
        int positive =
            positive(filters.first()[f], missing, filters.taps())
                + positive(filters.second()[f], missing, filters.taps());
        corrections[f][kind] = positive - missing.cardinality() * filters.channels();
      }
    }
    return corrections;
  }

  private static int positive(int[] signs, BitSet taps, int all) {
    int words = signs.length / all;
    return taps.stream()
        .flatMap(tap -> Arrays.stream(signs, tap * words, (tap + 1) * words))
        .map(Integer::bitCount)
        .sum();
  }

  /** Takes dot products. */
  @FunctionalInterface
  interface Sink {
    /**
     * Takes those of some filters with some positions.
     *
     * @param filter the first of the filters
     * @param position the first of the positions, counted over all images
     * @param dots without α: [filters, at most {@value SignConvolution#BLOCK}][at least positions];
     *     valid during the call, and may be overwritten
     * @param positions how many, whole images
     */
    void accept(int filter, int position, int[][] dots, int positions);
  }

  /** Computes all dot products, tile by tile. */
  void each(PackedImages images, Sink sink) {
    each(images, 0, images.images(), sink);
  }

  private void each(PackedImages images, int from, int to, Sink sink) {
    int pixels = images.height() * images.width();
    int most = Math.min(to - from, Math.max(1, POSITIONS / pixels));
    int words = PackedPatches.rows(images, kernel);
    int[][] rows = AlignedRows.ofInts(words + Math.min(BLOCK, filters.filters()), most * pixels);
    PackedPatches patches = new PackedPatches(images, kernel, Arrays.copyOf(rows, words));
    int[][] dots = Arrays.copyOfRange(rows, words, rows.length);
    for (int image = from; image < to; image += most) {
      int count = Math.min(most, to - image);
      int[][] inputs = patches.of(image, count);
      for (int f = 0; f < filters.filters(); f += BLOCK) {
        int end = Math.min(filters.filters(), f + BLOCK);
        int[][] block = Arrays.copyOf(dots, end - f);
        fill(f, inputs, count, pixels, block);
        sink.accept(f, image * pixels, block, count * pixels);
      }
    }
  }

  private void fill(int filter, int[][] inputs, int images, int pixels, int[][] dots) {
    int positions = images * pixels;
    for (int[] counts : dots) {
      Arrays.fill(counts, 0, positions, 0);
    }
    int end = filter + dots.length;
    product.addDisagreements(
        Arrays.copyOfRange(filters.first(), filter, end), inputs, positions, dots);
    int weight = 2;
    if (filters.ternary()) {
      weight = 1;
      product.addDisagreements(
          Arrays.copyOfRange(filters.second(), filter, end), inputs, positions, dots);
    }
    for (int f = 0; f < dots.length; f++) {
      subtract(weight, dots[f], filters.dimension(), positions);
      for (int image = 0; image < images; image++) {
        border.add(corrections[filter + f], dots[f], image * pixels);
      }
    }
  }

  private static void subtract(int weight, int[] counts, int from, int positions) {
    for (int m = 0; m < positions; m++) {
      counts[m] = from - weight * counts[m];
    }
  }

  /**
   * All dot products.
   *
   * @return [images × height × width, filters], row after row
   */
  public float[] products(PackedImages images) {
    int all = filters.filters();
    float[] rows = new float[Math.multiplyExact(images.positions(), all)];
    each(
        images,
        (filter, position, dots, positions) -> {
          int f = 0;
          for (; f + TRANSPOSED <= dots.length; f += TRANSPOSED) {
            transpose(dots, f, positions, filter + f, rows, position * all + filter + f);
          }
          for (; f < dots.length; f++) {
            float scale = filters.scale(filter + f);
            for (int m = 0; m < positions; m++) {
              rows[(position + m) * all + filter + f] = scale * dots[f][m];
            }
          }
        });
    return rows;
  }

  /**
   * The dot products of some images.
   *
   * @param fromImage the first image
   * @param toImage the one after the last
   * @param rows where they go, [images × height × width of all images][filters]
   */
  public void products(PackedImages images, int fromImage, int toImage, float[][] rows) {
    each(
        images,
        fromImage,
        toImage,
        (filter, position, dots, positions) -> {
          int f = 0;
          for (; f + TRANSPOSED <= dots.length; f += TRANSPOSED) {
            transpose(dots, f, positions, filter + f, rows, position);
          }
          for (; f < dots.length; f++) {
            float scale = filters.scale(filter + f);
            for (int m = 0; m < positions; m++) {
              rows[position + m][filter + f] = scale * dots[f][m];
            }
          }
        });
  }

  private void transpose(
      int[][] dots, int f, int positions, int filter, float[][] rows, int position) {
    int[] a = dots[f];
    int[] b = dots[f + 1];
    int[] c = dots[f + 2];
    int[] d = dots[f + 3];
    float scaleA = filters.scale(filter);
    float scaleB = filters.scale(filter + 1);
    float scaleC = filters.scale(filter + 2);
    float scaleD = filters.scale(filter + 3);
    for (int m = 0; m < positions; m++) {
      float[] row = rows[position + m];
      row[filter] = scaleA * a[m];
      row[filter + 1] = scaleB * b[m];
      row[filter + 2] = scaleC * c[m];
      row[filter + 3] = scaleD * d[m];
    }
  }

  private void transpose(int[][] dots, int f, int positions, int filter, float[] rows, int from) {
    int[] a = dots[f];
    int[] b = dots[f + 1];
    int[] c = dots[f + 2];
    int[] d = dots[f + 3];
    float scaleA = filters.scale(filter);
    float scaleB = filters.scale(filter + 1);
    float scaleC = filters.scale(filter + 2);
    float scaleD = filters.scale(filter + 3);
    int row = from;
    for (int m = 0; m < positions; m++) {
      rows[row] = scaleA * a[m];
      rows[row + 1] = scaleB * b[m];
      rows[row + 2] = scaleC * c[m];
      rows[row + 3] = scaleD * d[m];
      row += filters.filters();
    }
  }

  /** The sums over positions of each filter's dot products, without α, and of their squares. */
  public DotSums sums(PackedImages images, boolean pooled) {
    DotSums sums = new DotSums(filters.filters());
    each(
        images,
        (filter, position, dots, positions) -> {
          int rows = positions / images.width();
          for (int f = 0; f < dots.length; f++) {
            int count =
                pooled
                    ? MaxPooling.inPlace(dots[f], rows, images.height(), images.width())
                    : positions;
            sums.add(filter + f, dots[f], count);
          }
        });
    return sums;
  }

  /**
   * What leaves the layer.
   *
   * @param thresholds one for each filter's dot products without α
   * @param pooled whether a 2 × 2 max pool comes before the threshold
   */
  public PackedImages signs(PackedImages images, SignThresholds thresholds, boolean pooled) {
    int[][] words = new int[PackedImages.wordsFor(filters.filters())][images.positions()];
    each(
        images,
        (filter, position, dots, positions) -> {
          int[] word = new int[positions];
          for (int f = 0; f < dots.length; f++) {
            thresholds.addSigns(filter + f, dots[f], positions, word);
          }
          System.arraycopy(word, 0, words[filter / BLOCK], position, positions);
        });
    PackedImages signs =
        new PackedImages(
            images.images(), images.height(), images.width(), filters.filters(), words);
    return pooled ? thresholds.pooled(signs) : signs;
  }
}
