package org.orthant.testkit;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.orthant.api.Seed;
import org.orthant.api.measure.Gradient;
import org.orthant.api.measure.Trial;
import org.orthant.api.measure.Weights;
import org.orthant.api.model.Layer;
import org.orthant.api.model.VectorMap;

/** The gradient of a layer's weights on a group of images. */
public class FakeGradient implements Gradient {
  private final FakeLayer view;
  private final Trial trial;
  private final int group;
  private final float[][] ofWeights;

  /**
   * @param ofWeights [filters, d]
   */
  public FakeGradient(FakeLayer view, Trial trial, int group, float[][] ofWeights) {
    this.view = view;
    this.trial = trial;
    this.group = group;
    this.ofWeights = ofWeights;
  }

  @Override
  public Trial trial() {
    return trial;
  }

  @Override
  public int group() {
    return group;
  }

  @Override
  public INDArray ofWeights() {
    return Nd4j.createFromArray(ofWeights);
  }

  @Override
  public Layer layer() {
    return view.layer();
  }

  @Override
  public List<String> quantizers() {
    return view.quantizers();
  }

  @Override
  public INDArray weights(Weights weights) {
    return view.weights(weights);
  }

  @Override
  public VectorMap map(String quantizer) {
    return view.map(quantizer);
  }

  @Override
  public VectorMap fitAgain(String quantizer, Seed other) {
    return view.fitAgain(quantizer, other);
  }

  @Override
  public Seed seed() {
    return view.seed().fork(group);
  }
}
