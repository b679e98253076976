package org.orthant.framework.run.lending;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Arrays that probes are shown as they are, since copies would take longer than the measuring.
 * Nobody can close one by the array itself meanwhile, and whether somebody changed one is found out
 * afterwards. Not for several threads.
 */
public final class SharedArrays {
  private final Map<String, Shared> shared = new HashMap<>();

  /**
   * An array, the very same; others may not close it until {@link #release}.
   *
   * @param name one of its own
   */
  INDArray show(String name, INDArray array) {
    if (!shared.containsKey(name)) {
      long before = Checksum.of(array);
      // One array may be shown by two names.
      boolean closeable = array.closeable();
      if (closeable) {
        array.setCloseable(false);
      }
      shared.put(
          name,
          new Shared(
              () -> !array.wasClosed() && Checksum.of(array) == before,
              closeable ? () -> array.setCloseable(true) : () -> {}));
    }
    return array;
  }

  /** Numbers, the very same. */
  float[] show(String name, float... values) {
    if (!shared.containsKey(name)) {
      long before = Checksum.of(values);
      shared.put(name, new Shared(() -> Checksum.of(values) == before, () -> {}));
    }
    return values;
  }

  /** Whether all are as they were when they were first shown. */
  public boolean areIntact() {
    return shared.values().stream().allMatch(each -> each.intact().getAsBoolean());
  }

  /** Forgets them; their owner may close them again. */
  public void release() {
    shared.values().forEach(each -> each.release().run());
    shared.clear();
  }

  private record Shared(BooleanSupplier intact, Runnable release) {}
}
