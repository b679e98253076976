package org.orthant.formats.equalization;

import java.util.Arrays;
import org.orthant.api.model.LayerShape;

/**
 * The ranges max|w| of a layer's filters and of the channels that enter it, under factors of both.
 * Only the largest of the weights between a channel and a filter count.
 */
final class Ranges {
  private final LayerShape shape;
  private final int columns;
  private final float[] largest;
  private final double[] multiplied;
  private final double[] divided;

  /**
   * The ranges of a layer as it is.
   *
   * @param channels how many enter; of a flattened image how many it had before, each of which
   *     comes again for every pixel
   */
  Ranges(FloatLayer layer, int channels) {
    shape = layer.shape();
    columns = Math.min(channels, shape.channelsPerGroup());
    largest = new float[shape.filters() * columns];
    multiplied = ones(channels);
    divided = ones(shape.filters());
    float[] weights = layer.weights();
    for (int i = 0; i < weights.length; i++) {
      int place = layer.filter(i) * columns + i % shape.channelsPerGroup() % columns;
      largest[place] = Math.max(largest[place], Math.abs(weights[i]));
    }
  }

  private static double[] ones(int count) {
    double[] ones = new double[count];
    Arrays.fill(ones, 1);
    return ones;
  }

  /** The range of each filter. */
  double[] ofFilters() {
    double[] ranges = new double[divided.length];
    for (int place = 0; place < largest.length; place++) {
      ranges[filter(place)] = Math.max(ranges[filter(place)], range(place));
    }
    return ranges;
  }

  /** The range of each channel that enters. */
  double[] ofChannels() {
    double[] ranges = new double[multiplied.length];
    for (int place = 0; place < largest.length; place++) {
      ranges[channel(place)] = Math.max(ranges[channel(place)], range(place));
    }
    return ranges;
  }

  private double range(int place) {
    return largest[place] * multiplied[channel(place)] / divided[filter(place)];
  }

  private int filter(int place) {
    return place / columns;
  }

  private int channel(int place) {
    int group = filter(place) / shape.filtersPerGroup();
    return (group * shape.channelsPerGroup() + place % columns) % multiplied.length;
  }

  /** Divides each filter. */
  void divide(double... scales) {
    for (int i = 0; i < divided.length; i++) {
      divided[i] *= scales[i];
    }
  }

  /** Multiplies each channel that enters. */
  void multiply(double... scales) {
    for (int i = 0; i < multiplied.length; i++) {
      multiplied[i] *= scales[i];
    }
  }

  /** By what each filter was divided in all. */
  double[] divided() {
    return divided.clone();
  }
}
