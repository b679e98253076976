package org.orthant.kernels.convolution;

import java.util.Locale;

/**
 * What an output of a convolution takes in. Its taps are counted row after row, as filters hold
 * them.
 *
 * @param down how it lies along the height
 * @param across how it lies along the width
 * @param padValue what a tap beyond the image meets: 0, and for signs also +1 or −1
 */
public record Window(Axis down, Axis across, float padValue) {

  /**
   * Checks that the taps can be counted.
   *
   * @throws ArithmeticException if they are too many
   */
  public Window {
    Math.multiplyExact(down.taps(), across.taps());
  }

  /**
   * A square centred on each position, over zeros beyond the image.
   *
   * @param side odd
   * @throws IllegalArgumentException if it is even
   */
  public static Window same(int side) {
    return new Window(Axis.same(side), Axis.same(side), 0);
  }

  /** Returns how many inputs of a channel an output takes in. */
  public int taps() {
    return down.taps() * across.taps();
  }

  /**
   * The height of what a convolution makes of images.
   *
   * @param height of the images
   * @throws IllegalArgumentException if the window is higher than they are with their padding
   */
  public int outputHeight(int height) {
    return down.output(height);
  }

  /**
   * The width of what a convolution makes of images.
   *
   * @param width of the images
   * @throws IllegalArgumentException if the window is wider than they are with their padding
   */
  public int outputWidth(int width) {
    return across.output(width);
  }

  /** Whether a tap beyond the image adds nothing. */
  boolean padsWithZeros() {
    return padValue == 0;
  }

  /**
   * This window, over images of signs.
   *
   * @throws IllegalArgumentException if its padding is neither 0 nor a sign
   */
  Window overSigns() {
    if (!padsWithZeros() && Math.abs(padValue) != 1) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "signs are padded with 0, 1 or -1, not with %s", padValue));
    }
    return this;
  }

  /**
   * Returns how many weights a filter has.
   *
   * @param weights [terms][filters, taps, channels]
   * @throws IllegalArgumentException if a term has more or fewer
   */
  int dimension(float[][] weights, int filters, int channels) {
    int dimension = Math.multiplyExact(taps(), channels);
    for (float[] term : weights) {
      if (term.length != Math.multiplyExact(filters, dimension)) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "%d weights, but %d filters under a window of %d × %d over %d channels have %d",
                term.length,
                filters,
                down.taps(),
                across.taps(),
                channels,
                filters * dimension));
      }
    }
    return dimension;
  }

  /**
   * The bits of a position beyond images of signs. Where that is 0, which no bit says, it is −1.
   *
   * @param word of 32 channels
   * @param channels in all
   */
  int paddingBits(int word, int channels) {
    return padValue == 1 ? PackedImages.present(word, channels) : 0;
  }
}
