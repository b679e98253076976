package org.orthant.dl4j.block;

import java.util.function.Supplier;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Quantizes the weights of a layer. */
@FunctionalInterface
public interface WeightMap {

  /**
   * The quantized weights.
   *
   * @param weights [filters, d]
   * @param inputs what enters the layer meanwhile, [images, height, width, channels] or [images, d]
   * @return a new array of the same shape
   */
  INDArray apply(INDArray weights, Supplier<INDArray> inputs);
}
