package org.orthant.formats.keras;

import java.util.List;
import org.orthant.formats.keras.file.Settings;

/**
 * A layer as the architecture lists it.
 *
 * @param type its class, such as {@code Conv2D}
 * @param numbered what Keras 3 calls its arrays' group
 * @param calls what enters it each time it is used
 * @param isWhole whether what enters are layers' outputs alone, and no numbers
 */
record KerasLayer(
    String name,
    String type,
    String numbered,
    Settings settings,
    List<List<Reference>> calls,
    boolean isWhole) {
  KerasLayer {
    calls = calls.stream().map(List::copyOf).toList();
  }

  boolean isInput() {
    return type.equals("InputLayer");
  }

  /** Whether it is a model itself. */
  boolean isModel() {
    return settings.has("layers");
  }

  KerasLayer calledWith(List<List<Reference>> others) {
    return new KerasLayer(name, type, numbered, settings, others, isWhole);
  }
}
