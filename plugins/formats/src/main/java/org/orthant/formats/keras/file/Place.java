package org.orthant.formats.keras.file;

import java.util.ArrayList;
import java.util.List;

/**
 * Where the arrays of a layer lie.
 *
 * @param names of the models around it, from the outside, and its own
 * @param numbered the path that Keras 3 gives it, of classes with numbers behind them
 */
public record Place(List<String> names, String numbered) {
  public Place {
    names = List.copyOf(names);
  }

  /** The outermost model's, where no layer lies yet. */
  public static final Place OUTSIDE = new Place(List.of(), "");

  /** That of a layer in a model here. */
  public Place of(String layer, String numbered) {
    List<String> longer = new ArrayList<>(names);
    longer.add(layer);
    return new Place(longer, this.numbered.isEmpty() ? numbered : this.numbered + "/" + numbered);
  }

  /** The layer's own name. */
  String layer() {
    return names.get(names.size() - 1);
  }
}
