package org.orthant.probes.advice;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.orthant.api.measure.Change;

/** What every selected layer computes with, in the network's order. */
record Assignment(List<Change> changes) {
  Assignment {
    changes = List.copyOf(changes);
  }

  /** Returns the same but for one layer. */
  Assignment with(int layer, Change change) {
    List<Change> others = new ArrayList<>(changes);
    others.set(layer, change);
    return new Assignment(others);
  }

  /** The changes by the layers' names, but for those that change nothing. */
  Map<String, Change> byName(List<LayerChoices> layers) {
    Map<String, Change> byName = new HashMap<>();
    for (int i = 0; i < layers.size(); i++) {
      if (!changes.get(i).equals(Change.NONE)) {
        byName.put(layers.get(i).layer().name(), changes.get(i));
      }
    }
    return byName;
  }
}
