package org.orthant.framework.run.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.RandomNumbers;
import org.orthant.api.Seed;
import org.orthant.api.array.Floats;
import org.orthant.api.graph.Graph;
import org.orthant.api.measure.Trial;
import org.orthant.api.model.Layer;
import org.orthant.framework.run.inference.Backward;
import org.orthant.framework.run.inference.Inference;
import org.orthant.framework.run.inference.Network;
import org.orthant.framework.run.inference.Path;
import org.orthant.framework.run.inference.Variant;
import org.orthant.framework.run.layer.Arithmetic;
import org.orthant.framework.run.refit.Refits;
import org.orthant.framework.run.refit.Variants;

/** Gradients of whole graphs, held to slopes in float64 and these to differences. */
class GradientTest {
  private static final int IMAGES = 3;

  /** One image more passes than counts. */
  private static final int PASSING = IMAGES + 1;

  private static final int WEIGHTS_OF_LAYER = 3;
  private static final double STEP = 1e-6;

  private static final Tally NEAR_JUMPS = new Tally();
  private static final Tally AT_BENDS = new Tally();

  @AfterContainer
  static void mostWereCompared() {
    NEAR_JUMPS.assertThatFew(0.3);
    AT_BENDS.assertThatFew(0.2);
  }

  @Property(tries = 40, seed = "2", edgeCases = EdgeCasesMode.NONE)
  void gradientsOfContinuousGraphsAreDifferencesOfTheLoss(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 8) int steps) {
    Graph graph = RandomGraphs.draw(seed, steps, false);
    List<float[]> images = Computed.images(graph, PASSING, seed);
    int[] labels = labels(graph, seed);
    Interpreter interpreter = Interpreter.trained(graph);
    ReversePass expected = reverse(interpreter, images, labels);
    Map<String, float[]> found = found(graph, Trial.BASELINE, images, labels, Arithmetic.BITS);
    RandomNumbers random = new Seed(seed).generator();
    for (Layer layer : graph.layers()) {
      double[] weights = interpreter.setting().weights(layer.name());
      for (int i = 0; i < WEIGHTS_OF_LAYER; i++) {
        int weight = random.nextInt(weights.length);
        double before = weights[weight];
        double here = loss(interpreter, images, labels);
        weights[weight] = before + STEP;
        double rise = (loss(interpreter, images, labels) - here) / STEP;
        weights[weight] = before - STEP;
        double rising = (here - loss(interpreter, images, labels)) / STEP;
        weights[weight] = before;
        double bound = expected.error(layer.name(), weight) + 1e-4 * Math.abs(rise + rising) + 1e-6;
        boolean bent = Math.abs(rise - rising) > bound;
        AT_BENDS.add(bent);
        if (!bent) {
          double slope = (rise + rising) / 2;
          assertThat(expected.gradient(layer.name(), weight))
              .as("slopes of %s, weight %d", layer.name(), weight)
              .isCloseTo(slope, within(bound));
          if (!expected.isBent()) {
            assertThat((double) found.get(layer.name())[weight])
                .as("gradient of %s, weight %d", layer.name(), weight)
                .isCloseTo(slope, within(bound));
          }
        }
      }
    }
  }

  @Property(tries = 60, seed = "3", edgeCases = EdgeCasesMode.NONE)
  void gradientsAreProductsOfSlopesWithTheStraightThroughRuleAtQuantizers(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 8) int steps) {
    Graph graph = RandomGraphs.draw(seed, steps, true);
    List<float[]> images = Computed.images(graph, PASSING, seed);
    int[] labels = labels(graph, seed);
    for (Trial trial : List.of(Trial.BASELINE, RandomTrials.drawWithoutInputs(graph, seed))) {
      Interpreter interpreter = new Interpreter(graph, Setting.of(graph, trial));
      ReversePass expected = reverse(interpreter, images, labels);
      NEAR_JUMPS.add(expected.isBent());
      for (Arithmetic arithmetic : Arithmetic.values()) {
        Map<String, float[]> found = found(graph, trial, images, labels, arithmetic);
        for (Layer layer : graph.layers()) {
          if (!expected.isBent()) {
            assertThatGradient(layer.name(), found.get(layer.name()), expected);
          }
        }
      }
    }
  }

  private static void assertThatGradient(String layer, float[] found, ReversePass expected) {
    if (found == null) {
      assertThat(expected.isZero(layer)).as("no gradient reaches %s", layer).isTrue();
      return;
    }
    for (int weight = 0; weight < found.length; weight++) {
      double bound = expected.error(layer, weight) + 1e-12;
      if (!(Math.abs(found[weight] - expected.gradient(layer, weight)) <= bound)) {
        assertThat((double) found[weight])
            .as("gradient of %s, weight %d", layer, weight)
            .isCloseTo(expected.gradient(layer, weight), within(bound));
      }
    }
  }

  private static int[] labels(Graph graph, long seed) {
    int classes = graph.shapes().get(graph.scores()).channels();
    return new Seed(seed).fork("labels").generator().ints(0, classes).limit(PASSING).toArray();
  }

  private static ReversePass reverse(Interpreter interpreter, List<float[]> images, int... labels) {
    ReversePass reverse = new ReversePass(interpreter);
    for (int i = 0; i < IMAGES; i++) {
      reverse.pass(interpreter.pass(images.get(i)), labels[i]);
    }
    return reverse;
  }

  private static double loss(Interpreter interpreter, List<float[]> images, int... labels) {
    double sum = 0;
    for (int i = 0; i < IMAGES; i++) {
      sum +=
          ReversePass.loss(
              interpreter.graph().loss(), interpreter.pass(images.get(i)).scores(), labels[i]);
    }
    return sum;
  }

  /** The gradients by layer, of those that a gradient reaches. */
  private static Map<String, float[]> found(
      Graph graph, Trial trial, List<float[]> images, int[] labels, Arithmetic arithmetic) {
    Network network = Computed.network(graph, arithmetic);
    Map<String, float[]> found = new HashMap<>();
    try (INDArray tensor = Computed.tensor(images, graph.input())) {
      Inference.run(
          network,
          tensor,
          new Variants(network, Refits.NONE).of(List.of(trial)),
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
                  labels,
                  IMAGES,
                  (products, gradient) -> {
                    try (INDArray ofWeights = products.weightGradient(gradient)) {
                      found.put(products.layer().name(), Floats.of(ofWeights));
                    }
                  });
            }
          });
    }
    return found;
  }
}
