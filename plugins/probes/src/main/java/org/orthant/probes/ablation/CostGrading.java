package org.orthant.probes.ablation;

import java.util.Locale;
import org.orthant.api.InvalidParameterException;
import org.orthant.api.finding.Grade;
import org.orthant.api.finding.Verdict;
import org.orthant.api.interval.Interval;
import org.orthant.probes.estimate.Estimate;
import org.orthant.probes.estimate.Thresholds;

/**
 * The verdict on a change by what it costs in accuracy, from the cost's 95 % interval. SOUND: the
 * whole interval lies below {@code strained}. DEGRADED: the whole interval lies above {@code
 * degraded}. STRAINED: it lies in between. UNCERTAIN: it is too wide to tell.
 *
 * @param strained from which cost a layer is strained
 * @param degraded above which it is degraded
 */
record CostGrading(double strained, double degraded) {

  CostGrading {
    check(strained, degraded);
  }

  /**
   * Checks thresholds that are parameters of a probe, under the names they have here.
   *
   * @throws InvalidParameterException unless 0 < strained ≤ degraded ≤ 1
   */
  static void check(double strained, double degraded) {
    InvalidParameterException.unless(
        strained > 0 && strained <= 1, "strained", "must be above 0 and at most 1", strained);
    InvalidParameterException.unless(
        degraded >= strained && degraded <= 1,
        "degraded",
        "must be at least strained, which is " + strained + ", and at most 1",
        degraded);
  }

  /**
   * The verdict.
   *
   * @param p McNemar's, in words
   */
  Verdict verdict(Ablated ablated, String p) {
    Estimate change = ablated.effect();
    Interval gain = ablated.ends();
    boolean quantized = ablated.quantizer().isPresent();
    double cost = quantized ? 0 - change.value() : change.value();
    double low = quantized ? 0 - gain.high() : gain.low();
    double high = quantized ? 0 - gain.low() : gain.high();
    Thresholds thresholds = new Thresholds(strained, degraded);
    Interval ends = new Interval(low, high);
    Grade grade = thresholds.grade(ends);
    return thresholds
        .more(cost, ends)
        .verdict(
            ablated.judgedSubject(),
            grade,
            String.format(
                Locale.ROOT,
                "%s cost %.4f of the accuracy (95 %% interval %.4f to %.4f, %s, McNemar's p = %s), %s",
                ablated.inWords(),
                cost,
                low,
                high,
                change.n("image", "images"),
                p,
                thresholds.where(grade)));
  }
}
