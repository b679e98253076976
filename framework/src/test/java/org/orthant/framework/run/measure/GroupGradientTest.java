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
import org.orthant.api.graph.Graph;
import org.orthant.api.graph.Node;
import org.orthant.api.graph.Product;
import org.orthant.api.measure.Activations;
import org.orthant.api.measure.Change;
import org.orthant.api.measure.Trial;
import org.orthant.api.measure.Weights;
import org.orthant.api.model.Layer;
import org.orthant.framework.run.inference.Backward;
import org.orthant.framework.run.inference.Inference;
import org.orthant.framework.run.inference.Network;
import org.orthant.framework.run.inference.Path;
import org.orthant.framework.run.inference.Scores;
import org.orthant.framework.run.inference.SmallNetwork;
import org.orthant.framework.run.inference.Variant;
import org.orthant.framework.run.layer.Arithmetic;
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

  private final Network network = SmallNetwork.network();
  private final INDArray images = SmallNetwork.images(IMAGES).images(0, 1, 2, 3, 4, 5, 6);
  private final int[] labels = {0, 1, 2, 0, 1, 2, 0};

  @Test
  void gradientsAreThoseOfFiniteDifferences() {
    Map<String, INDArray> gradients = gradients(network);
    SplittableRandom random = new SplittableRandom(3);
    for (Layer layer : network.graph().layers()) {
      INDArray gradient = gradients.get(layer.name());
      assertThat(gradient.shape()).isEqualTo(layer.weights().shape());
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
    INDArray all = gradients(network).get("conv1");
    int[] others = labels.clone();
    others[IMAGES - 1] = 2;
    assertThat(gradients(network, others).get("conv1")).isEqualTo(all);
  }

  private Map<String, INDArray> gradients(Network network) {
    return gradients(network, labels);
  }

  private Map<String, INDArray> gradients(Network network, int... truth) {
    Map<String, INDArray> gradients = new HashMap<>();
    Inference.run(
        network,
        images,
        List.of(variant(network)),
        new Inference.Observer() {
          @Override
          public boolean goesBack(Variant variant) {
            return true;
          }

          @Override
          public void leaves(Variant variant, Path path, INDArray scores) {
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

  private double loss(Network network) {
    double[][] scores = Scores.of(network, variant(network), images).toDoubleMatrix();
    double loss = 0;
    for (int n = 0; n < COUNTED; n++) {
      for (int k = 0; k < scores[n].length; k++) {
        double hinge = Math.max(0, 1 - (k == labels[n] ? 1 : -1) * scores[n][k]);
        loss += hinge * hinge;
      }
    }
    return loss;
  }

  private static Variant variant(Network network) {
    Change smooth = new Change(Weights.CONTINUOUS, Activations.HARD_TANH);
    Map<String, Change> changes = new HashMap<>();
    network.graph().layers().forEach(layer -> changes.put(layer.name(), smooth));
    return new Variants(network, Refits.NONE).of(List.of(new Trial(changes, 0))).get(0);
  }

  private Network moved(Layer moving, INDArray direction, double step) {
    Graph graph = network.graph();
    List<Node> nodes =
        graph.nodes().stream()
            .map(
                node ->
                    node instanceof Product product && product.name().equals(moving.name())
                        ? new Product(
                            product.input(),
                            new Layer(
                                moving.shape(),
                                moving.weights().add(direction.mul(step)),
                                moving.weightQuantization()))
                        : node)
            .toList();
    return SmallNetwork.of(
        new Graph(graph.input(), nodes, graph.scores(), graph.loss()), Arithmetic.BITS);
  }
}
