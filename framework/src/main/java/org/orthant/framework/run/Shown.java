package org.orthant.framework.run;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The arrays that one call shows to a probe. Where plugins are verified, it is found out whether
 * they come back as they were: what others share meanwhile is shown as a copy, and what is shared
 * one after the other is put right again.
 */
final class Shown {
  private final boolean verified;
  private final Map<String, INDArray> copies = new HashMap<>();
  private final Set<Object> watched = Collections.newSetFromMap(new IdentityHashMap<>());

  /** The last first, since an array may be shown once more after it was changed. */
  private final Deque<Runnable> repairs = new ArrayDeque<>();

  private final List<Supplier<Optional<String>>> checks = new ArrayList<>();

  Shown(boolean verified) {
    this.verified = verified;
  }

  boolean isVerified() {
    return verified;
  }

  /** An array that other threads see too. */
  INDArray copy(String name, INDArray original) {
    if (!verified) {
      return original;
    }
    return copies.computeIfAbsent(
        name,
        first -> {
          INDArray copy = original.dup('c');
          checks.add(() -> change(name, original, Numbers.of(original), Numbers.of(copy)));
          return copy;
        });
  }

  /** An array that only this thread sees, and other probes after this one. */
  INDArray itself(String name, INDArray array) {
    if (verified && watched.add(array)) {
      float[] before = Numbers.of(array);
      repairs.push(() -> array.data().asNioFloat().put(0, before));
      checks.add(() -> change(name, array, before, Numbers.of(array)));
    }
    return array;
  }

  /** Numbers that only this thread sees, and other probes after this one. */
  float[] itself(String name, float... values) {
    if (verified && watched.add(values)) {
      float[] before = values.clone();
      repairs.push(() -> System.arraycopy(before, 0, values, 0, before.length));
      checks.add(
          () ->
              Optional.of(Arrays.mismatch(before, values))
                  .filter(first -> first >= 0)
                  .map(first -> described(name, "[" + first + "]")));
    }
    return values;
  }

  private static Optional<String> change(
      String name, INDArray array, float[] before, float... after) {
    return Optional.of(Arrays.mismatch(before, after))
        .filter(first -> first >= 0)
        .map(first -> described(name, Numbers.index(first, array)));
  }

  private static String described(String name, String index) {
    return "changed the %s it was shown, first at %s".formatted(name, index);
  }

  /** What the probe changed, if anything; afterwards all is as it was. */
  Optional<String> restored() {
    Optional<String> change =
        checks.stream().map(Supplier::get).flatMap(Optional::stream).findFirst();
    if (change.isPresent()) {
      repairs.forEach(Runnable::run);
    }
    return change;
  }
}
