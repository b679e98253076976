package org.orthant.framework.run.graph;

import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.graph.Add;
import org.orthant.api.graph.Concat;
import org.orthant.api.graph.Flatten;
import org.orthant.api.graph.Multiply;
import org.orthant.api.graph.Node;
import org.orthant.api.graph.Pad;
import org.orthant.api.graph.PadChannels;
import org.orthant.api.graph.Pool;
import org.orthant.api.graph.Scale;
import org.orthant.api.graph.Shuffle;
import org.orthant.api.graph.Slice;
import org.orthant.api.model.ImageShape;

/** What nodes give that neither weights nor statistics nor activations belong to. */
final class NodeRules {
  private NodeRules() {}

  static Bounded output(Node node, List<Bounded> inputs) {
    Bounded input = inputs.get(0);
    if (node instanceof Add || node instanceof Multiply) {
      return combined(node, inputs);
    } else if (node instanceof Concat) {
      return concatenated(inputs);
    } else if (node instanceof Scale scale) {
      return Channelwise.affine(input, spread(scale.factor(), input), spread(scale.shift(), input));
    } else if (node instanceof Pool pool) {
      return pool.kind() == Pool.Kind.MAX ? largest(pool, input) : averages(pool, input);
    } else if (node instanceof Flatten) {
      return input.as(ImageShape.vector(input.size()));
    }
    return moved(node, input);
  }

  private static Bounded spread(INDArray numbers, Bounded input) {
    double[] values = Setting.doubles(numbers);
    double[] spread = new double[input.image().channels()];
    Arrays.setAll(spread, c -> values[values.length == 1 ? 0 : c]);
    return new Bounded(ImageShape.vector(spread.length), spread, new double[spread.length]);
  }

  /** Where the number lies that meets a place of a larger image. */
  static int met(ImageShape small, ImageShape large, int place) {
    int pixel = place / large.channels();
    int channel = place % large.channels();
    int y = small.height() == large.height() ? pixel / large.width() : 0;
    int x = small.width() == large.width() ? pixel % large.width() : 0;
    int c = small.channels() == large.channels() ? channel : 0;
    return (y * small.width() + x) * small.channels() + c;
  }

  private static Bounded combined(Node node, List<Bounded> inputs) {
    ImageShape image = node.output(inputs.stream().map(Bounded::image).toList());
    Bounded output = Bounded.zeros(image);
    for (int i = 0; i < output.size(); i++) {
      double sum = 0;
      double product = 1;
      double magnitudes = 0;
      double errors = 0;
      double widest = 1;
      boolean onGrid = true;
      boolean exact = true;
      for (Bounded input : inputs) {
        int from = met(input.image(), image, i);
        sum += input.value(from);
        product *= input.value(from);
        magnitudes += Math.abs(input.value(from));
        errors += input.error(from);
        widest *= Math.abs(input.value(from)) + input.error(from);
        onGrid &= input.isOnGrid(from);
        exact &= input.error(from) == 0 && (float) product == product;
      }
      if (node instanceof Add) {
        output.set(i, sum, Bounded.errorOfSum(onGrid, magnitudes, inputs.size(), errors));
      } else {
        double rounding = Bounded.ROUNDING * inputs.size() * widest;
        output.set(i, product, exact ? 0 : widest - Math.abs(product) + rounding);
      }
    }
    return output;
  }

  private static Bounded concatenated(List<Bounded> inputs) {
    ImageShape first = inputs.get(0).image();
    int channels = inputs.stream().mapToInt(input -> input.image().channels()).sum();
    Bounded output = Bounded.zeros(new ImageShape(first.height(), first.width(), channels));
    int to = 0;
    for (int pixel = 0; pixel < first.height() * first.width(); pixel++) {
      for (Bounded input : inputs) {
        for (int c = 0; c < input.image().channels(); c++) {
          int from = pixel * input.image().channels() + c;
          output.set(to, input.value(from), input.error(from));
          to++;
        }
      }
    }
    return output;
  }

  /** Where a number comes from in a node that only moves numbers; −1 for a number of its own. */
  static int source(Node node, ImageShape image, ImageShape output, int place) {
    int channel = place % output.channels();
    int x = place / output.channels() % output.width();
    int y = place / output.channels() / output.width();
    int c = channel;
    if (node instanceof Pad pad) {
      y -= pad.pads().top();
      x -= pad.pads().left();
    } else if (node instanceof Slice slice) {
      c = channel + slice.from();
    } else if (node instanceof PadChannels pad) {
      c = channel - pad.before();
    } else if (node instanceof Shuffle shuffle) {
      c =
          channel % shuffle.groups() * (image.channels() / shuffle.groups())
              + channel / shuffle.groups();
    } else {
      throw new AssertionError(node);
    }
    return Taps.isInside(image, y, x) && c >= 0 && c < image.channels()
        ? (y * image.width() + x) * image.channels() + c
        : -1;
  }

  private static Bounded moved(Node node, Bounded input) {
    ImageShape image = node.output(List.of(input.image()));
    Bounded output = Bounded.zeros(image);
    for (int i = 0; i < output.size(); i++) {
      int from = source(node, input.image(), image, i);
      if (from >= 0) {
        output.set(i, input.value(from), input.error(from));
      } else {
        output.set(i, node instanceof Pad pad ? pad.value() : 0, 0);
      }
    }
    return output;
  }

  private static Bounded largest(Pool pool, Bounded input) {
    Bounded output = Bounded.zeros(pool.output(List.of(input.image())));
    double[] values = new double[output.size()];
    double[] highest = new double[output.size()];
    Arrays.fill(values, Double.NEGATIVE_INFINITY);
    Arrays.fill(highest, Double.NEGATIVE_INFINITY);
    double[] lowest = highest.clone();
    int channels = input.image().channels();
    Taps.visit(
        pool.window(),
        input.image(),
        (position, tap, y, x) -> {
          for (int c = 0; c < channels && Taps.isInside(input.image(), y, x); c++) {
            int from = input.place(y, x, c);
            int to = position * channels + c;
            values[to] = Math.max(values[to], input.value(from));
            highest[to] = Math.max(highest[to], input.value(from) + input.error(from));
            lowest[to] = Math.max(lowest[to], input.value(from) - input.error(from));
          }
        });
    for (int i = 0; i < values.length; i++) {
      output.set(i, values[i], Math.max(highest[i] - values[i], values[i] - lowest[i]));
    }
    return output;
  }

  private static Bounded averages(Pool pool, Bounded input) {
    Bounded output = Bounded.zeros(pool.output(List.of(input.image())));
    int channels = input.image().channels();
    double[] sums = new double[output.size()];
    double[] magnitudes = new double[output.size()];
    double[] errors = new double[output.size()];
    boolean[] onGrid = new boolean[output.size()];
    Arrays.fill(onGrid, true);
    int[] met = new int[output.size()];
    Taps.visit(
        pool.window(),
        input.image(),
        (position, tap, y, x) -> {
          for (int c = 0; c < channels && Taps.isInside(input.image(), y, x); c++) {
            int from = input.place(y, x, c);
            int to = position * channels + c;
            sums[to] += input.value(from);
            magnitudes[to] += Math.abs(input.value(from));
            errors[to] += input.error(from);
            onGrid[to] &= input.isOnGrid(from);
            met[to]++;
          }
        });
    for (int i = 0; i < sums.length; i++) {
      int count = pool.padsCount() ? pool.window().kernel().area() : met[i];
      double average = sums[i] / count;
      double error = Bounded.errorOfSum(onGrid[i], magnitudes[i], met[i], errors[i]) / count;
      boolean exact = error == 0 && (float) average == average;
      output.set(i, average, exact ? 0 : error + Bounded.ROUNDING * Math.abs(average));
    }
    return output;
  }
}
