package org.orthant.formats.draft;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The weights of a layer as a file gives them.
 *
 * @param computed what the network computes with
 * @param source what the file says they come from; empty where it holds no more than these
 */
public record LayerWeights(Numbers computed, Optional<Source> source) {

  /**
   * Where weights come from.
   *
   * @param continuous what was quantized; equal to the result where the file holds only that
   * @param quantizer what quantized them, for people
   * @param isContinuous whether the file can hold continuous weights there at all; not so where it
   *     holds whole numbers
   */
  public record Source(Numbers continuous, String quantizer, boolean isContinuous) {
    Source moved(UnaryOperator<Numbers> movement) {
      return new Source(movement.apply(continuous), quantizer, isContinuous);
    }
  }

  /** Weights that the network computes with as they are. */
  public static LayerWeights plain(Numbers weights) {
    return new LayerWeights(weights, Optional.empty());
  }

  /** Weights that the file says were quantized. */
  public static LayerWeights quantized(Numbers continuous, Numbers computed, String quantizer) {
    return new LayerWeights(computed, Optional.of(new Source(continuous, quantizer, true)));
  }

  /**
   * Returns what a quantizer makes of these weights. Where they were quantized before, what they
   * came from then stays what they come from.
   */
  public LayerWeights quantized(Numbers result, String quantizer) {
    Source from = source.orElseGet(() -> new Source(computed, quantizer, true));
    return new LayerWeights(
        result, Optional.of(new Source(from.continuous(), quantizer, from.isContinuous())));
  }

  /** Returns the same weights, both kinds of them moved alike. */
  public LayerWeights moved(UnaryOperator<Numbers> movement) {
    return new LayerWeights(movement.apply(computed), source.map(known -> known.moved(movement)));
  }

  /** Whether anything says that the continuous weights are known; see {@link Levels}. */
  public boolean isContinuous() {
    if (!computed.isStored()) {
      return true;
    }
    if (source.isPresent()) {
      return source.get().isContinuous()
          && !Arrays.equals(source.get().continuous().floats(), computed.floats());
    }
    return !Levels.areSigns(computed.floats(), computed.size(0));
  }
}
