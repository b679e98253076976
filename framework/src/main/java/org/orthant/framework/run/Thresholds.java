package org.orthant.framework.run;

import org.nd4j.linalg.ops.transforms.Transforms;
import org.orthant.api.array.Dense;
import org.orthant.api.array.Floats;
import org.orthant.api.model.BatchNorm;
import org.orthant.kernels.convolution.PackedFilters;
import org.orthant.kernels.convolution.RealThresholds;
import org.orthant.kernels.convolution.SignThresholds;

/**
 * Batch normalization followed by the sign, as one comparison of each filter's products. Whether a
 * product ends as +1 is asked of the same float32 arithmetic, step by step, that {@link Stage}
 * normalizes with, so that both agree on every product.
 */
final class Thresholds {
  private final float[] gamma;
  private final float[] beta;
  private final float[] mean;
  private final float[] deviation;
  private final Once<RealThresholds> ofNumbers;
  private final Once<SignThresholds> ofSigns;

  Thresholds(BatchNorm norm, Filters filters) {
    this.gamma = Floats.of(Dense.of(norm.gamma()));
    this.beta = Floats.of(Dense.of(norm.beta()));
    this.mean = Floats.of(Dense.of(norm.mean()));
    this.deviation = Floats.of(Transforms.sqrt(norm.variance().add(norm.epsilon()), false));
    this.ofNumbers = new Once<>(() -> RealThresholds.of(gamma.length, this::isPositive));
    this.ofSigns = new Once<>(() -> ofSigns(filters.packed().orElseThrow()));
  }

  private SignThresholds ofSigns(PackedFilters filters) {
    return SignThresholds.of(
        gamma.length,
        filters.dimension(),
        (filter, dot) -> isPositive(filter, filters.scale(filter) * dot));
  }

  private boolean isPositive(int filter, float product) {
    float scaled =
        gamma[filter] == 0 ? 0 : (product - mean[filter]) / deviation[filter] * gamma[filter];
    return scaled + beta[filter] > 0;
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
