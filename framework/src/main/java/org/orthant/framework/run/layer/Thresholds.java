package org.orthant.framework.run.layer;

import org.orthant.api.model.Sign;
import org.orthant.kernels.convolution.PackedFilters;
import org.orthant.kernels.convolution.RealThresholds;
import org.orthant.kernels.convolution.SignThresholds;

/**
 * Batch normalization followed by the sign, as one comparison of each filter's products. Whether a
 * product ends as +1 is asked of {@link Normalization} itself, so that both agree on every product.
 */
public final class Thresholds {
  private final Normalization normalization;
  private final boolean zeroIsPositive;
  private final boolean pooled;
  private final Lazy<RealThresholds> ofNumbers;
  private final Lazy<SignThresholds> ofSigns;

  /**
   * @param sign what follows the batch normalization, nothing but +1 and −1
   * @param pooled whether a 2 × 2 max pool comes before
   */
  public Thresholds(Normalization normalization, Sign sign, Filters filters, boolean pooled) {
    this.normalization = normalization;
    this.zeroIsPositive = sign.zero() > 0;
    this.pooled = pooled;
    this.ofNumbers =
        new Lazy<>(() -> RealThresholds.of(normalization.channels(), this::isPositive));
    this.ofSigns = new Lazy<>(() -> ofSigns(filters.packed().orElseThrow()));
  }

  private SignThresholds ofSigns(PackedFilters filters) {
    return SignThresholds.of(
        normalization.channels(),
        filters.dimension(),
        (filter, dot) -> isPositive(filter, filters.scale(filter) * dot));
  }

  private boolean isPositive(int filter, float product) {
    return normalization.isPositive(filter, product, zeroIsPositive);
  }

  /** Whether a 2 × 2 max pool comes before. */
  boolean pooled() {
    return pooled;
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
