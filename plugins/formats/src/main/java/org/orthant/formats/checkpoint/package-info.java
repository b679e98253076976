/**
 * Checkpoints: the matrices of safetensors files as layers that no image passes, each opened when
 * it is asked for. Begin at {@link org.orthant.formats.checkpoint.Checkpoint}. May use {@code
 * formats.safetensors}, and {@code formats.draft} for names.
 */
package org.orthant.formats.checkpoint;
