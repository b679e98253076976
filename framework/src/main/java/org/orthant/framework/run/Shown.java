package org.orthant.framework.run;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The arrays that one call shows to a probe and that others see as well. Where plugins are
 * verified, the probe sees copies, and it is found out whether it left them as they were.
 */
final class Shown implements AutoCloseable {
  private final boolean verified;
  private final Map<String, Copy> arrays = new LinkedHashMap<>();
  private final Map<String, Values> numbers = new LinkedHashMap<>();

  Shown(boolean verified) {
    this.verified = verified;
  }

  boolean isVerified() {
    return verified;
  }

  /** What to show of an array; the same at each call. */
  INDArray array(String name, INDArray original) {
    return verified
        ? arrays.computeIfAbsent(name, first -> new Copy(original, original.dup('c'))).copy()
        : original;
  }

  /** What to show of numbers; the same at each call. */
  float[] values(String name, float... original) {
    return verified
        ? numbers.computeIfAbsent(name, first -> new Values(original)).copy()
        : original;
  }

  /** What the probe changed, if anything. */
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
