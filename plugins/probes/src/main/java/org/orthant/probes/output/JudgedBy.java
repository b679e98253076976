package org.orthant.probes.output;

import java.util.Locale;
import org.orthant.api.Id;
import org.orthant.api.finding.Plural;
import org.orthant.api.interval.Interval;
import org.orthant.probes.estimate.Estimate;

/** Which measure of a change decides how a layer is judged: 0 where nothing changes. */
public enum JudgedBy {
  /** The fraction of images of which another class has the highest score. */
  @Id("top-1")
  TOP_1 {
    @Override
    double most() {
      return 1;
    }

    @Override
    Estimate of(OutputComparison comparison) {
      return comparison.changed();
    }

    @Override
    String inWords(Estimate change) {
      Interval ends = change.interval().orElseThrow();
      return String.format(
          Locale.ROOT,
          "change the prediction of %.4f of %s (95 %% interval %.4f to %.4f)",
          change.value(),
          Plural.of(change.n(), "image", "images"),
          ends.low(),
          ends.high());
    }

    @Override
    String inShort() {
      return "changes %.1f %% of the predictions instead of %.1f %%";
    }
  },
  /** How far the scores move, relative to their length; also where a network does not classify. */
  @Id("relative-error")
  RELATIVE_ERROR {
    @Override
    double most() {
      return Double.MAX_VALUE;
    }

    @Override
    Estimate of(OutputComparison comparison) {
      return comparison.error();
    }

    @Override
    String inWords(Estimate change) {
      Interval ends = change.interval().orElseThrow();
      return String.format(
          Locale.ROOT,
          "change the scores by %.4f of their length (95 %% interval %.4f to %.4f, %s)",
          change.value(),
          ends.low(),
          ends.high(),
          change.n("image", "images"));
    }

    @Override
    String inShort() {
      return "changes the scores by %.1f %% of their length instead of %.1f %%";
    }
  };

  /** More than which the change cannot be. */
  abstract double most();

  /** The change; without an interval where it is undefined. */
  abstract Estimate of(OutputComparison comparison);

  /** Returns what other weights do, with interval and n, as in "change the prediction of …". */
  abstract String inWords(Estimate change);

  /** Returns how two changes in percent compare, the smaller first: a format. */
  abstract String inShort();
}
