package org.orthant.probes.error;

import java.util.Locale;
import java.util.Optional;
import org.orthant.api.finding.Grade;
import org.orthant.probes.layer.CrestFactor;

/**
 * Why the weights of a layer have a low signal-to-noise ratio under a quantizer: filters of unlike
 * ranges share one, or there are outliers within them.
 *
 * @param ratio of the weights in decibels, scaled
 * @param expected of Gaussian vectors
 * @param ranges what equal ranges would make of it
 * @param crest of the layer's filters
 * @param strained how many decibels count
 */
record Causes(
    double ratio, double expected, EqualRanges ranges, CrestFactor crest, double strained) {

  /** Whether filters share a range, and would do so much better with one each. */
  boolean shareARange() {
    return ranges.decibels() - ratio > strained;
  }

  private boolean areRanges() {
    return shareARange() && ranges.spread() > ranges.expectedSpread();
  }

  private boolean areOutliers() {
    return expected - ratio > strained && crest.isNotable();
  }

  /**
   * The ratio and what explains it, as the rest of a sentence; empty where there is no ratio.
   *
   * @param grade of the layer; ranges explain nothing where it is sound
   * @param perFilter a quantizer that helps, in words; empty where the run has none
   */
  String inWords(Grade grade, Optional<String> perFilter) {
    return Double.isFinite(ratio)
        ? String.format(Locale.ROOT, "; of the weights it is %.2f dB", ratio)
            + reasons(grade, perFilter)
        : "";
  }

  /** Returns what explains the ratio, as the rest of a sentence on it. */
  String reasons(Grade grade, Optional<String> perFilter) {
    return (grade != Grade.SOUND && areRanges() ? ofRanges(perFilter) : "")
        + (areOutliers() ? ofOutliers() : "");
  }

  private String ofRanges(Optional<String> perFilter) {
    return String.format(
        Locale.ROOT,
        ", for filters of unlike ranges share one: the largest is %.1f times that of the median"
            + " filter, where Gaussian ones reach %.1f, and scaled alike they have %.2f dB; what helps"
            + " is a range per filter%s, or to even the ranges out (equalize: true of a network from a"
            + " file)",
        ranges.spread(),
        ranges.expectedSpread(),
        ranges.decibels(),
        perFilter.map(name -> ", as " + name).orElse(""));
  }

  private String ofOutliers() {
    return String.format(
        Locale.ROOT,
        ", for they have outliers: the largest of a filter is %.1f times its root mean square where"
            + " Gaussian ones reach %.1f",
        crest.factors().mean(),
        crest.expected());
  }
}
