package org.orthant.api.model;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Batch normalization per channel: γ·(x − mean) / √(variance + ε) + β.
 *
 * @param gamma [filters]
 * @param beta [filters]
 * @param mean [filters], the running mean
 * @param variance [filters], the running variance, ε not included
 * @param epsilon ε
 */
public record BatchNorm(
    INDArray gamma, INDArray beta, INDArray mean, INDArray variance, double epsilon) {}
