package org.orthant.dl4j;

import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.weightnoise.IWeightNoise;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.model.LayerShape;

/**
 * The straight-through estimator for weights: DeepLearning4J computes both passes with what this
 * returns, and applies the gradient to the continuous weights.
 */
final class QuantizedWeights implements IWeightNoise {
  private static final long serialVersionUID = 1L;

  private final transient LayerShape shape;
  private final transient FittedOnFirstUse map;

  QuantizedWeights(LayerShape shape, FittedOnFirstUse map) {
    this.shape = shape;
    this.map = map;
  }

  @Override
  public INDArray getParameter(
      Layer layer,
      String key,
      int iteration,
      int epoch,
      boolean train,
      LayerWorkspaceMgr workspace) {
    INDArray parameter = layer.getParam(key);
    // Dense and convolutional layers name their weights alike.
    if (!key.equals(DefaultParamInitializer.WEIGHT_KEY)) {
      return parameter;
    }
    return Filters.toParameter(
        shape, map.apply(Filters.ofParameter(shape, parameter), layer::input));
  }

  @Override
  public IWeightNoise clone() {
    return this;
  }
}
