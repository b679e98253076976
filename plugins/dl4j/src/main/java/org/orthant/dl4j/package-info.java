/**
 * Networks that are trained here with DeepLearning4J: the networks {@code bnn-mlp} and {@code
 * bnn-cnn}, their layers, recipes of training, and what is kept while they learn. May use {@code
 * framework-api}, {@code kernels} and the default quantizer.
 */
package org.orthant.dl4j;
