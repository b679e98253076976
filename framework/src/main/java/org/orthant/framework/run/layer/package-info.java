/**
 * Multiplies a layer's filters with what enters it, in bits, tables or floats, under its own
 * weights and under those of each quantizer of the run; and compares the products with thresholds
 * where signs leave the layer. Knows one layer, and no other.
 *
 * <p>May use {@code lending} (for arrays that others are shown as they are), {@code guard} and
 * {@code failure}.
 */
package org.orthant.framework.run.layer;
