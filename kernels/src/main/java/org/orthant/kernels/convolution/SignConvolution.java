package org.orthant.kernels.convolution;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.IntUnaryOperator;
import org.orthant.kernels.rows.AlignedRows;
import org.orthant.kernels.xnor.XnorProduct;
import org.orthant.kernels.xnor.XnorVariant;

/**
 * A convolution of signs with packed filters: the dot product of every filter with what a window
 * takes in at each of its positions, as whole numbers. A dense layer is the case of one tap on
 * images of one position.
 *
 * <p>Padding of +1 or −1 is signs as any others. Packed signs have no zero, so a tap that meets a
 * padding of 0 reads −1. In how many components that disagrees with a filter is known beforehand,
 * and is what the count begins below 0 with.
 *
 * <p>Images of another size, or with other channels than the filters have, are refused with an
 * {@link IllegalArgumentException}.
 */
public final class SignConvolution {
  /** As many filters as a word of the next layer's input has bits. */
  static final int BLOCK = Integer.SIZE;

  /** With about as many positions at a time, a block's counts and some inputs stay in the cache. */
  private static final int POSITIONS = 1024;

  /** So many numbers are put side by side at a time. */
  private static final int TRANSPOSED = 4;

  private final PackedFilters filters;
  private final Frame frame;
  private final XnorProduct product;
  private final int most;

  /** What the count of disagreements begins with, [filters][outputs of an image]. */
  private final int[][] beginnings;

  /** How many weights meet something, [outputs of a tile]. */
  private final int[] met;

  /**
   * @param filters with as many taps as the window
   * @param window padded with 0, +1 or −1
   * @param height of the images
   * @param width of the images
   * @throws IllegalArgumentException if the filters have other taps, the padding is another number,
   *     or the window is larger than the images with their padding
   */
  public SignConvolution(PackedFilters filters, Window window, int height, int width) {
    this(filters, window, height, width, XnorVariant.chosen().product());
  }

  SignConvolution(
      PackedFilters filters, Window window, int height, int width, XnorProduct product) {
    if (filters.taps() != window.taps()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "filters of %d taps under a window of %d × %d",
              filters.taps(),
              window.down().taps(),
              window.across().taps()));
    }
    this.filters = filters;
    this.frame = new Frame(window.overSigns(), height, width);
    this.product = product;
    this.most = Math.max(1, POSITIONS / frame.outputs());
    Border border = window.padsWithZeros() ? new Border(frame) : Border.none(frame);
    this.beginnings = beginnings(filters, border);
    this.met = met(filters, border, most);
  }

  /**
   * Less than 0 by what will be counted in vain: an absent tap reads as −1 and disagrees wherever
   * the filter has +1.
   */
  private static int[][] beginnings(PackedFilters filters, Border border) {
    int[][] beginnings = new int[filters.filters()][];
    if (border.isEmpty()) {
      Arrays.fill(beginnings, border.spread(0));
      return beginnings;
    }
    for (int f = 0; f < beginnings.length; f++) {
      int[] positive = positive(filters.first()[f], filters.taps());
      if (filters.ternary()) {
        int[] second = positive(filters.second()[f], filters.taps());
        Arrays.setAll(positive, tap -> positive[tap] + second[tap]);
      }
      beginnings[f] = border.spread(0, ofMissing(border, tap -> -positive[tap]));
    }
    return beginnings;
  }

  /** Returns how many bits of each tap are set. */
  private static int[] positive(int[] signs, int taps) {
    int words = signs.length / taps;
    int[] positive = new int[taps];
    for (int i = 0; i < signs.length; i++) {
      positive[i / words] += Integer.bitCount(signs[i]);
    }
    return positive;
  }

  /** Of each kind of border position, what its missing taps come to. */
  private static int[] ofMissing(Border border, IntUnaryOperator ofTap) {
    return border.missing().stream().mapToInt(taps -> taps.stream().map(ofTap).sum()).toArray();
  }

  /** Returns how many weights of a filter meet something, for each output of a tile. */
  private static int[] met(PackedFilters filters, Border border, int images) {
    int[] image =
        border.spread(
            filters.dimension(),
            Arrays.stream(ofMissing(border, tap -> filters.channels()))
                .map(missing -> filters.dimension() - missing)
                .toArray());
    int[] tile = AlignedRows.ofInts(1, images * image.length)[0];
    repeat(image, tile, images * image.length);
    return tile;
  }

  /** Takes dot products. */
  @FunctionalInterface
  interface Sink {
    /**
     * Takes those of some filters with some positions.
     *
     * @param filter the first of the filters
     * @param position the first of the positions, counted over all images
     * @param dots without α: [filters, at most {@value SignConvolution#BLOCK}], {@link
     *     AlignedRows}; valid during the call, and may be overwritten
     * @param positions how many, whole images
     */
    void accept(int filter, int position, int[][] dots, int positions);

    /** Has another take what this one leaves as it is. */
    default Sink and(Sink other) {
      return (filter, position, dots, positions) -> {
        accept(filter, position, dots, positions);
        other.accept(filter, position, dots, positions);
      };
    }
  }

  /** Computes all dot products, tile by tile. */
  void each(PackedImages images, Sink sink) {
    each(images, 0, images.images(), sink);
  }

  private void each(PackedImages images, int from, int to, Sink sink) {
    check(images);
    int pixels = frame.outputs();
    int longest = Math.min(to - from, most) * pixels;
    int words = PackedPatches.rows(images, frame.window());
    int[][] rows = AlignedRows.ofInts(words + Math.min(BLOCK, filters.filters()), longest);
    PackedPatches patches = new PackedPatches(images, frame, Arrays.copyOf(rows, words));
    int[][] dots = Arrays.copyOfRange(rows, words, rows.length);
    for (int image = from; image < to; image += most) {
      int count = Math.min(most, to - image);
      int[][] inputs = patches.of(image, count);
      for (int f = 0; f < filters.filters(); f += BLOCK) {
        int end = Math.min(filters.filters(), f + BLOCK);
        int[][] block = Arrays.copyOf(dots, end - f);
        fill(f, inputs, count * pixels, block);
        sink.accept(f, image * pixels, block, count * pixels);
      }
    }
  }

  private void check(PackedImages images) {
    if (images.height() != frame.height()
        || images.width() != frame.width()
        || images.channels() != filters.channels()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "images of %d × %d with %d channels, but the filters are for %d × %d with %d",
              images.height(),
              images.width(),
              images.channels(),
              frame.height(),
              frame.width(),
              filters.channels()));
    }
  }

  private void fill(int filter, int[][] inputs, int positions, int[][] dots) {
    for (int f = 0; f < dots.length; f++) {
      repeat(beginnings[filter + f], dots[f], positions);
    }
    int end = filter + dots.length;
    int to = AlignedRows.end(positions);
    product.addDisagreements(
        Arrays.copyOfRange(filters.first(), filter, end), inputs, AlignedRows.BEFORE, to, dots);
    int weight = 2;
    if (filters.ternary()) {
      weight = 1;
      product.addDisagreements(
          Arrays.copyOfRange(filters.second(), filter, end), inputs, AlignedRows.BEFORE, to, dots);
    }
    for (int[] counts : dots) {
      subtract(weight, counts, met, to);
    }
  }

  /** Writes numbers again and again. */
  private static void repeat(int[] numbers, int[] row, int length) {
    System.arraycopy(numbers, 0, row, AlignedRows.FIRST, numbers.length);
    for (int done = numbers.length; done < length; done *= 2) {
      int more = Math.min(done, length - done);
      System.arraycopy(row, AlignedRows.FIRST, row, AlignedRows.FIRST + done, more);
    }
  }

  private static void subtract(int weight, int[] counts, int[] from, int to) {
    for (int m = AlignedRows.BEFORE; m < to; m++) {
      counts[m] = from[m] - weight * counts[m];
    }
  }

  /**
   * All dot products.
   *
   * @return [images × output height × output width, filters], row after row
   */
  public float[] products(PackedImages images) {
    float[] rows = new float[Math.multiplyExact(outputs(images), filters.filters())];
    each(images, toRows(rows));
    return rows;
  }

  /** Of all images together. */
  private int outputs(PackedImages images) {
    return Math.multiplyExact(images.images(), frame.outputs());
  }

  private Sink toRows(float[] rows) {
    int all = filters.filters();
    return (filter, position, dots, positions) -> {
      int f = 0;
      for (; f + TRANSPOSED <= dots.length; f += TRANSPOSED) {
        transpose(dots, f, positions, filter + f, rows, position * all + filter + f);
      }
      for (; f < dots.length; f++) {
        float scale = filters.scale(filter + f);
        for (int m = 0; m < positions; m++) {
          rows[(position + m) * all + filter + f] = scale * dots[f][AlignedRows.FIRST + m];
        }
      }
    };
  }

  /**
   * The dot products of some images.
   *
   * @param fromImage the first image
   * @param toImage the one after the last
   * @param rows where they go, [images × output height × output width of all images][filters]
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
              rows[position + m][filter + f] = scale * dots[f][AlignedRows.FIRST + m];
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
      row[filter] = scaleA * a[AlignedRows.FIRST + m];
      row[filter + 1] = scaleB * b[AlignedRows.FIRST + m];
      row[filter + 2] = scaleC * c[AlignedRows.FIRST + m];
      row[filter + 3] = scaleD * d[AlignedRows.FIRST + m];
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
      rows[row] = scaleA * a[AlignedRows.FIRST + m];
      rows[row + 1] = scaleB * b[AlignedRows.FIRST + m];
      rows[row + 2] = scaleC * c[AlignedRows.FIRST + m];
      rows[row + 3] = scaleD * d[AlignedRows.FIRST + m];
      row += filters.filters();
    }
  }

  /** The sums over positions of each filter's dot products, without α, and of their squares. */
  public DotSums sums(PackedImages images, boolean pooled) {
    DotSums sums = new DotSums(filters.filters());
    each(
        images,
        (filter, position, dots, positions) -> {
          int rows = positions / frame.outputWidth();
          for (int f = 0; f < dots.length; f++) {
            int count =
                pooled
                    ? MaxPooling.inPlace(
                        dots[f], AlignedRows.FIRST, rows, frame.outputHeight(), frame.outputWidth())
                    : positions;
            sums.add(filter + f, dots[f], AlignedRows.FIRST, count);
          }
        });
    return sums;
  }

  /**
   * Returns what leaves the layer.
   *
   * @param thresholds one for each filter's dot products without α
   * @param pooled whether a 2 × 2 max pool comes before the threshold
   */
  public PackedImages signs(PackedImages images, SignThresholds thresholds, boolean pooled) {
    PackedImages signs = blank(images);
    each(images, toSigns(thresholds, signs));
    return pooled ? thresholds.pooled(signs) : signs;
  }

  private PackedImages blank(PackedImages images) {
    return PackedImages.blank(
        images.images(), frame.outputHeight(), frame.outputWidth(), filters.filters());
  }

  private Sink toSigns(SignThresholds thresholds, PackedImages signs) {
    return (filter, position, dots, positions) -> {
      int[] word = AlignedRows.ofInts(1, positions)[0];
      int to = AlignedRows.end(positions);
      for (int f = 0; f < dots.length; f++) {
        thresholds.addSigns(filter + f, dots[f], AlignedRows.BEFORE, to, word);
      }
      int[] target = signs.words()[filter / BLOCK];
      System.arraycopy(word, AlignedRows.FIRST, target, position, positions);
    };
  }

  /**
   * {@link #signs} that has the products written on the way.
   *
   * @param products where to, as {@link #products} gives them
   */
  public PackedImages signs(
      PackedImages images, SignThresholds thresholds, boolean pooled, float[] products) {
    PackedImages signs = blank(images);
    each(images, toRows(products).and(toSigns(thresholds, signs)));
    return pooled ? thresholds.pooled(signs) : signs;
  }
}
