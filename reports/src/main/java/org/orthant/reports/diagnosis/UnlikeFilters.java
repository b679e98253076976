package org.orthant.reports.diagnosis;

import java.util.Locale;
import java.util.Optional;

/**
 * The filters have unlike scales, which the quantizer does not keep: r over the products of all
 * filters lies at least 0.1 below r within the median filter, beyond the interval; and the root
 * mean squares of filters differ by a factor of e^0.25 and more, by the standard deviation of their
 * logarithms. Where that was not measured, r decides alone.
 */
final class UnlikeFilters implements Rule {
  private static final double FAR = 0.1;
  private static final double UNLIKE = 0.25;

  @Override
  public Optional<Cause> cause(Measured measured) {
    boolean alike =
        measured
            .plain("weights", "scale-spread")
            .map(spread -> spread.value() < UNLIKE)
            .orElse(false);
    return alike
        ? Optional.empty()
        : measured
            .quantized("dot-product", "pearson-r")
            .flatMap(
                pooled ->
                    measured
                        .quantized("dot-product", "filter-r-median")
                        .filter(median -> median.value() - pooled.value() >= FAR)
                        .filter(median -> pooled.high().orElse(pooled.value()) < median.value())
                        .map(
                            median ->
                                new Cause(
                                    "filters of unlike scale",
                                    String.format(
                                        Locale.ROOT,
                                        "its filters are of unlike scale (r is %.2f over all of them,"
                                            + " %.2f in the median filter)",
                                        pooled.value(),
                                        median.value()),
                                    "dot-product")));
  }
}
