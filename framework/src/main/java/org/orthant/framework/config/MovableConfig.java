package org.orthant.framework.config;

/**
 * A configuration in a form that can be read from any folder: its paths are absolute.
 *
 * @param run the whole of it
 * @param network what stands at {@code network}, with the description of a trained network in the
 *     place of its name
 */
public record MovableConfig(String run, String network) {}
