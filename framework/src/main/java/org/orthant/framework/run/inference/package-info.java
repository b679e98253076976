/**
 * What computes: passes images through layers under the weights and activations of a trial, in
 * bits, tables or floats, and gradients back. Knows layers and numbers, and neither probes nor
 * statistics.
 *
 * <p>May use {@code lending} (for arrays that others are shown as they are), {@code guard} and
 * {@code failure}.
 */
package org.orthant.framework.run.inference;
