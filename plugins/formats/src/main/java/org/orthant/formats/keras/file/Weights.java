package org.orthant.formats.keras.file;

import java.util.List;
import java.util.Map;
import org.orthant.formats.draft.Numbers;

/** The arrays of all layers. */
@FunctionalInterface
public interface Weights {
  /**
   * Those of one.
   *
   * @param names what its arrays are called, in the order in which Keras makes them
   * @return by name; some may be missing, and others may be there
   */
  Map<String, Numbers> of(Place place, List<String> names);
}
