/**
 * Computes what a node of a network gives, in float32, and passes gradients back through it.
 * Tensors are [images, height, width, channels], dense, c-order. Products of layers are not here
 * but in {@code run.layer}, which it may use.
 */
package org.orthant.framework.run.node;
