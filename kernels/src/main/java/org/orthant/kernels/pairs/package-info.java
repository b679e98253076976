/** What is counted and summed over pairs of dot products: joint histograms and moments. */
package org.orthant.kernels.pairs;
