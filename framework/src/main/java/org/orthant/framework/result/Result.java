package org.orthant.framework.result;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.orthant.api.finding.Subject;
import org.orthant.api.finding.Verdict;
import org.orthant.api.model.LayerShape;
import org.orthant.framework.failure.Failure;
import org.orthant.framework.gate.GateCheck;

/**
 * All that a run found.
 *
 * @param name the run's name
 * @param network the id of the network's source
 * @param dataset the id of the dataset's source
 * @param layers the selected layers
 * @param places where layers stand in the network, by their names; empty where no image passes
 * @param probes each probe's conclusion, in the order of the configuration
 * @param overall the verdicts that sum up: pairs not evaluated, layers, the network
 * @param cautions what a reader must know before using what some probes found
 * @param gate what became of the rules of the run's gate; empty if it has none
 * @param failures the plugins that it had to do without
 */
public record Result(
    String name,
    String network,
    Optional<String> dataset,
    List<QuantizerEntry> quantizers,
    List<LayerShape> layers,
    Map<String, LayerPlace> places,
    List<ProbeConclusion> probes,
    List<Verdict> overall,
    List<Caution> cautions,
    List<GateCheck> gate,
    List<Failure> failures,
    Provenance provenance) {
  public Result {
    quantizers = List.copyOf(quantizers);
    layers = List.copyOf(layers);
    places = Map.copyOf(places);
    probes = List.copyOf(probes);
    overall = List.copyOf(overall);
    cautions = List.copyOf(cautions);
    gate = List.copyOf(gate);
    failures = List.copyOf(failures);
  }

  /** The verdict on the network. */
  public Verdict ofNetwork() {
    return overall.stream()
        .filter(verdict -> verdict.subject().equals(Subject.network()))
        .findFirst()
        .orElseThrow();
  }
}
