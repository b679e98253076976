/**
 * The inner loops that everything else waits for, in plain Java on arrays: products of vectors
 * whose components are signs, orthogonal transforms, histograms. Beside each stands the scalar loop
 * that says what it computes.
 */
package org.orthant.kernels;
