package org.orthant.framework.run.measure;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.Seed;
import org.orthant.api.measure.LayerView;
import org.orthant.api.measure.Weights;
import org.orthant.api.model.Layer;
import org.orthant.api.model.VectorMap;
import org.orthant.framework.run.layer.ServedLayer;
import org.orthant.framework.run.lending.LentArrays;

/** A layer's weights as one probe sees them. */
public class View implements LayerView {
  private final ServedLayer quantized;
  private final Seed seed;
  private final LentArrays shown;

  /**
   * @param shown what it shows
   */
  public View(ServedLayer quantized, Seed seed, LentArrays shown) {
    this.quantized = quantized;
    this.seed = seed;
    this.shown = shown;
  }

  @Override
  public Layer layer() {
    return shown.layer(quantized.shown());
  }

  LentArrays shown() {
    return shown;
  }

  @Override
  public List<String> quantizers() {
    return quantized.quantizers();
  }

  @Override
  public INDArray weights(Weights weights) {
    return shown.weights(quantized.shown(), weights);
  }

  @Override
  public INDArray filters(Weights weights, int from, int to) {
    return quantized.weights(weights, from, to);
  }

  @Override
  public VectorMap map(String quantizer) {
    return quantized.map(quantizer);
  }

  @Override
  public VectorMap fitAgain(String quantizer, Seed other) {
    return quantized.fit(quantizer, other);
  }

  @Override
  public Seed seed() {
    return seed;
  }
}
