package org.orthant.kernels.convolution;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Images whose numbers are +1 or −1, a bit each, 1 for +1. Neighbouring positions lie side by side:
 * {@code words[w][p]} holds channels 32w … 32w + 31 of position p, positions counted image after
 * image and row after row. Bits beyond the last channel are 0.
 */
public final class PackedImages {
  private final int images;
  private final int height;
  private final int width;
  private final int channels;
  private final int[][] words;

  PackedImages(int images, int height, int width, int channels, int[][] words) {
    this.images = images;
    this.height = height;
    this.width = width;
    this.channels = channels;
    this.words = words;
  }

  /** Images of nothing but −1, whose bits are still to be set. */
  static PackedImages blank(int images, int height, int width, int channels) {
    int[][] words = new int[wordsFor(channels)][images * height * width];
    return new PackedImages(images, height, width, channels, words);
  }

  /** Returns how many words hold that many bits. */
  static int wordsFor(int bits) {
    return (bits + Integer.SIZE - 1) / Integer.SIZE;
  }

  /** The bits of a word of 32 channels that are channels. */
  static int present(int word, int channels) {
    int first = word * Integer.SIZE;
    return channels - first < Integer.SIZE ? (1 << (channels - first)) - 1 : ~0;
  }

  /**
   * Packs numbers, if they are nothing but +1 and −1.
   *
   * @param values [images, height, width, channels]
   */
  public static Optional<PackedImages> of(
      float[] values, int images, int height, int width, int channels) {
    int positions = images * height * width;
    int[][] words = new int[wordsFor(channels)][positions];
    for (int p = 0; p < positions; p++) {
      for (int w = 0; w < words.length; w++) {
        int first = w * Integer.SIZE;
        int kept = Math.min(Integer.SIZE, channels - first);
        int from = p * channels + first;
        for (int bit = 0; bit < kept; bit++) {
          if (Math.abs(values[from + bit]) != 1) {
            return Optional.empty();
          }
          words[w][p] |= positive(values[from + bit]) << bit;
        }
      }
    }
    return Optional.of(new PackedImages(images, height, width, channels, words));
  }

  /**
   * 1 if a number that is not 0 is positive, else 0; without a branch that would be guessed wrong.
   */
  static int positive(float number) {
    return ~Float.floatToRawIntBits(number) >>> (Integer.SIZE - 1);
  }

  /** The numbers again, [images, height, width, channels]. */
  public float[] unpacked() {
    int positions = positions();
    float[] values = new float[Math.multiplyExact(positions, channels)];
    for (int w = 0; w < words.length; w++) {
      int first = w * Integer.SIZE;
      int kept = Math.min(Integer.SIZE, channels - first);
      for (int p = 0; p < positions; p++) {
        int word = words[w][p];
        int from = p * channels + first;
        for (int bit = 0; bit < kept; bit++) {
          values[from + bit] = 2 * (word >>> bit & 1) - 1;
        }
      }
    }
    return values;
  }

  /** Each image as an image of one position, its numbers in the same order. */
  public PackedImages flattened() {
    int pixels = height * width;
    if (pixels == 1) {
      return this;
    }
    int bits = Math.multiplyExact(pixels, channels);
    int[][] flat = new int[wordsFor(bits)][images];
    for (int pixel = 0; pixel < pixels; pixel++) {
      for (int w = 0; w < words.length; w++) {
        int from = pixel * channels + w * Integer.SIZE;
        int kept = Math.min(Integer.SIZE, channels - w * Integer.SIZE);
        for (int image = 0; image < images; image++) {
          place(words[w][image * pixels + pixel], from, kept, flat, image);
        }
      }
    }
    return new PackedImages(images, 1, 1, bits, flat);
  }

  /**
   * The channels of several, those of one part after those of the other.
   *
   * @param parts at least one; as many images of the same height and width each
   * @throws IllegalArgumentException if there is none, or they differ in more than their channels
   */
  public static PackedImages concatenated(List<PackedImages> parts) {
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("no images to concatenate");
    }
    PackedImages any = parts.get(0);
    int channels = 0;
    for (PackedImages part : parts) {
      if (part.images != any.images || part.height != any.height || part.width != any.width) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "the channels of %d images of %d × %d do not follow those of %d of %d × %d",
                part.images,
                part.height,
                part.width,
                any.images,
                any.height,
                any.width));
      }
      channels = Math.addExact(channels, part.channels);
    }
    PackedImages all = blank(any.images, any.height, any.width, channels);
    int from = 0;
    for (PackedImages part : parts) {
      for (int w = 0; w < part.words.length; w++) {
        int first = from + w * Integer.SIZE;
        int kept = Math.min(Integer.SIZE, part.channels - w * Integer.SIZE);
        for (int p = 0; p < part.positions(); p++) {
          place(part.words[w][p], first, kept, all.words, p);
        }
      }
      from += part.channels;
    }
    return all;
  }

  /**
   * The maximum over a window around each of its positions; padding does not count. Of signs that
   * is +1 where any is.
   *
   * @param down the window along the height
   * @param across the window along the width
   * @return images of {@link Axis#output} height and width
   * @throws IllegalArgumentException if the window is larger than the images with their padding, or
   *     meets nothing but padding somewhere
   */
  public PackedImages maximum(Axis down, Axis across) {
    return MaxPooling.ofSigns(this, down, across);
  }

  /**
   * Larger images, with these in them and one sign around.
   *
   * @param top how many rows come before
   * @param bottom how many rows come after
   * @param left how many columns come before
   * @param right how many columns come after
   * @param sign +1 or −1
   * @throws IllegalArgumentException if it is no sign, or one of the others is below 0
   */
  public PackedImages padded(int top, int bottom, int left, int right, int sign) {
    Window window =
        new Window(new Axis(1, 1, 1, top, bottom), new Axis(1, 1, 1, left, right), sign);
    if (sign == 0) {
      throw new IllegalArgumentException("images of bits are padded with 1 or -1, not with 0");
    }
    Frame frame = new Frame(window.overSigns(), height, width);
    PackedImages larger = blank(images, frame.outputHeight(), frame.outputWidth(), channels);
    for (int w = 0; w < words.length; w++) {
      Arrays.fill(larger.words[w], window.paddingBits(w, channels));
      for (int row = 0; row < images * height; row++) {
        int y = row / height * larger.height + row % height + top;
        System.arraycopy(words[w], row * width, larger.words[w], y * larger.width + left, width);
      }
    }
    return larger;
  }

  /** Puts the bits of a word where they may reach into the next one. */
  private static void place(int word, int from, int bits, int[][] target, int position) {
    int index = from / Integer.SIZE;
    int shift = from % Integer.SIZE;
    target[index][position] |= word << shift;
    if (shift + bits > Integer.SIZE) {
      target[index + 1][position] |= word >>> (Integer.SIZE - shift);
    }
  }

  /**
   * Images of one size, one after the other.
   *
   * @param parts at least one
   */
  public static PackedImages joined(List<PackedImages> parts) {
    int images = parts.stream().mapToInt(PackedImages::images).sum();
    PackedImages any = parts.get(0);
    int[][] words = new int[any.words.length][images * any.height * any.width];
    int position = 0;
    for (PackedImages part : parts) {
      for (int w = 0; w < words.length; w++) {
        System.arraycopy(part.words[w], 0, words[w], position, part.positions());
      }
      position += part.positions();
    }
    return new PackedImages(images, any.height, any.width, any.channels, words);
  }

  /** The first images alone. */
  public PackedImages first(int count) {
    int positions = count * height * width;
    return new PackedImages(
        count,
        height,
        width,
        channels,
        Arrays.stream(words).map(word -> Arrays.copyOf(word, positions)).toArray(int[][]::new));
  }

  /** A hash of an image where all are the same; empty where they are not. */
  public OptionalInt hashIfAlike() {
    int pixels = height * width;
    int hash = 1;
    for (int[] word : words) {
      for (int from = pixels; from < word.length; from += pixels) {
        if (!Arrays.equals(word, 0, pixels, word, from, from + pixels)) {
          return OptionalInt.empty();
        }
      }
      for (int pixel = 0; pixel < pixels; pixel++) {
        hash = 31 * hash + word[pixel];
      }
    }
    return OptionalInt.of(hash);
  }

  public int images() {
    return images;
  }

  public int height() {
    return height;
  }

  public int width() {
    return width;
  }

  public int channels() {
    return channels;
  }

  /** Of all images together. */
  int positions() {
    return images * height * width;
  }

  int[][] words() {
    return words;
  }
}
