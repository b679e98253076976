package org.orthant.reports.diagnosis;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.orthant.reports.result.Result.Scalar;

/**
 * Single weights stand far out: the largest of a filter beside its root mean square, the mean over
 * filters, is more than 1.5 times what Gaussian weights reach, beyond the interval.
 */
final class Outliers implements Rule {
  private static final double NOTABLE = 1.5;
  private static final String CREST = "crest-factor";

  @Override
  public Optional<Cause> cause(Measured measured) {
    return measured
        .plain("weights", CREST)
        .or(() -> measured.plain("error", CREST))
        .flatMap(Outliers::cause);
  }

  private static Optional<Cause> cause(Scalar crest) {
    OptionalDouble gaussian = crest.expected();
    return gaussian.isPresent()
            && crest.low().orElse(crest.value()) > NOTABLE * gaussian.getAsDouble()
        ? Optional.of(
            new Cause(
                "outliers among the weights",
                String.format(
                    Locale.ROOT,
                    "its weights have outliers (the largest of a filter is %.1f times the root mean"
                        + " square, where Gaussian ones reach %.1f)",
                    crest.value(),
                    gaussian.getAsDouble()),
                crest.subject().probe()))
        : Optional.empty();
  }
}
