package org.orthant.framework.run.graph;

import java.util.Arrays;
import java.util.List;
import org.orthant.api.graph.Add;
import org.orthant.api.graph.BatchNormalization;
import org.orthant.api.graph.Concat;
import org.orthant.api.graph.Flatten;
import org.orthant.api.graph.Function;
import org.orthant.api.graph.Multiply;
import org.orthant.api.graph.Node;
import org.orthant.api.graph.Pool;
import org.orthant.api.graph.Product;
import org.orthant.api.graph.Quantize;
import org.orthant.api.graph.Scale;
import org.orthant.api.measure.Activations;
import org.orthant.api.model.BatchNorm;
import org.orthant.api.model.ImageShape;

/**
 * How fast each number that leaves a node grows with each that enters it: all partial derivatives
 * that are not 0, the straight-through rule in the place of a quantizer's.
 */
final class Slopes {
  private final Setting setting;
  private final Sink sink;

  /** Whether float32 may see a number on the other side of where a slope jumps. */
  private boolean bent;

  /** Sees each slope. */
  @FunctionalInterface
  interface Sink {
    /**
     * Called for each pair of numbers that leave and enter.
     *
     * @param input which of the node's inputs; −1 for the weights of a layer
     * @param from the place in the input
     * @param to the place in the output
     * @param error how far float32 may be from the slope
     */
    void add(int input, int from, int to, double slope, double error);
  }

  Slopes(Setting setting, Sink sink) {
    this.setting = setting;
    this.sink = sink;
  }

  boolean isBent() {
    return bent;
  }

  void visit(Node node, List<Bounded> inputs, Bounded output) {
    Bounded input = inputs.get(0);
    if (node instanceof Product product) {
      ofProduct(product, input);
    } else if (node instanceof BatchNormalization normalization) {
      ofNormalization(normalization.norm(), setting.norms().get(node.name()), input.size());
    } else if (node instanceof Function || node instanceof Quantize) {
      ofActivation(node, input);
    } else if (node instanceof Add || node instanceof Multiply) {
      ofCombination(node, inputs, output.image());
    } else if (node instanceof Scale scale) {
      double[] factor = Setting.doubles(scale.factor());
      each(input.size(), i -> factor[i % factor.length], 0);
    } else if (node instanceof Pool pool) {
      ofPool(pool, input);
    } else if (node instanceof Flatten) {
      each(input.size(), i -> 1, 0);
    } else if (node instanceof Concat) {
      ofConcat(inputs, output.image().channels());
    } else {
      for (int to = 0; to < output.size(); to++) {
        int from = NodeRules.source(node, input.image(), output.image(), to);
        if (from >= 0) {
          sink.add(0, from, to, 1, 0);
        }
      }
    }
  }

  /** A slope for each place. */
  @FunctionalInterface
  private interface Each {
    double at(int place);
  }

  private void each(int size, Each slope, double relativeError) {
    for (int i = 0; i < size; i++) {
      double at = slope.at(i);
      sink.add(0, i, i, at, Math.abs(at) * relativeError);
    }
  }

  private void ofProduct(Product product, Bounded input) {
    double[] weights = setting.weights(product.name());
    FittedChannels affine = setting.affines().get(product.name());
    DotProducts.visit(
        product.layer().shape(),
        (to, weight, from) -> {
          int filter = to % product.layer().shape().filters();
          double factor = affine == null ? 1 : affine.first().value(filter);
          double relative = affine == null ? 0 : affine.first().error(filter) / factor;
          double pad = product.layer().shape().padValue();
          double x = from < 0 ? pad : input.value(from);
          double error = from < 0 ? 0 : input.error(from);
          sink.add(-1, weight, to, factor * x, Math.abs(factor) * error + Math.abs(relative * x));
          if (from >= 0) {
            double slope = factor * weights[weight];
            sink.add(0, from, to, slope, Math.abs(slope * relative));
          }
        });
  }

  private void ofNormalization(BatchNorm norm, FittedChannels fitted, int size) {
    double[] gamma = Setting.doubles(norm.gamma());
    double[] variance =
        fitted == null ? Setting.doubles(norm.variance()) : fitted.second().values();
    each(
        size,
        i -> {
          int c = i % gamma.length;
          return gamma[c] / Math.sqrt(variance[c] + norm.epsilon());
        },
        Bounded.ROUNDING);
  }

  private void ofActivation(Node node, Bounded input) {
    Activations activations = setting.activations(node.name());
    boolean straight = node instanceof Quantize || activations == Activations.HARD_TANH;
    for (int i = 0; i < input.size(); i++) {
      double x = input.value(i);
      if (activations == Activations.IDENTITY) {
        sink.add(0, i, i, 1, 0);
      } else if (straight) {
        bent |= isNear(input, i, 1) || isNear(input, i, -1);
        sink.add(0, i, i, Math.abs(x) <= 1 ? 1 : 0, 0);
      } else {
        Function function = (Function) node;
        for (double bend : Curves.bends(function.curve())) {
          bent |= isNear(input, i, bend);
        }
        double slope = Curves.slope(function.curve(), x, i % input.image().channels());
        sink.add(0, i, i, slope, 2 * input.error(i) + Bounded.ROUNDING);
      }
    }
  }

  private static boolean isNear(Bounded input, int place, double bend) {
    double error = 2 * input.error(place);
    return error > 0 && Math.abs(input.value(place) - bend) <= error;
  }

  private void ofCombination(Node node, List<Bounded> inputs, ImageShape image) {
    for (int to = 0; to < image.size(); to++) {
      for (int k = 0; k < inputs.size(); k++) {
        double slope = 1;
        double widest = 1;
        for (int other = 0; other < inputs.size(); other++) {
          if (node instanceof Multiply && other != k) {
            Bounded met = inputs.get(other);
            int place = NodeRules.met(met.image(), image, to);
            slope *= met.value(place);
            widest *= Math.abs(met.value(place)) + met.error(place);
          }
        }
        int from = NodeRules.met(inputs.get(k).image(), image, to);
        sink.add(k, from, to, slope, widest - Math.abs(slope));
      }
    }
  }

  private void ofConcat(List<Bounded> inputs, int channels) {
    int before = 0;
    for (int k = 0; k < inputs.size(); k++) {
      int own = inputs.get(k).image().channels();
      for (int from = 0; from < inputs.get(k).size(); from++) {
        sink.add(k, from, from / own * channels + before + from % own, 1, 0);
      }
      before += own;
    }
  }

  private void ofPool(Pool pool, Bounded input) {
    int channels = input.image().channels();
    int size = pool.output(List.of(input.image())).size();
    int[] met = new int[size];
    int[] largest = new int[size];
    Arrays.fill(largest, -1);
    Taps.Visitor find =
        (position, tap, y, x) -> {
          for (int c = 0; c < channels && Taps.isInside(input.image(), y, x); c++) {
            int to = position * channels + c;
            int from = input.place(y, x, c);
            met[to]++;
            if (largest[to] < 0 || input.value(from) > input.value(largest[to])) {
              largest[to] = from;
            }
          }
        };
    Taps.visit(pool.window(), input.image(), find);
    Taps.visit(
        pool.window(),
        input.image(),
        (position, tap, y, x) -> {
          for (int c = 0; c < channels && Taps.isInside(input.image(), y, x); c++) {
            int to = position * channels + c;
            int from = input.place(y, x, c);
            if (pool.kind() == Pool.Kind.AVERAGE) {
              int count = pool.padsCount() ? pool.window().kernel().area() : met[to];
              sink.add(0, from, to, 1.0 / count, Bounded.ROUNDING / count);
            } else if (from == largest[to]) {
              sink.add(0, from, to, 1, 0);
            } else {
              double apart = input.value(largest[to]) - input.value(from);
              double error = input.error(largest[to]) + input.error(from);
              bent |= error > 0 && apart <= 2 * error;
            }
          }
        });
  }
}
