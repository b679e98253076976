package org.orthant.framework.run.inference;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.array.Dense;
import org.orthant.api.array.Floats;
import org.orthant.api.graph.BatchNormalization;
import org.orthant.api.graph.Function;
import org.orthant.api.graph.Quantize;
import org.orthant.api.measure.Activations;
import org.orthant.api.model.BatchNorm;
import org.orthant.framework.run.layer.Products;
import org.orthant.framework.run.node.NodeGradients;

/**
 * Passes the gradient of a network's loss back from the scores, with the statistics of batch
 * normalization held fixed and the straight-through estimator at quantized activations. Where
 * several units take one value, their gradients add up.
 */
public final class Backward {
  private final Path path;
  private final Observer observer;

  /** The units that a gradient must reach: layers, and what lies between them and the scores. */
  private final TreeSet<Integer> needed = new TreeSet<>();

  /** With respect to what leaves each unit, as far as it has arrived. */
  private final Map<Integer, INDArray> arrived = new HashMap<>();

  /** Sees the gradient at each layer. */
  @FunctionalInterface
  public interface Observer {
    /**
     * Called for each layer, the last first.
     *
     * @param gradient with respect to the layer's dot products, [images × positions, filters];
     *     valid during the call
     */
    void passes(Products products, INDArray gradient);
  }

  private Backward(Path path, Observer observer) {
    this.path = path;
    this.observer = observer;
    for (Unit unit : path.network().units()) {
      if (unit instanceof LayerUnit || unit.inputs().stream().anyMatch(needed::contains)) {
        needed.add(unit.index());
      }
    }
  }

  /**
   * Passes back over all layers.
   *
   * @param path what the images have passed; its variant {@link Inference.Observer#goesBack}
   * @param scores what came of it, [images, classes]
   * @param images how many of the images count, from the first on
   */
  public static void run(Path path, INDArray scores, int[] labels, int images, Observer observer) {
    new Backward(path, observer).run(scores, labels, images);
  }

  private void run(INDArray scores, int[] labels, int images) {
    arrived.put(
        path.network().scores().index(),
        LossGradient.of(path.network().graph().loss(), scores, labels, images));
    for (int index = path.network().units().size() - 1; index >= 0; index--) {
      INDArray gradient = arrived.remove(index);
      if (gradient != null) {
        Unit unit = path.network().units().get(index);
        try (INDArray ofOutput = gradient) {
          pass(unit, ofOutput);
        }
      }
    }
  }

  private void pass(Unit unit, INDArray ofOutput) {
    if (unit instanceof LayerUnit layer) {
      passLayer(layer, ofOutput);
    } else {
      passNode((NodeUnit) unit, ofOutput);
    }
  }

  private boolean isNeeded(int unit) {
    return unit != Unit.IMAGE && needed.contains(unit);
  }

  /** Takes a gradient to what leaves a unit, and owns it from now on. */
  private void arrive(int unit, INDArray gradient) {
    INDArray before = arrived.get(unit);
    if (!isNeeded(unit)) {
      gradient.close();
    } else if (before == null) {
      arrived.put(unit, gradient);
    } else {
      float[] sum = Floats.of(Dense.of(before));
      float[] more = Floats.of(Dense.of(gradient));
      for (int i = 0; i < sum.length; i++) {
        sum[i] += more[i];
      }
      arrived.put(unit, Floats.array(sum, before.shape()));
      before.close();
      gradient.close();
    }
  }

  private void passLayer(LayerUnit unit, INDArray ofOutput) {
    LayerStage stage = (LayerStage) path.variant().stage(unit);
    Products products = path.products(unit);
    try (INDArray ofDots = ofDots(stage, products, ofOutput)) {
      observer.passes(products, ofDots);
      products.release();
      if (isNeeded(unit.input())) {
        arrive(unit.input(), products.inputGradient(stage.alteration().weights(), ofDots));
      }
    }
  }

  private INDArray ofDots(LayerStage stage, Products products, INDArray ofOutput) {
    float[] gradient = Floats.of(Dense.of(ofOutput));
    LayerUnit unit = stage.unit();
    if (unit.activation().isPresent() && stage.alteration().activations() != Activations.IDENTITY) {
      Continuous continuous = path.value(unit.index()).continuous().orElseThrow();
      passWithinOne(gradient, Floats.of(Dense.of(continuous.get())));
    }
    stage.alteration().norm().ifPresent(norm -> scale(gradient, norm));
    int filters = unit.layer().shape().filters();
    INDArray ofPooled = Floats.array(gradient, gradient.length / filters, filters);
    INDArray ofScaled = unit.pool().isEmpty() ? ofPooled : unpooled(stage, products, ofPooled);
    return stage.alteration().affine().isEmpty()
        ? ofScaled
        : scaled(ofScaled, stage.alteration().affine().get());
  }

  private static INDArray unpooled(LayerStage stage, Products products, INDArray ofPooled) {
    try (INDArray pooled = ofPooled) {
      return stage.pooling().orElseThrow().undo(pooled, stage.unpooled(products));
    }
  }

  private static INDArray scaled(INDArray gradient, ChannelAffine affine) {
    try (INDArray before = gradient) {
      float[] numbers = Floats.of(before);
      float[] factor = affine.factor();
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] *= factor[i % factor.length];
      }
      return Floats.array(numbers, before.shape());
    }
  }

  private static void passWithinOne(float[] gradient, float[] continuous) {
    for (int i = 0; i < gradient.length; i++) {
      if (Math.abs(continuous[i]) > 1) {
        gradient[i] = 0;
      }
    }
  }

  private static void scale(float[] gradient, BatchNorm norm) {
    float[] gamma = norm.gamma().data().asFloat();
    float[] variance = norm.variance().data().asFloat();
    for (int i = 0; i < gradient.length; i++) {
      int channel = i % gamma.length;
      gradient[i] *= (float) (gamma[channel] / Math.sqrt(variance[channel] + norm.epsilon()));
    }
  }

  private void passNode(NodeUnit unit, INDArray ofOutput) {
    if (unit.inputs().stream().noneMatch(this::isNeeded)) {
      return;
    }
    List<INDArray> inputs = new ArrayList<>();
    for (int input : unit.inputs()) {
      inputs.add(path.value(input).signals().tensor());
    }
    List<INDArray> gradients = ofInputs(unit, ofOutput, inputs);
    for (int i = 0; i < gradients.size(); i++) {
      arrive(unit.inputs().get(i), gradients.get(i));
    }
  }

  private List<INDArray> ofInputs(NodeUnit unit, INDArray ofOutput, List<INDArray> inputs) {
    Alteration alteration = path.variant().stage(unit).alteration();
    Activations activations = alteration.activations();
    float[] gradient = Floats.of(Dense.of(ofOutput));
    if (unit.node() instanceof BatchNormalization) {
      scale(gradient, alteration.norm().orElseThrow());
    } else if (activations == Activations.IDENTITY) {
      return List.of(Floats.array(gradient, inputs.get(0).shape()));
    } else if (unit.node() instanceof Quantize
        || (unit.node() instanceof Function && activations == Activations.HARD_TANH)) {
      passWithinOne(gradient, Floats.of(Dense.of(inputs.get(0))));
    } else {
      INDArray shaped = Floats.array(gradient, shape(unit, inputs.get(0)));
      try (shaped) {
        return NodeGradients.of(unit.node(), shaped, inputs, unit.shapes());
      }
    }
    return List.of(Floats.array(gradient, inputs.get(0).shape()));
  }

  private static long[] shape(NodeUnit unit, INDArray input) {
    return new long[] {
      input.size(0), unit.output().height(), unit.output().width(), unit.output().channels()
    };
  }
}
