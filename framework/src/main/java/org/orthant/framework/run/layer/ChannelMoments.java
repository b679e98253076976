package org.orthant.framework.run.layer;

import org.orthant.kernels.convolution.DotSums;
import org.orthant.kernels.convolution.PackedFilters;
import org.orthant.kernels.lanes.LaneImages;

/**
 * Mean and variance of each channel over rows, summed in float64 and merged without cancellation.
 */
public final class ChannelMoments {
  private long count;
  private final double[] mean;
  private final double[] squares;

  public ChannelMoments(int channels) {
    this.mean = new double[channels];
    this.squares = new double[channels];
  }

  /** Those of some rows, [n, channels] row after row. */
  public static ChannelMoments of(float[] rows, int channels) {
    ChannelMoments moments = new ChannelMoments(channels);
    moments.count = rows.length / channels;
    for (int row = 0; row < rows.length; row += channels) {
      for (int c = 0; c < channels; c++) {
        moments.mean[c] += rows[row + c];
      }
    }
    for (int c = 0; c < channels; c++) {
      moments.mean[c] /= moments.count;
    }
    for (int row = 0; row < rows.length; row += channels) {
      for (int c = 0; c < channels; c++) {
        double deviation = rows[row + c] - moments.mean[c];
        moments.squares[c] += deviation * deviation;
      }
    }
    return moments;
  }

  /** Those of images, channel by channel. */
  public static ChannelMoments of(LaneImages images) {
    ChannelMoments moments = new ChannelMoments(images.channels());
    moments.count = images.channel(0).length;
    for (int c = 0; c < images.channels(); c++) {
      double sum = 0;
      for (float number : images.channel(c)) {
        sum += number;
      }
      double mean = sum / moments.count;
      double squares = 0;
      for (float number : images.channel(c)) {
        squares += (number - mean) * (number - mean);
      }
      moments.mean[c] = mean;
      moments.squares[c] = squares;
    }
    return moments;
  }

  /** Those of products that were summed without α. */
  public static ChannelMoments of(DotSums sums, PackedFilters filters) {
    ChannelMoments moments = new ChannelMoments(filters.filters());
    moments.count = sums.count();
    for (int c = 0; c < moments.mean.length; c++) {
      double scale = filters.scale(c);
      moments.mean[c] = scale * sums.mean(c);
      moments.squares[c] = scale * scale * sums.squaredDeviations(c);
    }
    return moments;
  }

  public void merge(ChannelMoments other) {
    double share = other.count / (double) (count + other.count);
    for (int c = 0; c < mean.length; c++) {
      double shift = other.mean[c] - mean[c];
      squares[c] += other.squares[c] + shift * shift * count * share;
      mean[c] += shift * share;
    }
    count += other.count;
  }

  public double[] mean() {
    return mean.clone();
  }

  /** The mean squared deviation. */
  public double[] variance() {
    double[] variance = new double[squares.length];
    for (int c = 0; c < variance.length; c++) {
      variance[c] = squares[c] / count;
    }
    return variance;
  }
}
