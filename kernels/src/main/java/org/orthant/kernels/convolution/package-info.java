/**
 * Convolutions of signs and of numbers, and what follows them in a layer: pool, batch
 * normalization, sign.
 */
package org.orthant.kernels.convolution;
