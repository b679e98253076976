/**
 * A network as layers: shapes, windows, weights, batch normalization, maps of vectors, and how
 * vectors are stored. May use {@code array} and {@code kernels}.
 */
package org.orthant.api.model;
