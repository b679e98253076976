package org.orthant.framework.run.graph;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.orthant.api.RandomNumbers;
import org.orthant.api.Seed;
import org.orthant.api.graph.Graph;
import org.orthant.api.measure.Activations;
import org.orthant.api.measure.Change;
import org.orthant.api.measure.Inputs;
import org.orthant.api.measure.Trial;
import org.orthant.api.model.Layer;

/** Draws trials of a graph. */
public final class RandomTrials {
  private static final List<Activations> ACTIVATIONS = List.of(Activations.values());

  private RandomTrials() {}

  /**
   * Draws one that changes at least one layer.
   *
   * @param refit to how many training images; 0 for none
   */
  public static Trial draw(Graph graph, long seed, int refit) {
    return draw(graph, seed, refit, true);
  }

  /** The same, but what enters the layers stays. */
  static Trial drawWithoutInputs(Graph graph, long seed) {
    return draw(graph, seed, 0, false);
  }

  private static Trial draw(Graph graph, long seed, int refit, boolean inputs) {
    RandomNumbers random = new Seed(seed).generator();
    List<Layer> layers = graph.layers();
    Map<String, Change> changes = new HashMap<>();
    int certain = random.nextInt(layers.size());
    for (int i = 0; i < layers.size(); i++) {
      if (i == certain || random.nextInt(4) == 0) {
        changes.put(
            layers.get(i).name(),
            new Change(
                Seen.WEIGHTS.get(random.nextInt(Seen.WEIGHTS.size())),
                ACTIVATIONS.get(random.nextInt(ACTIVATIONS.size())),
                inputs && random.nextInt(3) == 0
                    ? Inputs.quantizedBy(Setting.OTHER)
                    : Inputs.TRAINED));
      }
    }
    return new Trial(changes, refit);
  }
}
