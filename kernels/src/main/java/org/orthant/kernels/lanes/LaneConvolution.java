package org.orthant.kernels.lanes;

import java.util.Arrays;
import org.orthant.kernels.convolution.Window;

/**
 * A convolution of float32 numbers, in groups or in one. Where a window takes three rows and moves
 * by one, half of the multiplications are saved by {@link MinimalLanes}.
 *
 * <p>The error of a product of d terms is at most 2⁻²⁴ · (d + 8) · Σ|wᵢaᵢ| for a direct sum. Where
 * multiplications are saved it is at most 2⁻²⁴ · 16d · (d / 3 + 12) · max|w| · max|a|, and of
 * random numbers a few 10⁻⁷ of the products' root mean square.
 */
public final class LaneConvolution {
  private final Window window;
  private final int filters;
  private final int groups;
  private final int channelsPerGroup;

  /** [groups][filters per group][taps × channels per group] */
  private final float[][][] weights;

  private final boolean exact;
  private final GroupProducts[] direct;
  private final GroupProducts[] minimal;

  /**
   * Saves multiplications where it can.
   *
   * @param weights [filters, taps, channels per group]; filters of a group stand together
   * @param window padded with any number
   * @param channels of all groups
   * @throws IllegalArgumentException if the weights are more or fewer
   */
  public LaneConvolution(float[] weights, int filters, Window window, int channels, int groups) {
    this(weights, filters, window, channels, groups, false);
  }

  private LaneConvolution(
      float[] weights, int filters, Window window, int channels, int groups, boolean exact) {
    this.exact = exact;
    this.window = window;
    this.filters = filters;
    this.groups = groups;
    this.channelsPerGroup = channels / groups;
    int dimension = Math.multiplyExact(window.taps(), channelsPerGroup);
    if (weights.length != Math.multiplyExact(filters, dimension)) {
      throw new IllegalArgumentException(
          weights.length + " weights, not " + filters + " filters of " + dimension);
    }
    int perGroup = filters / groups;
    this.weights = new float[groups][perGroup][];
    for (int f = 0; f < filters; f++) {
      this.weights[f / perGroup][f % perGroup] =
          Arrays.copyOfRange(weights, f * dimension, (f + 1) * dimension);
    }
    this.direct = new GroupProducts[groups];
    this.minimal = new GroupProducts[groups];
  }

  /**
   * With direct sums alone. Those of whole numbers are exact if the magnitudes of their terms add
   * up to less than 2²⁴.
   *
   * @param weights as the constructor takes them
   * @throws IllegalArgumentException if the weights are more or fewer
   */
  public static LaneConvolution exact(
      float[] weights, int filters, Window window, int channels, int groups) {
    return new LaneConvolution(weights, filters, window, channels, groups, true);
  }

  /**
   * All products.
   *
   * @return images with a channel for each filter
   * @throws IllegalArgumentException if the images have other channels, or are smaller with their
   *     padding than the window
   */
  public LaneImages products(LaneImages images) {
    if (images.channels() != groups * channelsPerGroup) {
      throw new IllegalArgumentException(
          images.channels() + " channels, not " + groups * channelsPerGroup);
    }
    int height = window.outputHeight(images.height());
    int width = window.outputWidth(images.width());
    float[][] products = new float[filters][height * width * images.images()];
    int perGroup = filters / groups;
    for (int group = 0; group < groups; group++) {
      float[][] ofGroup = Arrays.copyOfRange(products, group * perGroup, (group + 1) * perGroup);
      of(group, height).write(images, group * channelsPerGroup, height, width, ofGroup);
    }
    return new LaneImages(products, images.images(), height, width);
  }

  private synchronized GroupProducts of(int group, int outputHeight) {
    boolean saves = !exact && MinimalLanes.serves(window, channelsPerGroup, outputHeight);
    GroupProducts[] made = saves ? minimal : direct;
    if (made[group] == null) {
      made[group] =
          saves
              ? new MinimalLanes(weights[group], window, channelsPerGroup)
              : new DirectLanes(weights[group], window, channelsPerGroup);
    }
    return made[group];
  }
}
