package org.orthant.formats.equalization;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * By what the channels between two layers are divided so that both have the same ranges there: with
 * r₁ = max|w| of the first layer's filter and r₂ of the weights that the channel meets in the
 * second, by s = √(r₁·r₂)/r₂.
 *
 * <p>A channel is dead where r₁·r₂ is no more than 2⁻³² of the largest: were both layers' ranges
 * equal there, all of its weights would be 0 in 16 bits. Training with weight decay leaves many,
 * with 10⁻³⁰ before and, from batch normalization of a tiny variance, large numbers behind. Equal
 * ranges would make a huge number of the channel's shift. So a dead channel moves only as far as it
 * must to have no more than half of the largest range of those alive, on both sides.
 *
 * <p>Source: Nagel et al., "Data-Free Quantization Through Weight Equalization and Bias
 * Correction", 2019, section 4.1 and appendix A; they do not treat dead channels.
 */
final class Balance {
  private static final double DEAD = 0x1p-32;

  private final double[] first;
  private final double[] second;
  private final double dead;

  /**
   * Between two layers.
   *
   * @param first r₁ of each channel
   * @param second r₂ of each channel
   */
  Balance(double[] first, double[] second) {
    this.first = first.clone();
    this.second = second.clone();
    this.dead = DEAD * channels().mapToDouble(c -> first[c] * second[c]).max().orElse(0);
  }

  private IntStream channels() {
    return IntStream.range(0, first.length);
  }

  /** s of each channel. */
  double[] scales() {
    double mostFirst = ofTheLiving(first) / 2;
    double mostSecond = ofTheLiving(second) / 2;
    double[] scales = new double[first.length];
    Arrays.setAll(
        scales,
        c ->
            isAlive(c)
                ? Math.sqrt(first[c] / second[c])
                : Math.max(first[c] / mostFirst, Math.min(1, mostSecond / second[c])));
    return scales;
  }

  private boolean isAlive(int channel) {
    return first[channel] * second[channel] > dead;
  }

  /** The largest range; without a bound where no channel is alive. */
  private double ofTheLiving(double... ranges) {
    return channels()
        .filter(this::isAlive)
        .mapToDouble(c -> ranges[c])
        .max()
        .orElse(Double.POSITIVE_INFINITY);
  }
}
