package org.orthant.api.measure;

import java.util.Map;

/**
 * A variant of the trained network. Equal trials of different probes run once.
 *
 * @param changes by layer name; a layer that is not named stays as trained
 * @param refit to how many training images the batch normalization of every layer is fitted anew,
 *     layer after layer; 0 to leave it as trained
 */
public record Trial(Map<String, Change> changes, int refit) {
  /** The network as trained. */
  public static final Trial BASELINE = new Trial(Map.of(), 0);

  public Trial {
    changes = Map.copyOf(changes);
    if (refit < 0) {
      throw new IllegalArgumentException("refit to " + refit + " images");
    }
  }

  /** The network as trained, but for its batch normalization. */
  public static Trial refitted(int images) {
    return new Trial(Map.of(), images);
  }

  /** The network with no layer changed, refitted to as many images. */
  public Trial unaltered() {
    return refitted(refit);
  }

  /** What happens to that layer. */
  public Change change(String layer) {
    return changes.getOrDefault(layer, Change.NONE);
  }
}
