package org.orthant.api.spi;

/**
 * Anything a configuration can name. A plugin is a public record: its components are its
 * parameters, the compact constructor validates them (throwing {@link
 * org.orthant.api.InvalidParameterException}), a no-argument constructor holds the defaults, {@link
 * org.orthant.api.Id} names it and {@link org.orthant.api.Doc} explains it. One line in {@code
 * META-INF/services} under the name of its kind registers it.
 *
 * <p>Plugins are stateless and safe for use by several threads. Loading one must not start ND4J.
 */
public sealed interface Plugin
    permits Quantizer, Rotation, Probe, DatasetSource, NetworkSource, Executor {}
