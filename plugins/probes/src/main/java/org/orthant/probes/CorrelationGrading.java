package org.orthant.probes;

import java.util.Locale;
import org.orthant.api.InvalidParameterException;
import org.orthant.api.finding.Grade;
import org.orthant.api.finding.Subject;
import org.orthant.api.finding.Verdict;
import org.orthant.api.interval.Interval;
import org.orthant.probes.estimate.Decibels;
import org.orthant.probes.estimate.Estimate;
import org.orthant.probes.estimate.MoreImages;
import org.orthant.probes.estimate.Shortfall;

/**
 * The verdict on a correlation that should be near 1, from its 95 % interval. SOUND: the whole
 * interval lies above {@code sound}. DEGRADED: the whole interval lies below {@code degraded}.
 * STRAINED: it lies in between. UNCERTAIN: it is too wide to tell. NOT_EVALUATED: there is no
 * interval. Under a quantizer that keeps r near 1 the verdict rests on a {@link Shortfall} instead.
 *
 * @param sound above which Pearson's r a layer is sound
 * @param degraded below which it is degraded
 */
record CorrelationGrading(double sound, double degraded) {
  CorrelationGrading {
    check(sound, degraded);
  }

  /**
   * Checks thresholds that are parameters of a probe, under the names they have here.
   *
   * @throws InvalidParameterException unless −1 < degraded ≤ sound < 1
   */
  static void check(double sound, double degraded) {
    InvalidParameterException.unless(
        sound > -1 && sound < 1, "sound", "must lie between -1 and 1", sound);
    InvalidParameterException.unless(
        degraded > -1 && degraded <= sound,
        "degraded",
        "must be above -1 and at most sound, which is " + sound,
        degraded);
  }

  /**
   * The verdict by r itself.
   *
   * @param yardstick what r is to be compared with, in a few words
   * @param expected its value; left out where it is NaN
   */
  Verdict verdict(Subject subject, ProductComparison products, String yardstick, double expected) {
    Estimate r = products.r();
    if (r.interval().isEmpty()) {
      return notEvaluated(subject, products);
    }
    Interval interval = r.interval().get();
    Grade grade = grade(interval);
    return MoreImages.of(r.value(), interval, sound, degraded)
        .verdict(
            subject,
            grade,
            String.format(
                Locale.ROOT,
                "Pearson's r is %.3f%s (95 %% interval of r %.3f to %.3f, %s), %s; %s",
                r.value(),
                Double.isNaN(expected)
                    ? ""
                    : String.format(Locale.ROOT, " where %s %.3f", yardstick, expected),
                interval.low(),
                interval.high(),
                r.groups(),
                where(grade),
                flips(products)));
  }

  /**
   * The verdict by how many decibels r lies below that of Gaussian vectors, for quantizers that
   * keep r near 1.
   *
   * @param gaussian the r that they have
   */
  static Verdict verdict(Subject subject, ProductComparison products, double gaussian) {
    Estimate r = products.r();
    if (r.interval().isEmpty()) {
      return notEvaluated(subject, products);
    }
    Estimate ratio = Decibels.ofCorrelation(r);
    double expected = Decibels.ofCorrelation(gaussian);
    Shortfall shortfall = Shortfall.of(ratio, expected);
    return shortfall
        .more(Shortfall.THRESHOLDS)
        .verdict(
            subject,
            Shortfall.THRESHOLDS.grade(shortfall.interval()),
            String.format(
                Locale.ROOT,
                "Pearson's r is %.5f, which is %.2f dB where Gaussian vectors give %.2f dB, %s; %s",
                r.value(),
                ratio.value(),
                expected,
                shortfall.inWords(r.groups(), Shortfall.THRESHOLDS),
                flips(products)));
  }

  private static Verdict notEvaluated(Subject subject, ProductComparison products) {
    return new Verdict(
        subject, Grade.NOT_EVALUATED, products.correlation().missing().orElseThrow());
  }

  private static String flips(ProductComparison products) {
    return String.format(
        Locale.ROOT,
        "%.1f %% of the signs flip, and %.1f %% are expected at this r%s",
        100 * products.flips().value(),
        100 * products.expectedFlips(),
        dead(products));
  }

  private static String dead(ProductComparison products) {
    String undefined = products.correlation().filters().undefinedInWords();
    return undefined.isEmpty() ? "" : "; of r within a filter, " + undefined;
  }

  private Grade grade(Interval interval) {
    if (interval.low() > sound) {
      return Grade.SOUND;
    }
    if (interval.high() < degraded) {
      return Grade.DEGRADED;
    }
    return interval.high() <= sound && interval.low() >= degraded
        ? Grade.STRAINED
        : Grade.UNCERTAIN;
  }

  private String where(Grade grade) {
    return switch (grade) {
      case SOUND -> "sound above " + sound;
      case DEGRADED -> "degraded below " + degraded;
      case STRAINED -> "in between (" + both() + ")";
      default -> "too uncertain to tell (" + both() + ")";
    };
  }

  private String both() {
    return "sound above " + sound + ", degraded below " + degraded;
  }
}
