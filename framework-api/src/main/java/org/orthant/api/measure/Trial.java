package org.orthant.api.measure;

import java.util.Map;

/**
 * A variant of the trained network. Equal trials of different probes run once.
 *
 * @param changes by layer name; a layer that is not named stays as trained
 * @param refit to how many training images every layer is corrected, layer after layer; 0 to leave
 *     all as trained
 * @param correction what is corrected then
 */
public record Trial(Map<String, Change> changes, int refit, Correction correction) {
  /** The network as trained. */
  public static final Trial BASELINE = new Trial(Map.of(), 0);

  public Trial {
    changes = Map.copyOf(changes);
    if (refit < 0) {
      throw new IllegalArgumentException("refit to " + refit + " images");
    }
  }

  /** Batch normalization is what is fitted anew. */
  public Trial(Map<String, Change> changes, int refit) {
    this(changes, refit, Correction.NORMALIZATION);
  }

  /** The network as trained, but for its batch normalization. */
  public static Trial refitted(int images) {
    return new Trial(Map.of(), images);
  }

  /** The network with no layer changed, corrected alike: means are as trained then. */
  public Trial unaltered() {
    return correction == Correction.MEANS ? BASELINE : refitted(refit);
  }

  /** Returns the change of that layer. */
  public Change change(String layer) {
    return changes.getOrDefault(layer, Change.NONE);
  }
}
