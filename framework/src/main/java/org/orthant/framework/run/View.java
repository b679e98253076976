package org.orthant.framework.run;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.Seed;
import org.orthant.api.measure.LayerView;
import org.orthant.api.measure.Weights;
import org.orthant.api.model.Layer;
import org.orthant.api.model.VectorMap;

/** A layer's weights as one probe sees them. */
class View implements LayerView {
  private final QuantizedLayer quantized;
  private final Seed seed;
  private final Shown shown;

  /**
   * @param shown what it shows
   */
  View(QuantizedLayer quantized, Seed seed, Shown shown) {
    this.quantized = quantized;
    this.seed = seed;
    this.shown = shown;
  }

  @Override
  public Layer layer() {
    return shown.layer(quantized);
  }

  Shown shown() {
    return shown;
  }

  @Override
  public List<String> quantizers() {
    return quantized.quantizers();
  }

  @Override
  public INDArray weights(Weights weights) {
    return shown.weights(quantized, weights);
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
