package org.orthant.framework.plan;

import java.util.List;
import org.orthant.api.measure.Trial;
import org.orthant.api.model.LayerShape;
import org.orthant.framework.config.RunSpec;

/**
 * What will be measured.
 *
 * @param spec the run
 * @param network all layers of the network
 * @param layers the selected ones
 * @param probes what to ask of them
 */
public record Plan(
    RunSpec spec, List<LayerShape> network, List<PlannedLayer> layers, List<PlannedProbe> probes) {
  public Plan {
    network = List.copyOf(network);
    layers = List.copyOf(layers);
    probes = List.copyOf(probes);
  }

  /** Every variant of the network that some probe must see, without repeats. */
  public List<Trial> trials() {
    return probes.stream()
        .filter(probe -> probe.probe().needs().images() > 0)
        .flatMap(probe -> probe.trials().stream())
        .distinct()
        .toList();
  }

  /** How many test images pass the network under that trial. */
  public int images(Trial trial) {
    return probes.stream()
        .filter(probe -> probe.trials().contains(trial))
        .mapToInt(probe -> probe.probe().needs().images())
        .max()
        .orElse(0);
  }

  /** How many test images pass the network. */
  public int images() {
    return probes.stream().mapToInt(probe -> probe.probe().needs().images()).max().orElse(0);
  }

  /** How many test images some probe sees the layers' inputs of. */
  public int observedImages() {
    return probes.stream().mapToInt(probe -> probe.probe().needs().inputs()).max().orElse(0);
  }
}
