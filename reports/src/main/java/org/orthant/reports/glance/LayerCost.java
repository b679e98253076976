package org.orthant.reports.glance;

import java.util.OptionalDouble;

/**
 * What quantization costs in one layer; the more, the worse.
 *
 * @param quantizer whose weights are compared with the continuous ones
 * @param inUse whether the layer computes with quantized weights, so that the cost is what
 *     continuous ones gain
 * @param value in the unit of its {@link Scale}
 * @param low the lower end of its 95 % interval
 * @param high the upper end
 */
record LayerCost(
    String layer,
    String quantizer,
    boolean inUse,
    double value,
    OptionalDouble low,
    OptionalDouble high) {

  /** Whether its interval lies above 0. */
  boolean isCertain() {
    return low.isPresent() && low.getAsDouble() > 0;
  }
}
