/**
 * Statistics that are kept group by group of images and merge without a loss: moments, comoments,
 * histograms, tallies, outcomes. The set is closed, so that they can be stored and sent. May use
 * {@code kernels}.
 */
package org.orthant.api.statistics;
