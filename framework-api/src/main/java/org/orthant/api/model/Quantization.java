package org.orthant.api.model;

/**
 * A quantizer at its place in a network.
 *
 * @param quantizer the quantizer with its parameters, for people to read
 * @param map the quantizer as fitted when training began
 */
public record Quantization(String quantizer, VectorMap map) {}
