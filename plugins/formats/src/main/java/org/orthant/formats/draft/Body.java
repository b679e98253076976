package org.orthant.formats.draft;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.graph.Node;
import org.orthant.api.graph.Product;
import org.orthant.api.graph.Quantize;
import org.orthant.api.graph.Scale;
import org.orthant.api.model.Layer;
import org.orthant.api.model.LayerShape;
import org.orthant.api.model.Quantization;
import org.orthant.api.model.Sign;
import org.orthant.api.model.StoredWeights;

/** What a node of a draft computes. The rewrites look into the kinds they know. */
sealed interface Body {

  /** The node of the finished graph. */
  Node node(String name, List<String> inputs, DraftArrays arrays);

  /** A factor and a shift of each channel, or one of each for all. */
  record Affine(List<Double> factor, List<Double> shift) implements Body {
    public Affine {
      factor = List.copyOf(factor);
      shift = List.copyOf(shift);
    }

    boolean changesNothing() {
      return factor.stream().allMatch(each -> each == 1)
          && shift.stream().allMatch(each -> each == 0);
    }

    /** This first, then the other. */
    Affine then(Affine next) {
      List<Double> factors = new ArrayList<>();
      List<Double> shifts = new ArrayList<>();
      for (int i = 0; i < Math.max(channels(), next.channels()); i++) {
        factors.add(at(factor, i) * at(next.factor, i));
        shifts.add(at(shift, i) * at(next.factor, i) + at(next.shift, i));
      }
      return new Affine(factors, shifts);
    }

    private int channels() {
      return Math.max(factor.size(), shift.size());
    }

    private static double at(List<Double> numbers, int channel) {
      return numbers.get(numbers.size() == 1 ? 0 : channel);
    }

    /** Returns what it makes of a number, the same in every channel; NaN where channels differ. */
    double of(double number) {
      double first = number * at(factor, 0) + at(shift, 0);
      for (int i = 1; i < channels(); i++) {
        if (number * at(factor, i) + at(shift, i) != first) {
          return Double.NaN;
        }
      }
      return first;
    }

    @Override
    public Node node(String name, List<String> inputs, DraftArrays arrays) {
      return new Scale(name, inputs.get(0), arrays.of(numbers(factor)), arrays.of(numbers(shift)));
    }

    private static Numbers numbers(List<Double> values) {
      return Numbers.of(values.stream().mapToDouble(Double::doubleValue).toArray(), values.size());
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
