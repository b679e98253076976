package org.orthant.framework.run.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.orthant.api.Seed;
import org.orthant.api.measure.Activations;
import org.orthant.api.measure.Change;
import org.orthant.api.measure.Trial;
import org.orthant.api.measure.Weights;
import org.orthant.api.model.Layer;
import org.orthant.framework.run.inference.Backward;
import org.orthant.framework.run.inference.Inference;
import org.orthant.framework.run.inference.SmallNetwork;
import org.orthant.framework.run.inference.Unquantized;
import org.orthant.framework.run.inference.Variant;
import org.orthant.framework.run.layer.QuantizedLayer;
import org.orthant.framework.run.layer.Signals;
import org.orthant.framework.run.lending.Exhibition;
import org.orthant.framework.run.lending.LentArrays;
import org.orthant.framework.run.refit.Refits;
import org.orthant.framework.run.refit.Variants;

/**
 * Where activations are hard tanh, nothing is quantized on the way and the gradient is the true
 * one: it must be what finite differences of the loss give.
 */
class GroupGradientTest {
  private static final int IMAGES = 7;
  private static final int COUNTED = 5;

  private final List<QuantizedLayer> layers = SmallNetwork.layers();
  private final INDArray images = SmallNetwork.images(IMAGES).images(0, 1, 2, 3, 4, 5, 6);
  private final int[] labels = {0, 1, 2, 0, 1, 2, 0};

  @Test
  void gradientsAreThoseOfFiniteDifferences() {
    Map<String, INDArray> gradients = gradients(layers);
    SplittableRandom random = new SplittableRandom(3);
    for (QuantizedLayer layer : layers) {
      INDArray gradient = gradients.get(layer.layer().name());
      assertThat(gradient.shape()).isEqualTo(layer.layer().weights().shape());
      INDArray direction = Nd4j.create(gradient.shape());
      for (long i = 0; i < direction.length(); i++) {
        direction.putScalar(i, random.nextGaussian());
      }
      double step = 1e-3;
      double difference =
          (loss(moved(layer, direction, step)) - loss(moved(layer, direction, -step))) / (2 * step);
      double derivative = gradient.mul(direction).sumNumber().doubleValue();
      assertThat(derivative).isCloseTo(difference, within(1e-3 * Math.abs(difference)));
    }
  }

  @Test
  void imagesThatDoNotCountAddNothing() {
    INDArray all = gradients(layers).get("conv1");
    int[] others = labels.clone();
    others[IMAGES - 1] = 2;
    assertThat(gradients(layers, others).get("conv1")).isEqualTo(all);
  }

  private Map<String, INDArray> gradients(List<QuantizedLayer> network) {
    return gradients(network, labels);
  }

  private Map<String, INDArray> gradients(List<QuantizedLayer> network, int... truth) {
    Map<String, INDArray> gradients = new HashMap<>();
    Inference.run(
        images,
        List.of(variant(network)),
        new Inference.Observer() {
          @Override
          public void leaves(Variant variant, List<Inference.Passage> path, INDArray scores) {
            Backward.run(
                path,
                scores,
                truth,
                COUNTED,
                (products, gradient) ->
                    gradients.put(
                        products.layer().layer().name(),
                        new GroupGradient(
                                variant.trial(),
                                0,
                                products,
                                gradient,
                                new Seed(1),
                                new LentArrays(new Exhibition(false)))
                            .ofWeights()));
          }
        });
    return gradients;
  }

  private double loss(List<QuantizedLayer> network) {
    double[][] scores =
        Inference.through(variant(network).stages(), Signals.of(images.dup()))
            .tensor()
            .toDoubleMatrix();
    double loss = 0;
    for (int n = 0; n < COUNTED; n++) {
      for (int k = 0; k < scores[n].length; k++) {
        double hinge = Math.max(0, 1 - (k == labels[n] ? 1 : -1) * scores[n][k]);
        loss += hinge * hinge;
      }
    }
    return loss;
  }

  private static Variant variant(List<QuantizedLayer> network) {
    Change smooth = new Change(Weights.CONTINUOUS, Activations.HARD_TANH);
    Map<String, Change> changes = new HashMap<>();
    network.forEach(layer -> changes.put(layer.layer().name(), smooth));
    return new Variants(network, Refits.NONE).of(List.of(new Trial(changes, 0))).get(0);
  }

  private List<QuantizedLayer> moved(QuantizedLayer moving, INDArray direction, double step) {
    return layers.stream()
        .map(
            layer -> {
              if (layer != moving) {
                return layer;
              }
              Layer of = layer.layer();
              return Unquantized.layer(
                  new Layer(
                      of.shape(),
                      of.weights().add(direction.mul(step)),
                      of.weightQuantization(),
                      of.pooled(),
                      of.batchNorm(),
                      of.activationQuantization()));
            })
        .toList();
  }
}
