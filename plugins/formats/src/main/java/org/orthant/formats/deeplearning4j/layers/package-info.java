/**
 * The computations of DeepLearning4J's layers and vertices: which parameters they have, in which
 * order, and what they add to a draft. Begin at {@link
 * org.orthant.formats.deeplearning4j.layers.Layers}. May use {@code formats.draft} and {@code
 * formats.layout}.
 */
package org.orthant.formats.deeplearning4j.layers;
