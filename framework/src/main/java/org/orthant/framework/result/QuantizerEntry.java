package org.orthant.framework.result;

/**
 * A quantizer of the run.
 *
 * @param name its name in the configuration
 * @param plugin its id
 * @param description its parameters
 * @param focus whether the others are to be compared with it
 */
public record QuantizerEntry(String name, String plugin, String description, boolean focus) {}
