package org.orthant.probes.output;

import java.util.Locale;
import org.orthant.api.InvalidParameterException;
import org.orthant.api.finding.Grade;
import org.orthant.api.finding.Subject;
import org.orthant.api.finding.Verdict;
import org.orthant.api.interval.Interval;
import org.orthant.probes.estimate.Estimate;
import org.orthant.probes.estimate.Thresholds;

/**
 * The verdict on weights by how far they change what the network says, from the change's 95 %
 * interval. SOUND: the whole interval lies below {@code strained}, and every image has a change.
 * DEGRADED: the whole interval lies above {@code degraded}. STRAINED: it lies in between.
 * UNCERTAIN: it is too wide to tell. NOT_EVALUATED: there is no interval.
 *
 * @param strained from which change weights are strained
 * @param degraded above which they are degraded
 */
record ChangeGrading(JudgedBy judgedBy, double strained, double degraded) {

  ChangeGrading {
    check(judgedBy, strained, degraded);
  }

  /**
   * Checks thresholds that are parameters of a probe, under the names they have here.
   *
   * @throws InvalidParameterException unless 0 < strained ≤ degraded, and degraded is no more than
   *     the change can be
   */
  static void check(JudgedBy judgedBy, double strained, double degraded) {
    String limit = judgedBy == JudgedBy.TOP_1 ? "at most 1" : "finite";
    InvalidParameterException.unless(
        strained > 0 && strained <= judgedBy.most(),
        "strained",
        "must be above 0 and " + limit,
        strained);
    InvalidParameterException.unless(
        degraded >= strained && degraded <= judgedBy.most(),
        "degraded",
        "must be at least strained, which is " + strained + ", and " + limit,
        degraded);
  }

  /**
   * The verdict.
   *
   * @param quantizer whose weights are in the layer
   */
  Verdict verdict(Subject subject, String quantizer, OutputComparison comparison) {
    if (judgedBy == JudgedBy.TOP_1 && !comparison.hasHighest()) {
      return Verdict.notAsked(
          subject,
          "The network has a single output, so that none is the highest; judged-by: relative-error"
              + " judges its scores");
    }
    Estimate change = judgedBy.of(comparison);
    return change
        .interval()
        .map(interval -> verdict(subject, quantizer, comparison, change, interval))
        .orElseGet(() -> new Verdict(subject, Grade.NOT_EVALUATED, noInterval(comparison)));
  }

  private Verdict verdict(
      Subject subject,
      String quantizer,
      OutputComparison comparison,
      Estimate change,
      Interval interval) {
    String undefined = undefined(comparison);
    Grade grade = thresholds().grade(interval);
    return thresholds()
        .more(change.value(), interval)
        .verdict(
            subject,
            grade == Grade.SOUND && !undefined.isEmpty() ? Grade.STRAINED : grade,
            String.format(
                Locale.ROOT,
                "The weights of %s instead of the trained ones %s, %s%s",
                quantizer,
                judgedBy.inWords(change),
                thresholds().where(grade),
                undefined));
  }

  private static String noInterval(OutputComparison comparison) {
    return String.format(
        Locale.ROOT,
        "The relative error has no interval: %d of %d images have one, and two are needed",
        comparison.relativeError().count(),
        comparison.images());
  }

  private String undefined(OutputComparison comparison) {
    return judgedBy == JudgedBy.TOP_1 || comparison.undefined() == 0
        ? ""
        : String.format(
            Locale.ROOT,
            ", but %d of %d images have no relative error, their scores being all 0 or not finite",
            comparison.undefined(),
            comparison.images());
  }

  private Thresholds thresholds() {
    return new Thresholds(strained, degraded);
  }
}
