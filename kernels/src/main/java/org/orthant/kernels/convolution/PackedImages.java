package org.orthant.kernels.convolution;

import java.util.Arrays;
import java.util.List;
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

  /** How many words hold that many bits. */
  static int wordsFor(int bits) {
    return (bits + Integer.SIZE - 1) / Integer.SIZE;
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

  /** Puts the bits of a word where they may reach into the next one. */
  private static void place(int word, int from, int bits, int[][] flat, int image) {
    int index = from / Integer.SIZE;
    int shift = from % Integer.SIZE;
    flat[index][image] |= word << shift;
    if (shift + bits > Integer.SIZE) {
      flat[index + 1][image] |= word >>> (Integer.SIZE - shift);
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
