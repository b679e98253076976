package org.orthant.formats.draft;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.orthant.api.graph.Node;
import org.orthant.api.graph.Product;
import org.orthant.api.graph.Quantize;
import org.orthant.api.graph.Scale;
import org.orthant.api.model.Layer;
import org.orthant.api.model.LayerShape;
import org.orthant.api.model.Quantization;
import org.orthant.api.model.Sign;
import org.orthant.api.model.StoredWeights;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What a node of a draft computes. The rewrites look into the kinds they know. */
sealed interface Body {

  /** The node of the finished graph. */
  Node node(String name, List<String> inputs, DraftArrays arrays);

  /** A factor and a shift of each channel, or one of each for all. */
  record Affine(double[] factor, double[] shift) implements Body {

    boolean changesNothing() {
      return Arrays.stream(factor).allMatch(each -> each == 1)
          && Arrays.stream(shift).allMatch(each -> each == 0);
    }

    /** This first, then the other. */
    Affine then(Affine next) {
      int channels = Math.max(
          Math.max(factor.length, shift.length), Math.max(next.factor.length, next.shift.length));
      double[] factors = new double[channels];
      double[] shifts = new double[channels];
      for (int i = 0; i < channels; i++) {
        factors[i] = at(factor, i) * at(next.factor, i);
        shifts[i] = at(shift, i) * at(next.factor, i) + at(next.shift, i);
      }
      return new Affine(factors, shifts);
    }

    private static double at(double[] numbers, int channel) {
      return numbers.length == 1 ? numbers[0] : numbers[channel];
    }

    /** What it makes of a number, the same in every channel; NaN where channels differ. */
    double of(double number) {
      double first = number * factor[0] + shift[0];
      int channels = Math.max(factor.length, shift.length);
      for (int i = 1; i < channels; i++) {
        if (number * at(factor, i) + at(shift, i) != first) {
          return Double.NaN;
        }
      }
      return first;
    }

    @Override
    public Node node(String name, List<String> inputs, DraftArrays arrays) {
      return new Scale(
          name,
          inputs.get(0),
          arrays.of(Numbers.of(factor, factor.length)),
          arrays.of(Numbers.of(shift, shift.length)));
    }
  }

  /** The sign of each number. */
  record Signs(Sign sign) implements Body {
    @Override
    public Node node(String name, List<String> inputs, DraftArrays arrays) {
      return new Quantize(name, inputs.get(0), new Quantization("sign", sign));
    }
  }

  /** Another quantizer. */
  record Levels(Quantization quantization) implements Body {
    @Override
    public Node node(String name, List<String> inputs, DraftArrays arrays) {
      return new Quantize(name, inputs.get(0), quantization);
    }
  }

  /** A layer. */
  record Filters(LayerShape shape, LayerWeights weights) implements Body {
    @Override
    public Node node(String name, List<String> inputs, DraftArrays arrays) {
      INDArray computed = arrays.of(weights.computed());
      if (!weights.isContinuous()) {
        return new Product(inputs.get(0), new Layer(shape, computed, false, Optional.empty()));
      }
      if (weights.source().isEmpty()) {
        return new Product(inputs.get(0), new Layer(shape, computed, Optional.empty()));
      }
      LayerWeights.Source source = weights.source().get();
      INDArray continuous = arrays.of(source.continuous());
      return new Product(
          inputs.get(0),
          new Layer(
              shape,
              continuous,
              Optional.of(
                  new Quantization(source.quantizer(), new StoredWeights(continuous, computed)))));
    }
  }

  /**
   * Anything else.
   *
   * @param keepsValues whether what leaves are numbers that entered, if perhaps fewer, elsewhere or
   *     with pads
   */
  record Other(boolean keepsValues, boolean isNorm, Maker maker) implements Body {
    /** Makes the node. */
    @FunctionalInterface
    interface Maker {
      Node make(String name, List<String> inputs, DraftArrays arrays);
    }

    @Override
    public Node node(String name, List<String> inputs, DraftArrays arrays) {
      return maker.make(name, inputs, arrays);
    }
  }
}
