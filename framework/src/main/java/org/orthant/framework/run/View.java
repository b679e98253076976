package org.orthant.framework.run;

import java.util.List;
import java.util.Locale;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.Seed;
import org.orthant.api.measure.LayerView;
import org.orthant.api.measure.Weights;
import org.orthant.api.model.BatchNorm;
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
    Layer layer = quantized.layer();
    if (!shown.isVerified()) {
      return layer;
    }
    return new Layer(
        layer.shape(),
        weights(Weights.CONTINUOUS),
        layer.weightQuantization(),
        layer.pooled(),
        new BatchNorm(
            shared("gamma", layer.batchNorm().gamma()),
            shared("beta", layer.batchNorm().beta()),
            shared("mean", layer.batchNorm().mean()),
            shared("variance", layer.batchNorm().variance()),
            layer.batchNorm().epsilon()),
        layer.activationQuantization());
  }

  private INDArray shared(String name, INDArray array) {
    return shown.array(
        String.format(Locale.ROOT, "%s of %s", name, quantized.layer().name()), array);
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
    return shared(named(weights), quantized.weights(weights));
  }

  static String named(Weights weights) {
    return switch (weights.kind()) {
      case TRAINED -> "trained weights";
      case CONTINUOUS -> "continuous weights";
      case QUANTIZED -> weights.quantizer().orElseThrow() + " weights";
    };
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
