/**
 * Inference: passes images through a network under the weights and activations of a trial, and
 * gradients back. It cuts the network's graph into units, computes what variants have in common
 * once, and knows neither probes nor statistics.
 *
 * <p>May use {@code node} and {@code layer}, for what a single one of them gives, and {@code
 * guard}.
 */
package org.orthant.framework.run.inference;
