package org.orthant.framework.run;

/**
 * Mean and variance of each channel over rows, summed in float64 and merged without cancellation.
 */
final class ChannelMoments {
  private long count;
  private final double[] mean;
  private final double[] squares;

  ChannelMoments(int channels) {
    this.mean = new double[channels];
    this.squares = new double[channels];
  }

  /** Those of some rows, [n, channels] row after row. */
  static ChannelMoments of(float[] rows, int channels) {
    ChannelMoments moments = new ChannelMoments(channels);
    moments.count = rows.length / channels;
    for (int i = 0; i < rows.length; i++) {
      moments.mean[i % channels] += rows[i];
    }
    for (int c = 0; c < channels; c++) {
      moments.mean[c] /= moments.count;
    }
    for (int i = 0; i < rows.length; i++) {
      double deviation = rows[i] - moments.mean[i % channels];
      moments.squares[i % channels] += deviation * deviation;
    }
    return moments;
  }

  void merge(ChannelMoments other) {
    double share = other.count / (double) (count + other.count);
    for (int c = 0; c < mean.length; c++) {
      double shift = other.mean[c] - mean[c];
      squares[c] += other.squares[c] + shift * shift * count * share;
      mean[c] += shift * share;
    }
    count += other.count;
  }

  double[] mean() {
    return mean.clone();
  }

  /** The mean squared deviation. */
  double[] variance() {
    double[] variance = new double[squares.length];
    for (int c = 0; c < variance.length; c++) {
      variance[c] = squares[c] / count;
    }
    return variance;
  }
}
