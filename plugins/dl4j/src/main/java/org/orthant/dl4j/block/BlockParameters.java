package org.orthant.dl4j.block;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.orthant.api.model.LayerShape;

/** The parameters of a {@link QuantizedBlock}, one after the other in one row. */
final class BlockParameters implements ParamInitializer {
  static final BlockParameters INSTANCE = new BlockParameters();
  static final String WEIGHTS = "W";
  static final String GAMMA = "gamma";
  static final String BETA = "beta";
  static final String MEAN = "mean";
  static final String VARIANCE = "var";

  private BlockParameters() {}

  static boolean isLearned(String name) {
    return !name.equals(MEAN) && !name.equals(VARIANCE);
  }

  @Override
  public long numParams(NeuralNetConfiguration configuration) {
    return numParams(configuration.getLayer());
  }

  @Override
  public long numParams(Layer layer) {
    LayerShape shape = ((QuantizedBlock) layer).shape();
    return (long) shape.filters() * (shape.dimension() + 4);
  }

  @Override
  public List<String> paramKeys(Layer layer) {
    return List.of(WEIGHTS, GAMMA, BETA, MEAN, VARIANCE);
  }

  @Override
  public List<String> weightKeys(Layer layer) {
    return List.of(WEIGHTS);
  }

  @Override
  public List<String> biasKeys(Layer layer) {
    return List.of();
  }

  @Override
  public boolean isWeightParam(Layer layer, String key) {
    return key.equals(WEIGHTS);
  }

  @Override
  public boolean isBiasParam(Layer layer, String key) {
    return false;
  }

  @Override
  public Map<String, INDArray> init(
      NeuralNetConfiguration configuration, INDArray view, boolean initialize) {
    QuantizedBlock block = (QuantizedBlock) configuration.getLayer();
    Map<String, INDArray> parameters = getGradientsFromFlattened(configuration, view);
    if (initialize) {
      LayerShape shape = block.shape();
      double fanOut = (double) shape.filters() * shape.window().kernel().area();
      INDArray weights = parameters.get(WEIGHTS);
      block
          .getWeightInitFn()
          .init(shape.dimension(), fanOut, weights.shape(), 'c', weights.reshape(-1));
      parameters.get(GAMMA).assign(1);
      parameters.get(BETA).assign(0);
      parameters.get(MEAN).assign(0);
      parameters.get(VARIANCE).assign(1);
    }
    parameters.keySet().forEach(configuration::addVariable);
    return parameters;
  }

  @Override
  public Map<String, INDArray> getGradientsFromFlattened(
      NeuralNetConfiguration configuration, INDArray view) {
    LayerShape shape = ((QuantizedBlock) configuration.getLayer()).shape();
    long filters = shape.filters();
    long weights = filters * shape.dimension();
    INDArray row = view.reshape(view.length());
    Map<String, INDArray> parameters = new LinkedHashMap<>();
    parameters.put(
        WEIGHTS,
        row.get(NDArrayIndex.interval(0, weights)).reshape('c', filters, shape.dimension()));
    long from = weights;
    for (String key : List.of(GAMMA, BETA, MEAN, VARIANCE)) {
      parameters.put(key, row.get(NDArrayIndex.interval(from, from + filters)));
      from += filters;
    }
    return parameters;
  }
}
