package org.orthant.probes.error;

import org.orthant.probes.estimate.Estimate;

/**
 * Signal-to-noise ratios in decibels, infinite where there is no noise.
 *
 * @param plain of the error as it is
 * @param scaled of the error that is left under the best scale of each filter
 */
record Ratios(Estimate plain, Estimate scaled) {}
