/**
 * Confidence intervals: of means and standard deviations, and by leaving out one group of images at
 * a time. May use the API's intervals and statistics.
 */
package org.orthant.probes.interval;
