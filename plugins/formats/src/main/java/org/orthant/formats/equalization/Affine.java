package org.orthant.formats.equalization;

import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.array.Dense;
import org.orthant.api.array.Floats;
import org.orthant.api.graph.BatchNormalization;
import org.orthant.api.graph.Node;
import org.orthant.api.graph.Scale;
import org.orthant.api.model.BatchNorm;

/** A factor and a shift of each channel, x ↦ factor · x + shift, in doubles. */
record Affine(List<Double> factors, List<Double> shifts) {
  Affine {
    factors = List.copyOf(factors);
    shifts = List.copyOf(shifts);
  }

  /** Whether a node is a factor and a shift of each channel. */
  static boolean is(Node node) {
    return node instanceof Scale || node instanceof BatchNormalization;
  }

  /** Returns what a node that {@link #is} one computes of so many channels. */
  static Affine of(Node node, int channels) {
    if (node instanceof Scale scale) {
      return new Affine(numbers(scale.factor(), channels), numbers(scale.shift(), channels));
    }
    return of(((BatchNormalization) node).norm(), channels);
  }

  private static Affine of(BatchNorm norm, int channels) {
    List<Double> gamma = numbers(norm.gamma(), channels);
    List<Double> beta = numbers(norm.beta(), channels);
    List<Double> mean = numbers(norm.mean(), channels);
    List<Double> variance = numbers(norm.variance(), channels);
    List<Double> factors =
        each(channels, c -> gamma.get(c) / Math.sqrt(variance.get(c) + norm.epsilon()));
    return new Affine(factors, each(channels, c -> beta.get(c) - factors.get(c) * mean.get(c)));
  }

  private static List<Double> each(int channels, IntToDoubleFunction number) {
    return IntStream.range(0, channels).mapToDouble(number).boxed().toList();
  }

  /** An array's numbers; of a single one, as many as there are channels. */
  private static List<Double> numbers(INDArray array, int channels) {
    float[] numbers = Floats.of(Dense.of(array));
    return each(channels, c -> numbers[numbers.length == 1 ? 0 : c]);
  }

  /** This one first, then another. */
  Affine then(Affine next) {
    int channels = factors.size();
    return new Affine(
        each(channels, c -> factors.get(c) * next.factors.get(c)),
        each(channels, c -> shifts.get(c) * next.factors.get(c) + next.shifts.get(c)));
  }
}
