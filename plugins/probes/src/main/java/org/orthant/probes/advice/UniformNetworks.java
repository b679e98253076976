package org.orthant.probes.advice;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.orthant.api.measure.Change;
import org.orthant.api.measure.Inputs;
import org.orthant.api.measure.Weights;

/**
 * The networks in which all layers get the same, which advised ones are held against. A layer that
 * cannot have it keeps what is not quantized.
 */
final class UniformNetworks {
  private UniformNetworks() {}

  /** Those of some layers, by what findings call them. */
  static Map<String, Assignment> of(List<LayerChoices> layers) {
    Map<String, Assignment> networks = new LinkedHashMap<>();
    for (Weights weights :
        layers.stream().flatMap(layer -> layer.weights().stream()).distinct().toList()) {
      for (Inputs inputs :
          layers.stream().flatMap(layer -> layer.inputs().stream()).distinct().toList()) {
        Assignment network =
            new Assignment(layers.stream().map(layer -> layer.nearest(weights, inputs)).toList());
        if (!networks.containsValue(network)) {
          networks.put(name(weights, inputs, layers), network);
        }
      }
    }
    return networks;
  }

  private static String name(Weights weights, Inputs inputs, List<LayerChoices> layers) {
    boolean areFloat = layers.stream().noneMatch(layer -> layer.layer().hasOtherWeights());
    String name =
        weights
            .quantizer()
            .orElse(
                weights.equals(Weights.CONTINUOUS) || areFloat
                    ? LayerChoices.CONTINUOUS
                    : LayerChoices.TRAINED);
    String entering = Change.of(inputs).label();
    return "uniform:" + name + (entering.isEmpty() ? "" : "," + entering);
  }
}
