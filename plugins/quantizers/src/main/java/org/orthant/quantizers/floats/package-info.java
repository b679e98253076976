/**
 * Values of four bits that lie closer together near 0, with a scale for each block of consecutive
 * components: floating-point numbers, and the quantiles of normal ones. May use {@code
 * quantizers.grid}.
 */
package org.orthant.quantizers.floats;
