package org.orthant.framework.run.inference;

import org.orthant.kernels.convolution.PackedFilters;
import org.orthant.kernels.convolution.RealThresholds;
import org.orthant.kernels.convolution.SignThresholds;

/**
 * Batch normalization followed by the sign, as one comparison of each filter's products. Whether a
 * product ends as +1 is asked of {@link Normalization} itself, so that both agree on every product.
 */
final class Thresholds {
  private final Normalization normalization;
  private final Lazy<RealThresholds> ofNumbers;
  private final Lazy<SignThresholds> ofSigns;

  Thresholds(Normalization normalization, Filters filters) {
    this.normalization = normalization;
    this.ofNumbers =
        new Lazy<>(() -> RealThresholds.of(normalization.channels(), normalization::isPositive));
    this.ofSigns = new Lazy<>(() -> ofSigns(filters.packed().orElseThrow()));
  }

  private SignThresholds ofSigns(PackedFilters filters) {
    return SignThresholds.of(
        normalization.channels(),
        filters.dimension(),
        (filter, dot) -> normalization.isPositive(filter, filters.scale(filter) * dot));
  }

  /** For products of any numbers. */
  RealThresholds ofNumbers() {
    return ofNumbers.get();
  }

  /** For products of signs with packed filters, without α. */
  SignThresholds ofSigns() {
    return ofSigns.get();
  }
}
