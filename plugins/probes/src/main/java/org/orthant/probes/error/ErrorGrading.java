package org.orthant.probes.error;

import java.util.Locale;
import org.orthant.api.InvalidParameterException;
import org.orthant.api.finding.Grade;
import org.orthant.api.finding.Subject;
import org.orthant.api.finding.Verdict;
import org.orthant.api.interval.Interval;
import org.orthant.probes.estimate.Estimate;
import org.orthant.probes.estimate.Thresholds;

/**
 * The verdict on a layer's output by how far its signal-to-noise ratio lies below the one that
 * Gaussian vectors give, the shortfall, and by its 95 % interval. SOUND: the whole interval lies
 * below {@code strained}, or quantization changes nothing. DEGRADED: the whole interval lies above
 * {@code degraded}. STRAINED: it lies in between. UNCERTAIN: it is too wide to tell. NOT_EVALUATED:
 * there is no interval, or nothing to compare with.
 *
 * @param strained from which shortfall in dB a layer is strained
 * @param degraded above which shortfall in dB it is degraded
 */
record ErrorGrading(double strained, double degraded) {
  ErrorGrading {
    check(strained, degraded);
  }

  /**
   * Checks thresholds that are parameters of a probe, under the names they have here.
   *
   * @throws InvalidParameterException unless 0 < strained ≤ degraded, both finite
   */
  static void check(double strained, double degraded) {
    InvalidParameterException.unless(
        strained > 0 && Double.isFinite(strained),
        "strained",
        "must be above 0 and finite",
        strained);
    InvalidParameterException.unless(
        degraded >= strained && Double.isFinite(degraded),
        "degraded",
        "must be at least strained, which is " + strained + ", and finite",
        degraded);
  }

  /** The verdict; ratios are those under the best scales. */
  Verdict verdict(
      Subject subject,
      Ratios weights,
      ProductNoise output,
      GaussianNoise expected,
      CrestFactor crest) {
    Estimate ratio = output.ratios().scaled();
    if (Double.isInfinite(ratio.value())) {
      return new Verdict(
          subject,
          Grade.SOUND,
          "Quantization changes nothing in the layer's output but a factor and a shift of each"
              + " filter, within rounding");
    }
    if (output.missing().isPresent()) {
      return new Verdict(subject, Grade.NOT_EVALUATED, output.missing().get());
    }
    if (!Double.isFinite(expected.scaled())) {
      return new Verdict(
          subject,
          Grade.NOT_EVALUATED,
          String.format(
              Locale.ROOT,
              "The signal-to-noise ratio of the output is %.2f dB, but Gaussian vectors give none"
                  + " to compare it with",
              ratio.value()));
    }
    return verdict(subject, ratio, expected.scaled(), ofWeights(weights, expected, crest));
  }

  private Verdict verdict(Subject subject, Estimate ratio, double expected, String ofWeights) {
    Interval ends = ratio.interval().orElseThrow();
    Interval shortfall = new Interval(expected - ends.high(), expected - ends.low());
    Thresholds thresholds = new Thresholds(strained, degraded, " dB");
    Grade grade = thresholds.grade(shortfall);
    return new Verdict(
        subject,
        grade,
        String.format(
            Locale.ROOT,
            "The signal-to-noise ratio of the output is %.2f dB where Gaussian vectors give %.2f dB,"
                + " a shortfall of %.2f dB (95 %% interval %.2f dB to %.2f dB, %s), %s%s",
            ratio.value(),
            expected,
            expected - ratio.value(),
            shortfall.low(),
            shortfall.high(),
            ratio.groups(),
            thresholds.where(grade),
            ofWeights));
  }

  private String ofWeights(Ratios weights, GaussianNoise expected, CrestFactor crest) {
    double ratio = weights.scaled().value();
    if (!Double.isFinite(ratio)) {
      return "";
    }
    String said = String.format(Locale.ROOT, "; of the weights it is %.2f dB", ratio);
    return expected.scaled() - ratio > strained && crest.isNotable()
        ? said
            + String.format(
                Locale.ROOT,
                ", for they have outliers: the largest of a filter is %.1f times its root mean"
                    + " square where Gaussian ones reach %.1f",
                crest.factors().mean(),
                crest.expected())
        : said;
  }
}
