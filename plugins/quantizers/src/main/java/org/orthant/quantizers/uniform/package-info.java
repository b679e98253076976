/**
 * Equally spaced values and the ranges they are laid out over. {@link
 * org.orthant.quantizers.uniform.Uniform} is the plugin. May use {@code quantizers.grid}.
 */
package org.orthant.quantizers.uniform;
