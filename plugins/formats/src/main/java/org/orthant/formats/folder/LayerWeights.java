package org.orthant.formats.folder;

import java.util.Locale;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.model.Layer;
import org.orthant.api.model.LayerShape;
import org.orthant.api.model.Quantization;
import org.orthant.api.model.StoredWeights;
import org.orthant.formats.folder.yaml.Form;

/**
 * A layer's weights as written.
 *
 * @param continuous wᶜ; empty where they are unknown
 * @param computed what the network computes with; empty where it computes with wᶜ
 * @param quantizer what made the one of the other, for people
 */
record LayerWeights(
    Optional<ArrayFile> continuous, Optional<ArrayFile> computed, String quantizer) {
  private static final String WEIGHTS = "weights";
  private static final String COMPUTED = "computed";
  private static final String QUANTIZER = "quantizer";

  static LayerWeights read(Parameters parameters) {
    boolean isContinuous = parameters.entry(WEIGHTS).isPresent();
    boolean isComputed = parameters.entry(COMPUTED).isPresent();
    Optional<ArrayFile> continuous = matrix(WEIGHTS, parameters.floats(WEIGHTS), parameters);
    Optional<ArrayFile> computed = matrix(COMPUTED, parameters.array(COMPUTED), parameters);
    Optional<String> quantizer = parameters.optional(QUANTIZER, Form.TEXT);
    if (!isContinuous && !isComputed) {
      parameters.refuse(
          parameters.line(),
          Parameters.missing(
              WEIGHTS,
              parameters.arrays().words()
                  + " with the continuous weights; where they are unknown,"
                  + " 'computed' with those that the network computes with"));
    } else if (quantizer.isPresent() && !(isContinuous && isComputed)) {
      parameters.refuse(
          parameters.entry(QUANTIZER).orElseThrow(),
          "says how 'computed' came of 'weights', and one of the two is missing");
    }
    return new LayerWeights(continuous, computed, quantizer.orElse("as stored"));
  }

  private static Optional<ArrayFile> matrix(
      String key, Optional<ArrayFile> array, Parameters parameters) {
    if (array.isPresent() && array.get().rank() != 2) {
      parameters.refuse(
          parameters.entry(key).orElseThrow(),
          String.format(
              Locale.ROOT,
              "%s has the shape %s, not [filters, d]",
              array.get().name(),
              array.get().header().shape()));
    }
    return array;
  }

  int filters() {
    return continuous.or(() -> computed).orElseThrow().rows();
  }

  Layer layer(LayerShape shape, NodeArrays arrays) {
    Optional<INDArray> known = continuous.map(file -> array(file, shape, arrays));
    Optional<INDArray> used = computed.map(file -> array(file, shape, arrays));
    if (known.isEmpty()) {
      return new Layer(shape, used.orElseThrow(), false, Optional.empty());
    }
    return new Layer(
        shape,
        known.get(),
        used.map(stored -> new Quantization(quantizer, new StoredWeights(known.get(), stored))));
  }

  private static INDArray array(ArrayFile file, LayerShape shape, NodeArrays arrays) {
    return arrays.of(file, shape.filters(), shape.dimension());
  }
}
