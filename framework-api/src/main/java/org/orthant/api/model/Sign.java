package org.orthant.api.model;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * The sign of each component, never 0: θ(x) = +1 if x &gt; 0, else −1, so that θ(0) = −1. A
 * quantizer whose map is this one is recognized, and its values are computed with as bits.
 */
public record Sign() implements VectorMap {

  @Override
  public INDArray apply(INDArray rows) {
    return Transforms.step(rows, true).muli(2).subi(1);
  }
}
