package org.orthant.dl4j;

import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.mkldnn.MKLDNNConvHelper;
import org.deeplearning4j.nn.params.ConvolutionParamInitializer;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A "same" convolution with stride 1, without bias and activation, on images [n, height, width,
 * channels], computed by oneDNN in both passes. DeepLearning4J's own layer never finds its oneDNN
 * helper in this version and takes ten times as long.
 */
final class OneDnnConvolution extends ConvolutionLayer {
  private static final long serialVersionUID = 1L;
  private static final int[] STRIDE = {1, 1};
  private static final int[] NO_PADDING = {0, 0};
  private static final int[] NO_DILATION = {1, 1};

  private OneDnnConvolution(ConvolutionLayer.Builder builder) {
    super(builder);
    initializeConstraints(builder);
  }

  /** The layer as configured; its data format must be NHWC, its mode "same". */
  static OneDnnConvolution of(ConvolutionLayer.Builder builder) {
    return new OneDnnConvolution(builder);
  }

  @Override
  public Layer instantiate(
      NeuralNetConfiguration configuration,
      Collection<TrainingListener> listeners,
      int index,
      INDArray parameters,
      boolean initialize,
      DataType type) {
    Computing layer = new Computing(configuration, type);
    layer.setListeners(listeners);
    layer.setIndex(index);
    layer.setParamsViewArray(parameters);
    layer.setParamTable(initializer().init(configuration, parameters, initialize));
    layer.setConf(configuration);
    return layer;
  }

  /** What runs. */
  private static final class Computing
      extends org.deeplearning4j.nn.layers.convolution.ConvolutionLayer {
    private static final long serialVersionUID = 1L;

    private final transient MKLDNNConvHelper oneDnn;

    Computing(NeuralNetConfiguration configuration, DataType type) {
      super(configuration, type);
      oneDnn = new MKLDNNConvHelper(type);
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspace) {
      assertInputSet(false);
      INDArray weights =
          getParamWithNoise(ConvolutionParamInitializer.WEIGHT_KEY, training, workspace);
      return oneDnn.preOutput(
          input,
          weights,
          null,
          layerConf().getKernelSize(),
          STRIDE,
          NO_PADDING,
          null,
          null,
          ConvolutionMode.Same,
          NO_DILATION,
          CNN2DFormat.NHWC,
          workspace);
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(
        INDArray epsilon, LayerWorkspaceMgr workspace) {
      assertInputSet(true);
      INDArray weights = getParamWithNoise(ConvolutionParamInitializer.WEIGHT_KEY, true, workspace);
      Pair<Gradient, INDArray> gradients =
          oneDnn.backpropGradient(
              input,
              weights,
              null,
              epsilon,
              layerConf().getKernelSize(),
              STRIDE,
              NO_PADDING,
              null,
              gradientViews.get(ConvolutionParamInitializer.WEIGHT_KEY),
              null,
              null,
              null,
              null,
              ConvolutionMode.Same,
              NO_DILATION,
              CNN2DFormat.NHWC,
              workspace);
      // Or the next step would compute with the quantized weights of this one.
      weightNoiseParams.clear();
      return gradients;
    }
  }
}
