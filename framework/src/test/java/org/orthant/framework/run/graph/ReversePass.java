package org.orthant.framework.run.graph;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.orthant.api.graph.Graph;
import org.orthant.api.graph.Loss;
import org.orthant.api.graph.Node;
import org.orthant.api.graph.Product;

/**
 * The gradient of the loss with respect to all weights, slope by slope in float64, and for each
 * weight how far float32 may be from it.
 */
public final class ReversePass {
  /** The relative error that float32 is allowed for each product of slopes. */
  private static final double RELATIVE = 2e-5;

  private final Interpreter interpreter;
  private final Map<String, double[]> gradients = new HashMap<>();
  private final Map<String, double[]> magnitudes = new HashMap<>();
  private boolean bent;

  /** Nothing has passed. */
  public ReversePass(Interpreter interpreter) {
    this.interpreter = interpreter;
    for (Node node : interpreter.graph().nodes()) {
      if (node instanceof Product product) {
        int weights = interpreter.setting().weights(product.name()).length;
        gradients.put(node.name(), new double[weights]);
        magnitudes.put(node.name(), new double[weights]);
      }
    }
  }

  /** The sum over images with respect to a layer's weights, [filters, d]. */
  public double gradient(String layer, int weight) {
    return gradients.get(layer)[weight];
  }

  /** How far float32 may be from it. */
  public double error(String layer, int weight) {
    return RELATIVE * magnitudes.get(layer)[weight];
  }

  /** Whether no image gives a layer a gradient. */
  boolean isZero(String layer) {
    return Arrays.stream(magnitudes.get(layer)).allMatch(magnitude -> magnitude == 0);
  }

  /** Whether a number lay so close to where a slope jumps that float32 may see the other one. */
  public boolean isBent() {
    return bent;
  }

  /** The loss of one image. */
  static double loss(Loss loss, Bounded scores, int label) {
    double sum = 0;
    if (loss == Loss.SQUARED_HINGE) {
      for (int c = 0; c < scores.size(); c++) {
        double missing = Math.max(0, 1 - (c == label ? 1 : -1) * scores.value(c));
        sum += missing * missing;
      }
      return sum;
    }
    for (int c = 0; c < scores.size(); c++) {
      sum += Math.exp(scores.value(c) - scores.value(label));
    }
    return Math.log(sum);
  }

  /** Its slope with respect to each score. */
  private static double[] ofScores(Loss loss, Bounded scores, int label) {
    double[] slopes = new double[scores.size()];
    for (int c = 0; c < slopes.length; c++) {
      if (loss == Loss.SQUARED_HINGE) {
        int target = c == label ? 1 : -1;
        slopes[c] = -2 * target * Math.max(0, 1 - target * scores.value(c));
      } else {
        double sum = 0;
        for (int other = 0; other < slopes.length; other++) {
          sum += Math.exp(scores.value(other) - scores.value(c));
        }
        slopes[c] = 1 / sum - (c == label ? 1 : 0);
      }
    }
    return slopes;
  }

  /** Passes an image forth and back. */
  public void pass(Interpreter.Passage passage, int label) {
    Graph graph = interpreter.graph();
    Map<String, double[]> arrived = new HashMap<>();
    Map<String, double[]> arrivedMagnitudes = new HashMap<>();
    Bounded scores = passage.scores();
    double[] ofScores = ofScores(graph.loss(), scores, label);
    double[] magnitude = new double[ofScores.length];
    for (int c = 0; c < magnitude.length; c++) {
      magnitude[c] = Math.abs(ofScores[c]) + 2 * largestError(scores) / RELATIVE + 0.01;
    }
    arrived.put(graph.scores(), ofScores);
    arrivedMagnitudes.put(graph.scores(), magnitude);
    for (int i = graph.nodes().size() - 1; i >= 0; i--) {
      Node node = graph.nodes().get(i);
      double[] gradient = arrived.get(node.name());
      if (gradient != null) {
        double[] magnitudesOfOutput = arrivedMagnitudes.get(node.name());
        List<Bounded> inputs = passage.inputs(node);
        for (int k = 0; k < inputs.size(); k++) {
          int size = inputs.get(k).size();
          arrived.computeIfAbsent(node.inputs().get(k), input -> new double[size]);
          arrivedMagnitudes.computeIfAbsent(node.inputs().get(k), input -> new double[size]);
        }
        Slopes slopes =
            new Slopes(
                interpreter.setting(),
                (input, from, to, slope, error) -> {
                  double[] target =
                      input < 0
                          ? gradients.get(node.name())
                          : arrived.get(node.inputs().get(input));
                  double[] bound =
                      input < 0
                          ? magnitudes.get(node.name())
                          : arrivedMagnitudes.get(node.inputs().get(input));
                  target[from] += slope * gradient[to];
                  bound[from] += (Math.abs(slope) + error / RELATIVE) * magnitudesOfOutput[to];
                });
        slopes.visit(node, inputs, passage.value(node.name()));
        bent |= slopes.isBent();
      }
    }
  }

  private static double largestError(Bounded scores) {
    double largest = 0;
    for (int c = 0; c < scores.size(); c++) {
      largest = Math.max(largest, scores.error(c));
    }
    return largest;
  }
}
