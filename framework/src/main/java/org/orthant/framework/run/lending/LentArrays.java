package org.orthant.framework.run.lending;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.measure.Weights;
import org.orthant.api.model.Layer;
import org.orthant.framework.run.guard.Numbers;

/**
 * The arrays that one call shows to a probe and that others see as well. Where the exhibition has
 * copies, it is found out whether the probe left them as they were.
 */
public final class LentArrays implements AutoCloseable {
  private final Exhibition exhibition;
  private final Map<String, Copy> arrays = new LinkedHashMap<>();
  private final Map<String, Values> numbers = new LinkedHashMap<>();

  public LentArrays(Exhibition exhibition) {
    this.exhibition = exhibition;
  }

  /**
   * Returns what to show of an array; the same at each call.
   *
   * @param shared where to note that it is shown as it is
   */
  public INDArray array(String name, INDArray original, SharedArrays shared) {
    return exhibition.isCopied() ? copy(name, original) : shared.show(name, original);
  }

  /**
   * Returns what to show of numbers; the same at each call.
   *
   * @param shared where to note that they are shown as they are
   */
  public float[] values(String name, SharedArrays shared, float... original) {
    return exhibition.isCopied()
        ? numbers.computeIfAbsent(name, first -> new Values(original)).copy()
        : shared.show(name, original);
  }

  /** Returns what to show of a layer's weights. */
  public INDArray weights(ShownLayer layer, Weights which) {
    return exhibition.isCopied()
        ? copy(ShownWeights.named(layer.layer(), which), layer.weights(which))
        : exhibition.weights(layer).weights(which);
  }

  /** Returns what to show of a layer. */
  public Layer layer(ShownLayer layer) {
    return exhibition.isCopied()
        ? ShownWeights.of(layer.layer(), this::copy)
        : exhibition.weights(layer).layer();
  }

  private INDArray copy(String name, INDArray original) {
    return arrays.computeIfAbsent(name, first -> new Copy(original, original.dup('c'))).copy();
  }

  /** Returns what the probe changed, if anything. */
  Optional<String> change() {
    return Stream.concat(
            arrays.entrySet().stream().map(entry -> entry.getValue().change(entry.getKey())),
            numbers.entrySet().stream().map(entry -> entry.getValue().change(entry.getKey())))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<String> changed(String name, String index) {
    return Optional.of(
        String.format(Locale.ROOT, "changed the %s it was shown, first at %s", name, index));
  }

  @Override
  public void close() {
    for (Copy shown : arrays.values()) {
      if (!shown.copy().wasClosed()) {
        shown.copy().close();
      }
    }
  }

  private record Copy(INDArray original, INDArray copy) {
    Optional<String> change(String name) {
      if (copy.wasClosed()) {
        return Optional.of(String.format(Locale.ROOT, "closed the %s it was shown", name));
      }
      int first = Arrays.mismatch(Numbers.of(original), Numbers.of(copy));
      return first < 0 ? Optional.empty() : changed(name, Numbers.index(first, original));
    }
  }

  private static final class Values {
    private final float[] original;
    private final float[] copy;

    Values(float... original) {
      this.original = original;
      this.copy = original.clone();
    }

    float[] copy() {
      return copy;
    }

    Optional<String> change(String name) {
      int first = Arrays.mismatch(original, copy);
      return first < 0 ? Optional.empty() : changed(name, "[" + first + "]");
    }
  }
}
