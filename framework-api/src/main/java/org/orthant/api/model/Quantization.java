package org.orthant.api.model;

/**
 * A quantizer at its place in a network.
 *
 * @param quantizer how the configuration names it, such as {@code binary}
 * @param map the quantizer as fitted when training began
 */
public record Quantization(String quantizer, VectorMap map) {}
