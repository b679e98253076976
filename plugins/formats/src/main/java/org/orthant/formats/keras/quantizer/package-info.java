/**
 * The quantizers of Larq, QKeras and hls4ml, from what a configuration says of them to what they
 * make of weights and images. Begin at {@link org.orthant.formats.keras.quantizer.Quantizers}. May
 * use {@code formats.keras.file} for configurations and {@code formats.draft}.
 */
package org.orthant.formats.keras.quantizer;
