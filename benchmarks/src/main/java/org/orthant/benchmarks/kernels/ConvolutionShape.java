package org.orthant.benchmarks.kernels;

import java.util.SplittableRandom;

/**
 * A 3 × 3 convolution of the paper's network that keeps the number of channels, over a group of
 * images. The name tells K, the number of weights of a filter.
 */
public enum ConvolutionShape {
  K1152(128, 32),
  K2304(256, 16),
  K4608(512, 8);

  /** As many as Orthant computes with at a time. */
  static final int IMAGES = 25;

  static final int KERNEL = 3;

  private final int channels;
  private final int side;

  ConvolutionShape(int channels, int side) {
    this.channels = channels;
    this.side = side;
  }

  /** Returns how many channels come in; as many filters there are. */
  int channels() {
    return channels;
  }

  /** Height and width of an image. */
  int side() {
    return side;
  }

  /** K, the number of weights of a filter. */
  public int dimension() {
    return KERNEL * KERNEL * channels;
  }

  /** Of all images together. */
  int positions() {
    return IMAGES * side * side;
  }

  /** Multiplications and additions for all images. */
  public long products() {
    return (long) positions() * dimension() * channels;
  }

  /** The images' numbers, [images, height, width, channels], +1 or −1. */
  float[] signs() {
    return signs(positions() * channels);
  }

  /** Filters, [filters, taps, channels], +1 or −1. */
  float[] signFilters() {
    return signs(channels * dimension());
  }

  /** Filters, [filters, taps, channels], in (−1, 1). */
  float[] realFilters() {
    SplittableRandom random = new SplittableRandom(channels);
    float[] weights = new float[channels * dimension()];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) random.nextDouble(-1, 1);
    }
    return weights;
  }

  /** So many random signs. */
  static float[] signs(int count) {
    SplittableRandom random = new SplittableRandom(count);
    float[] signs = new float[count];
    for (int i = 0; i < count; i++) {
      signs[i] = random.nextBoolean() ? 1 : -1;
    }
    return signs;
  }
}
