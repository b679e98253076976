package org.orthant.api.measure;

import java.util.Map;

/**
 * A variant of the trained network. Equal trials of different probes run once.
 *
 * @param changes by layer name; a layer that is not named stays as trained
 * @param refit whether the batch normalization is fitted anew to the altered network
 */
public record Trial(Map<String, Change> changes, boolean refit) {
  /** The network as trained. */
  public static final Trial BASELINE = new Trial(Map.of(), false);

  public Trial {
    changes = Map.copyOf(changes);
  }

  /** What happens to that layer. */
  public Change change(String layer) {
    return changes.getOrDefault(layer, Change.NONE);
  }
}
