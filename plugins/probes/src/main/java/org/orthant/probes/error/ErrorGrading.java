package org.orthant.probes.error;

import java.util.Locale;
import java.util.Optional;
import org.orthant.api.InvalidParameterException;
import org.orthant.api.finding.Grade;
import org.orthant.api.finding.Subject;
import org.orthant.api.finding.Verdict;
import org.orthant.probes.estimate.Estimate;
import org.orthant.probes.estimate.Shortfall;
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

  /**
   * The verdict on the weights alone.
   *
   * @param ratio theirs, under each filter's best scale
   * @param perFilter of the run's quantizers one with a range per filter that helps, in words
   */
  Verdict ofWeights(Subject subject, Estimate ratio, Causes causes, Optional<String> perFilter) {
    if (ratio.value() == Double.POSITIVE_INFINITY) {
      return new Verdict(
          subject,
          Grade.SOUND,
          "Quantization changes nothing in the weights but a factor of each filter, within rounding");
    }
    if (Double.isNaN(ratio.value())) {
      return new Verdict(
          subject,
          Grade.NOT_EVALUATED,
          "The signal-to-noise ratio of the weights is undefined: all of them are 0");
    }
    if (ratio.interval().isEmpty() || !Double.isFinite(causes.expected())) {
      return new Verdict(
          subject,
          Grade.NOT_EVALUATED,
          String.format(
              Locale.ROOT,
              "The signal-to-noise ratio of the weights is %.2f dB, but %s",
              ratio.value(),
              ratio.interval().isEmpty()
                  ? "its interval is unknown, for it takes several filters"
                  : "Gaussian vectors give none to compare it with"));
    }
    Shortfall shortfall = Shortfall.of(ratio, causes.expected());
    Thresholds thresholds = Shortfall.thresholds(strained, degraded);
    Grade grade = thresholds.grade(shortfall.interval());
    return new Verdict(
        subject,
        grade,
        String.format(
            Locale.ROOT,
            "The signal-to-noise ratio of the weights is %.2f dB where Gaussian vectors give %.2f dB,"
                + " %s%s",
            ratio.value(),
            causes.expected(),
            shortfall.inWords(ratio.n("filter", "filters"), thresholds),
            causes.reasons(grade, perFilter)));
  }

  /**
   * The verdict; ratios are those under the best scales.
   *
   * @param perFilter of the run's quantizers one with a range per filter that helps, in words
   */
  Verdict verdict(Subject subject, ProductNoise output, Causes causes, Optional<String> perFilter) {
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
    if (!Double.isFinite(causes.expected())) {
      return new Verdict(
          subject,
          Grade.NOT_EVALUATED,
          String.format(
              Locale.ROOT,
              "The signal-to-noise ratio of the output is %.2f dB, but Gaussian vectors give none"
                  + " to compare it with",
              ratio.value()));
    }
    Shortfall shortfall = Shortfall.of(ratio, causes.expected());
    Thresholds thresholds = Shortfall.thresholds(strained, degraded);
    Grade grade = thresholds.grade(shortfall.interval());
    return shortfall
        .more(thresholds)
        .verdict(
            subject,
            grade,
            String.format(
                Locale.ROOT,
                "The signal-to-noise ratio of the output is %.2f dB where Gaussian vectors give %.2f dB,"
                    + " %s%s",
                ratio.value(),
                causes.expected(),
                shortfall.inWords(ratio.groups(), thresholds),
                causes.inWords(grade, perFilter)));
  }
}
