package org.orthant.formats.keras.file;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.orthant.api.BadInputException;
import org.orthant.formats.draft.Numbers;

/**
 * Arrays as Keras 3 stores them: {@code layers/conv2d_1/vars/0} is the first array of the second
 * layer that is a Conv2D, whatever its name.
 *
 * @param layers what the group of all layers is called
 */
record NumberedWeights(HdfGroup root, String layers) implements Weights {
  /** What versions have called it. */
  private static final List<String> NAMES =
      List.of("layers", "_layer_checkpoint_dependencies", "_layers");

  /** The arrays of a file; empty if they are stored in another way. */
  static Optional<NumberedWeights> of(HdfGroup root) {
    return NAMES.stream()
        .filter(name -> root.names().contains(name))
        .map(name -> new NumberedWeights(root, name))
        .findFirst();
  }

  @Override
  public Map<String, Numbers> of(Place place, List<String> names) {
    Map<String, Numbers> arrays = new HashMap<>();
    String path = layers + "/" + place.numbered().replace("/", "/" + layers + "/") + "/vars";
    Collection<String> stored = root.group(path).map(HdfGroup::names).orElse(List.of());
    if (!stored.isEmpty() && stored.size() != names.size()) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "the layer %s has %d arrays in %s, and needs %d: %s",
              place.layer(),
              stored.size(),
              path,
              names.size(),
              String.join(", ", names)));
    }
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      root.numbers(path + "/" + i).ifPresent(array -> arrays.put(name, array));
    }
    return arrays;
  }
}
