package org.orthant.formats.keras.file;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.orthant.formats.draft.Numbers;

/**
 * Arrays as Keras 2 stores them: a group for every layer, whose attribute {@code weight_names}
 * lists paths such as {@code conv2d/kernel:0}.
 */
record NamedWeights(HdfGroup root) implements Weights {
  @Override
  public Map<String, Numbers> of(Place place, List<String> names) {
    Map<String, Numbers> arrays = new HashMap<>();
    Optional<HdfGroup> group = root.group(place.names().get(0));
    if (group.isPresent()) {
      for (String path : group.get().texts("weight_names")) {
        if (belongs(path, place)) {
          group.get().numbers(path).ifPresent(array -> arrays.putIfAbsent(name(path), array));
        }
      }
    }
    return arrays;
  }

  /** A model within a model has one group for the arrays of all its layers. */
  private static boolean belongs(String path, Place place) {
    String layer = "/" + place.layer() + "/";
    return place.names().size() == 1 || ("/" + path).contains(layer);
  }

  private static String name(String path) {
    String last = path.substring(path.lastIndexOf('/') + 1);
    return last.replaceFirst(":\\d+$", "");
  }
}
