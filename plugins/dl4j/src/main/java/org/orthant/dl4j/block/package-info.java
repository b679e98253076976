/**
 * A layer of a binary network as one layer of DeepLearning4J: product, max pool, batch
 * normalization and quantized activation, in both directions, in the arithmetic that fits.
 */
package org.orthant.dl4j.block;
