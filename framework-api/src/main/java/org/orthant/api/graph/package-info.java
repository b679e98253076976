/**
 * Networks as data: a graph of nodes, each a record of what it computes, and what else is known of
 * a trained network. Images are [height, width, channel]. A node says what leaves it; it does not
 * compute.
 *
 * <p>Begin at {@link org.orthant.api.graph.Model}. May use {@code api.model} for shapes, weights
 * and quantizers, and {@code api.finding}.
 */
package org.orthant.api.graph;
