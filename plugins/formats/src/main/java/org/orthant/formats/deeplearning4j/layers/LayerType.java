package org.orthant.formats.deeplearning4j.layers;

import java.util.List;
import org.orthant.formats.draft.Image;
import org.orthant.formats.draft.UnsupportedException;

/** What a class of layers or vertices is. */
interface LayerType {
  /** Its parameters, in the order in which they lie in the row of all. */
  default List<Parameter> parameters(Settings settings) {
    return List.of();
  }

  /**
   * Adds it to the draft.
   *
   * @return what leaves it
   * @throws UnsupportedException if this form of it is not supported
   * @throws IllegalArgumentException if its inputs cannot enter it
   */
  Image apply(Call call);

  /** Lists it where what enters it is not known. */
  default void unplaced(Call call) {}
}
