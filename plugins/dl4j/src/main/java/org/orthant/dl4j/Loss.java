package org.orthant.dl4j;

import java.util.Arrays;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** What a training makes small. */
public enum Loss {
  /** The squared distance of each score from the margin on its side, as in the paper. */
  SQUARED_HINGE(
      LossFunction.SQUARED_HINGE,
      Activation.IDENTITY,
      -1,
      org.orthant.api.graph.Loss.SQUARED_HINGE),

  /** The surprise at the class, the softmax of the scores being taken for probabilities. */
  CROSS_ENTROPY(
      LossFunction.MCXENT, Activation.SOFTMAX, 0, org.orthant.api.graph.Loss.CROSS_ENTROPY);

  private final LossFunction function;
  private final Activation activation;
  private final float others;
  private final org.orthant.api.graph.Loss inGraph;

  Loss(
      LossFunction function,
      Activation activation,
      float others,
      org.orthant.api.graph.Loss inGraph) {
    this.function = function;
    this.activation = activation;
    this.others = others;
    this.inGraph = inGraph;
  }

  /** Returns the same in Orthant's form. */
  org.orthant.api.graph.Loss inGraph() {
    return inGraph;
  }

  LossLayer layer() {
    return new LossLayer.Builder(function).activation(activation).build();
  }

  /** Labels as the loss wants them, [n, classes]: 1 for the class, another number elsewhere. */
  INDArray targets(int[] labels, int classes) {
    float[] targets = new float[labels.length * classes];
    Arrays.fill(targets, others);
    for (int i = 0; i < labels.length; i++) {
      targets[i * classes + labels[i]] = 1;
    }
    return Nd4j.createFromArray(targets).reshape(labels.length, classes);
  }
}
