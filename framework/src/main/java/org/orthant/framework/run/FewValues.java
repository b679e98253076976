package org.orthant.framework.run;

import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.model.Storage;

/** Recognizes weights that are signs, or signs and zeros, by their values. */
final class FewValues {
  private FewValues() {}

  /**
   * Returns how such weights are kept: with a factor per filter, unless that is 1 everywhere. Empty
   * where a filter has other values than ±α and 0.
   *
   * @param weights [filters, d]
   */
  static Optional<Storage> storage(INDArray weights) {
    int dimension = (int) weights.size(1);
    float[] numbers = weights.dup('c').data().asFloat();
    boolean zeros = false;
    boolean factors = false;
    for (int from = 0; from < numbers.length; from += dimension) {
      float magnitude = 0;
      for (int i = from; i < from + dimension; i++) {
        float size = Math.abs(numbers[i]);
        if (size > 0 && magnitude > 0 && size != magnitude) {
          return Optional.empty();
        }
        zeros |= size == 0;
        magnitude = Math.max(magnitude, size);
      }
      factors |= magnitude > 0 && magnitude != 1;
    }
    Storage components = zeros ? Storage.of(Storage.Kind.TERNARY, 2) : Storage.signs();
    return Optional.of(components.and(factors ? Storage.FLOAT_BITS * weights.size(0) : 0));
  }
}
