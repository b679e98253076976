package org.orthant.dl4j;

import java.util.Set;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.layers.LayerConstraint;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/** Clips the continuous weights to [−1, 1] after each step. */
final class UnitClip implements LayerConstraint {
  private static final long serialVersionUID = 1L;
  private static final Set<String> WEIGHTS = Set.of(DefaultParamInitializer.WEIGHT_KEY);

  @Override
  public void applyConstraint(Layer layer, int iteration, int epoch) {
    INDArray weights = layer.getParam(DefaultParamInitializer.WEIGHT_KEY);
    Transforms.min(Transforms.max(weights, -1, false), 1, false);
  }

  @Override
  public LayerConstraint clone() {
    return this;
  }

  @Override
  public Set<String> getParams() {
    return WEIGHTS;
  }

  @Override
  public void setParams(Set<String> params) {
    if (!params.equals(WEIGHTS)) {
      throw new IllegalArgumentException("only weights are clipped, not " + params);
    }
  }
}
