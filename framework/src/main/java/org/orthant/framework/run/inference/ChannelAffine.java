package org.orthant.framework.run.inference;

import java.util.Arrays;
import org.orthant.api.graph.Scale;
import org.orthant.framework.run.node.Channels;
import org.orthant.kernels.lanes.LaneImages;

/** A factor and a shift of each channel, x ↦ factor·x + shift. */
public final class ChannelAffine {
  private final float[] factor;
  private final float[] shift;

  /**
   * @param factor [channels]
   * @param shift [channels]
   */
  public ChannelAffine(float[] factor, float[] shift) {
    this.factor = factor.clone();
    this.shift = shift.clone();
  }

  /** Returns what a node does. */
  static ChannelAffine of(Scale scale, int channels) {
    return new ChannelAffine(
        Channels.spread(scale.factor(), channels), Channels.spread(scale.shift(), channels));
  }

  /** Images, each channel with its factor and shift. */
  LaneImages applied(LaneImages images) {
    return images.map((channel, from, to) -> apply(factor[channel], shift[channel], from, to));
  }

  private static void apply(float factor, float shift, float[] from, float[] to) {
    for (int i = 0; i < to.length; i++) {
      to[i] = from[i] * factor + shift;
    }
  }

  /** The factors, [channels]; a copy. */
  public float[] factor() {
    return factor.clone();
  }

  /** The shifts, [channels]; a copy. */
  public float[] shift() {
    return shift.clone();
  }

  /** Leaves a number of channels as they are. */
  public static ChannelAffine identity(int channels) {
    float[] ones = new float[channels];
    Arrays.fill(ones, 1);
    return new ChannelAffine(ones, new float[channels]);
  }

  /**
   * Returns what gives channels another mean and variance. A channel that does not vary keeps its
   * factor.
   *
   * @param mean what the mean is, [channels]
   * @param variance what the variance is, [channels]
   * @param toMean what the mean shall be, [channels]
   * @param toVariance what the variance shall be, [channels]
   */
  public static ChannelAffine between(
      double[] mean, double[] variance, double[] toMean, double[] toVariance) {
    float[] factor = new float[mean.length];
    float[] shift = new float[mean.length];
    for (int c = 0; c < factor.length; c++) {
      double exact = variance[c] > 0 ? Math.sqrt(toVariance[c] / variance[c]) : 1;
      factor[c] = (float) exact;
      shift[c] = (float) (toMean[c] - exact * mean[c]);
    }
    return new ChannelAffine(factor, shift);
  }

  /**
   * Returns what gives channels another mean.
   *
   * @param mean what the mean is, [channels]
   * @param toMean what the mean shall be, [channels]
   */
  public static ChannelAffine shift(double[] mean, double[] toMean) {
    float[] factor = new float[mean.length];
    Arrays.fill(factor, 1);
    float[] shift = new float[mean.length];
    for (int c = 0; c < shift.length; c++) {
      shift[c] = (float) (toMean[c] - mean[c]);
    }
    return new ChannelAffine(factor, shift);
  }

  /** Whether it changes nothing. */
  public boolean isIdentity() {
    return equals(identity(factor.length));
  }

  /**
   * Applies it in place.
   *
   * @param rows [n, channels], row after row
   */
  void apply(float[] rows) {
    for (int i = 0; i < rows.length; i++) {
      rows[i] = rows[i] * factor[i % factor.length] + shift[i % factor.length];
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ChannelAffine affine
        && Arrays.equals(factor, affine.factor)
        && Arrays.equals(shift, affine.shift);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(factor) + Arrays.hashCode(shift);
  }
}
