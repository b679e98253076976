package org.orthant.dl4j;

import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.BaseActivationFunction;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.orthant.api.model.VectorMap;

/**
 * The straight-through estimator for activations: the forward pass quantizes, the gradient passes
 * where |x| ≤ 1 (Hubara et al., "Binarized Neural Networks", 2016, equation 4).
 */
final class QuantizedActivation extends BaseActivationFunction {
  private static final long serialVersionUID = 1L;

  private final transient VectorMap map;

  QuantizedActivation(VectorMap map) {
    this.map = map;
  }

  @Override
  public INDArray getActivation(INDArray in, boolean training) {
    return in.assign(map.apply(in));
  }

  @Override
  public Pair<INDArray, INDArray> backprop(INDArray in, INDArray epsilon) {
    INDArray passes = Transforms.abs(in, true).lte(1).castTo(in.dataType());
    return new Pair<>(passes.muli(epsilon), null);
  }
}
