/**
 * Reads Keras 2 and 3, sequential and functional, with the quantized layers of Larq, QKeras and
 * hls4ml. Begin at {@link org.orthant.formats.keras.KerasReader}: a {@code Walk} gives each layer
 * what enters it, and the {@code …Layers} say what becomes of it. May use {@code
 * formats.keras.file} for what files hold, {@code formats.keras.quantizer}, {@code formats.draft}
 * and {@code formats.layout}.
 */
package org.orthant.formats.keras;
