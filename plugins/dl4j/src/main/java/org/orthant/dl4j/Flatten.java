package org.orthant.dl4j;

import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.model.ImageShape;

/** Turns images into rows, in the order (height, width, channel), and gradients back. */
record Flatten(ImageShape image) implements InputPreProcessor {
  private static final long serialVersionUID = 1L;

  @Override
  public INDArray preProcess(INDArray input, int batch, LayerWorkspaceMgr workspace) {
    INDArray dense = workspace.dup(ArrayType.ACTIVATIONS, input, 'c');
    return dense.reshape('c', batch, image.size());
  }

  @Override
  public INDArray backprop(INDArray gradient, int batch, LayerWorkspaceMgr workspace) {
    INDArray dense = workspace.dup(ArrayType.ACTIVATION_GRAD, gradient, 'c');
    return dense.reshape('c', batch, image.height(), image.width(), image.channels());
  }

  @Override
  public InputPreProcessor clone() {
    return this;
  }

  @Override
  public InputType getOutputType(InputType input) {
    return InputType.feedForward(image.size());
  }

  @Override
  public Pair<INDArray, MaskState> feedForwardMaskArray(INDArray mask, MaskState state, int batch) {
    return new Pair<>(mask, state);
  }
}
