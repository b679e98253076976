/**
 * The same float network with other weights: batch normalization becomes part of the layer before
 * it, and the channels between two layers are scaled so that both layers' ranges match. The scores
 * stay.
 *
 * <p>Begin at {@link org.orthant.formats.equalization.Rescaling}. May use {@code api.graph} and
 * {@code api.model}.
 */
package org.orthant.formats.equalization;
