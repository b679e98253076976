/**
 * Reads tensors of safetensors files: the header when a file is opened, a tensor's numbers when
 * they are asked for. Begin at {@link org.orthant.formats.safetensors.SafetensorsFile}. May use
 * {@code formats.draft}, for numbers of 16 bits.
 */
package org.orthant.formats.safetensors;
