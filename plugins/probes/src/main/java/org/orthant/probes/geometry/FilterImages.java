package org.orthant.probes.geometry;

import java.util.function.IntToDoubleFunction;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.array.Dense;
import org.orthant.api.array.Floats;
import org.orthant.api.measure.LayerView;
import org.orthant.api.measure.Weights;
import org.orthant.api.model.LayerShape;

/** A layer's continuous filters with what its quantizers made of them, some at a time. */
public final class FilterImages {
  /** So many numbers stay in the L2 cache, or not far from it. */
  private static final int PART = 1 << 18;

  /** Maps that take many rows at once are slow on fewer. */
  private static final int FEWEST = 64;

  private FilterImages() {}

  /** Takes some filters and their images. */
  @FunctionalInterface
  public interface Consumer {
    /**
     * Takes the next filters and their images under one quantizer.
     *
     * @param filters row after row, valid during the call only
     * @param images of the same rows, valid during the call only
     * @param first the number of the first filter
     */
    void accept(String quantizer, float[] filters, float[] images, int first);
  }

  /** Hands out all continuous filters of a layer with their images, in order. */
  public static void forEach(LayerView layer, Consumer consumer) {
    LayerShape shape = layer.layer().shape();
    int together = together(shape.dimension());
    for (int from = 0; from < shape.filters(); from += together) {
      int to = Math.min(shape.filters(), from + together);
      float[] filters = numbers(layer, Weights.CONTINUOUS, from, to);
      for (String quantizer : layer.quantizers()) {
        consumer.accept(
            quantizer, filters, numbers(layer, Weights.quantizedBy(quantizer), from, to), from);
      }
    }
  }

  /**
   * Hands out all continuous filters, each times a factor of its own, with their images under the
   * quantizers as fitted to the layer, in order.
   *
   * @param factor of the filter of that number
   */
  public static void forEach(LayerView layer, IntToDoubleFunction factor, Consumer consumer) {
    LayerShape shape = layer.layer().shape();
    int dimension = shape.dimension();
    int together = together(dimension);
    for (int from = 0; from < shape.filters(); from += together) {
      int to = Math.min(shape.filters(), from + together);
      float[] filters = numbers(layer, Weights.CONTINUOUS, from, to);
      for (int i = 0; i < filters.length; i++) {
        filters[i] = (float) (filters[i] * factor.applyAsDouble(from + i / dimension));
      }
      try (INDArray scaled = Floats.array(filters, to - from, dimension)) {
        for (String quantizer : layer.quantizers()) {
          try (INDArray images = layer.map(quantizer).apply(scaled)) {
            consumer.accept(quantizer, filters, Floats.of(Dense.of(images)), from);
          }
        }
      }
    }
  }

  /** Returns how many vectors of d components go at a time. */
  static int together(int dimension) {
    return Math.max(FEWEST, PART / dimension);
  }

  private static float[] numbers(LayerView layer, Weights which, int from, int to) {
    try (INDArray filters = layer.filters(which, from, to)) {
      return Floats.of(Dense.of(filters));
    }
  }
}
