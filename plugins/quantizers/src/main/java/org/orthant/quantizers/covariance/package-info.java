/**
 * Rounding that minds what enters a layer. {@link
 * org.orthant.quantizers.covariance.CovarianceRounding} is the plugin: {@code SecondMoments} are
 * those of the inputs, {@code ErrorFeedback} what they make of a filter. May use {@code
 * quantizers.grid}, and {@code quantizers.uniform} as default.
 */
package org.orthant.quantizers.covariance;
