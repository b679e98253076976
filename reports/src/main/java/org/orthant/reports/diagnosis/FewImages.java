package org.orthant.reports.diagnosis;

import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.orthant.reports.result.Grade;
import org.orthant.reports.result.Result.Verdict;

/**
 * There are too few images to tell: no verdict on the layer is strained or worse, and one is
 * uncertain for want of images.
 */
final class FewImages implements Rule {

  @Override
  public Optional<Cause> cause(Measured measured) {
    boolean known =
        measured.verdicts().stream()
            .map(Verdict::grade)
            .anyMatch(grade -> grade == Grade.DEGRADED || grade == Grade.STRAINED);
    return known
        ? Optional.empty()
        : measured.verdicts().stream()
            .filter(verdict -> verdict.timesAsManyImages().isPresent())
            .max(Comparator.comparingDouble(verdict -> verdict.timesAsManyImages().getAsDouble()))
            .map(FewImages::cause);
  }

  private static Cause cause(Verdict verdict) {
    String probe = verdict.probe().orElseThrow();
    return new Cause(
        "few images",
        String.format(
            Locale.ROOT,
            "too few images to tell (about %.1f times as many would, for %s)",
            verdict.timesAsManyImages().getAsDouble(),
            probe),
        probe);
  }
}
