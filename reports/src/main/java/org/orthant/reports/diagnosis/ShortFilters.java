package org.orthant.reports.diagnosis;

import java.util.Locale;
import java.util.Optional;

/**
 * The filters are too short for their angles to agree: d is below 45, where the angle between a
 * Gaussian vector and its signs spreads by more than 3°, as 20.18°/√d (Anderson and Berg, arXiv
 * 1705.07199, section 3.1).
 */
final class ShortFilters implements Rule {
  private static final long LONG = 45;

  @Override
  public Optional<Cause> cause(Measured measured) {
    long dimension = measured.layer().dimension();
    return dimension >= LONG
        ? Optional.empty()
        : Optional.of(
            new Cause(
                "short filters",
                String.format(
                    Locale.ROOT,
                    "its filters are short (d = %d weights%s)",
                    dimension,
                    turned(measured)),
                "angle"));
  }

  private static String turned(Measured measured) {
    return measured
        .quantized("angle", "mean-degrees")
        .flatMap(
            mean ->
                measured
                    .quantized("angle", "sd-degrees")
                    .map(
                        spread ->
                            String.format(
                                Locale.ROOT,
                                ", which quantization turns by %.0f° ± %.0f°",
                                mean.value(),
                                spread.value())))
        .orElse("");
  }
}
