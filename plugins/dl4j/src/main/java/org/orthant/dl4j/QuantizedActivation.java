package org.orthant.dl4j;

import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.BaseActivationFunction;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationHardTanH;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.model.VectorMap;

/**
 * The straight-through estimator for activations: the forward pass quantizes, the gradient passes
 * where |x| ≤ 1 (Hubara et al., "Binarized Neural Networks", 2016, equation 4).
 */
final class QuantizedActivation extends BaseActivationFunction {
  private static final long serialVersionUID = 1L;

  /** Its derivative is 1 where |x| ≤ 1, and 0 elsewhere. */
  private static final IActivation HARD_TANH = new ActivationHardTanH();

  private final transient VectorMap map;

  QuantizedActivation(VectorMap map) {
    this.map = map;
  }

  /**
   * @param in [images, channels], or [images, height, width, channels]
   */
  @Override
  public INDArray getActivation(INDArray in, boolean training) {
    long channels = in.size(in.rank() - 1);
    INDArray rows = in.rank() == 2 ? in : in.reshape('c', in.length() / channels, channels);
    return in.assign(map.apply(rows).reshape('c', in.shape()));
  }

  @Override
  public Pair<INDArray, INDArray> backprop(INDArray in, INDArray epsilon) {
    return HARD_TANH.backprop(in, epsilon);
  }
}
