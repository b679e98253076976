package org.orthant.probes.estimate;

import java.util.Locale;
import org.orthant.api.interval.Interval;

/**
 * How far a signal-to-noise ratio lies below the one that Gaussian vectors give, in decibels.
 *
 * @param decibels negative where it lies above
 * @param interval the 95 % interval of that
 */
public record Shortfall(double decibels, Interval interval) {
  /** A quarter more noise than Gaussian vectors have, and twice as much. */
  public static final Thresholds THRESHOLDS = thresholds(1, 3);

  /** From which r on layers differ in decimals that nobody reads. */
  private static final double FINE = 0.98;

  /**
   * Whether layers are told apart by decibels: where Gaussian vectors keep so much under a
   * quantizer, hardly any layer would fail another threshold.
   *
   * @param gaussian the cosine between them and what the quantizer makes of them
   */
  public static boolean decides(double gaussian) {
    return gaussian > FINE;
  }

  /**
   * That of a ratio.
   *
   * @param ratio with an interval
   * @param expected of Gaussian vectors
   */
  public static Shortfall of(Estimate ratio, double expected) {
    Interval ends = ratio.interval().orElseThrow();
    return new Shortfall(
        expected - ratio.value(), new Interval(expected - ends.high(), expected - ends.low()));
  }

  /** Returns how many more images would tell where it lies, if it is one of images. */
  public MoreImages more(Thresholds thresholds) {
    return thresholds.more(decibels, interval);
  }

  /** Thresholds of a shortfall. */
  public static Thresholds thresholds(double strained, double degraded) {
    return new Thresholds(strained, degraded, " dB");
  }

  /**
   * Returns how large it is and what follows, as the end of a sentence on both ratios. Of one that
   * is negative it says how much better the layer is.
   *
   * @param n on how many of what it rests, such as "n = 16 filters"
   */
  public String inWords(String n, Thresholds thresholds) {
    String where = thresholds.where(thresholds.grade(interval));
    return decibels >= 0
        ? String.format(
            Locale.ROOT,
            "a shortfall of %.2f dB (95 %% interval %.2f dB to %.2f dB, %s), %s",
            decibels,
            interval.low(),
            interval.high(),
            n,
            where)
        : String.format(
            Locale.ROOT,
            "%.2f dB better than these (95 %% interval %.2f dB to %.2f dB better, %s); a shortfall is"
                + " %s",
            0 - decibels,
            0 - interval.high(),
            0 - interval.low(),
            n,
            where);
  }
}
