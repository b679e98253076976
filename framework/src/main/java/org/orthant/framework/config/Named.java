package org.orthant.framework.config;

import org.orthant.api.spi.Plugin;

/**
 * A plugin that a run uses.
 *
 * @param name what the run calls it: for a quantizer the name the configuration gives it, otherwise
 *     the plugin's id
 * @param plugin the plugin's id
 * @param value the plugin with its parameters
 * @param position where it is written
 */
public record Named<P extends Plugin>(String name, String plugin, P value, Position position) {}
