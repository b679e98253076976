/**
 * Counts and sums over pairs of dot products: joint histograms and moments. Uses no other package.
 */
package org.orthant.kernels.pairs;
