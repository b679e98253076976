package org.orthant.dl4j.block;

import java.util.Collection;
import java.util.Optional;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.conf.memory.MemoryReport;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.NoOp;
import org.orthant.api.model.LayerKind;
import org.orthant.api.model.LayerShape;
import org.orthant.api.model.VectorMap;

/**
 * Quantized weights times inputs, a 2 × 2 max pool or none, batch normalization, a quantized
 * activation or none; gradients by the straight-through estimator on both. A dense block takes
 * images as vectors in the order (height, width, channel).
 *
 * <p>Parameters: {@value BlockParameters#WEIGHTS} [filters, d], d in the order (kernel row, kernel
 * column, channel), {@value BlockParameters#GAMMA}, {@value BlockParameters#BETA}, and the running
 * {@value BlockParameters#MEAN} and {@value BlockParameters#VARIANCE}, which no updater touches.
 */
public final class QuantizedBlock extends FeedForwardLayer {
  private static final long serialVersionUID = 1L;

  private final transient LayerShape shape;
  private final boolean pooled;
  private final double epsilon;
  private final transient IUpdater weightUpdater;
  private final transient WeightMap weights;
  private final transient Optional<VectorMap> activations;

  /**
   * Describes a block.
   *
   * @param pooled needs an even height and width
   * @param epsilon added to the variance
   * @param weightUpdater of the weights alone
   * @param activations empty for the block whose outputs are the scores
   */
  public QuantizedBlock(
      LayerShape shape,
      boolean pooled,
      double epsilon,
      IUpdater weightUpdater,
      WeightMap weights,
      Optional<VectorMap> activations) {
    this.shape = shape;
    this.pooled = pooled;
    this.epsilon = epsilon;
    this.weightUpdater = weightUpdater;
    this.weights = weights;
    this.activations = activations;
    setNIn(shape.dimension());
    setNOut(shape.filters());
    setActivationFn(new ActivationIdentity());
    // Not a number says: as the whole network.
    setBiasInit(Double.NaN);
    setGainInit(Double.NaN);
  }

  LayerShape shape() {
    return shape;
  }

  boolean pooled() {
    return pooled;
  }

  double epsilon() {
    return epsilon;
  }

  WeightMap weights() {
    return weights;
  }

  Optional<VectorMap> activations() {
    return activations;
  }

  @Override
  public Layer instantiate(
      NeuralNetConfiguration configuration,
      Collection<TrainingListener> listeners,
      int index,
      INDArray parameters,
      boolean initialize,
      DataType type) {
    BlockLayer layer = new BlockLayer(configuration, type);
    layer.setListeners(listeners);
    layer.setIndex(index);
    layer.setParamsViewArray(parameters);
    layer.setParamTable(initializer().init(configuration, parameters, initialize));
    layer.setConf(configuration);
    return layer;
  }

  @Override
  public ParamInitializer initializer() {
    return BlockParameters.INSTANCE;
  }

  @Override
  public IUpdater getUpdaterByParam(String name) {
    if (name.equals(BlockParameters.WEIGHTS)) {
      return weightUpdater;
    }
    return BlockParameters.isLearned(name) ? super.getUpdaterByParam(name) : new NoOp();
  }

  @Override
  public InputType getOutputType(int index, InputType input) {
    int step = pooled ? 2 : 1;
    return shape.kind() == LayerKind.DENSE
        ? InputType.feedForward(shape.filters())
        : InputType.convolutional(
            shape.input().height() / step,
            shape.input().width() / step,
            shape.filters(),
            CNN2DFormat.NHWC);
  }

  @Override
  public void setNIn(InputType input, boolean override) {
    // The shape says it.
  }

  @Override
  public InputPreProcessor getPreProcessorForInputType(InputType input) {
    return null;
  }

  @Override
  public LayerMemoryReport getMemoryReport(InputType input) {
    return new LayerMemoryReport.Builder(
            layerName, QuantizedBlock.class, input, getOutputType(-1, input))
        .standardMemory(BlockParameters.INSTANCE.numParams(this), 0)
        .workingMemory(0, 0, 0, 2L * shape.positions() * shape.filters())
        .cacheMemory(MemoryReport.CACHE_MODE_ALL_ZEROS, MemoryReport.CACHE_MODE_ALL_ZEROS)
        .build();
  }
}
