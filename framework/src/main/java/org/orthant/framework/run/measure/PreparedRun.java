package org.orthant.framework.run.measure;

import java.util.List;
import java.util.Optional;
import org.orthant.api.Seed;
import org.orthant.api.data.Dataset;
import org.orthant.api.graph.Model;
import org.orthant.framework.plan.Plan;
import org.orthant.framework.plan.PlannedProbe;
import org.orthant.framework.run.inference.Groups;
import org.orthant.framework.run.inference.Network;
import org.orthant.framework.run.inference.Variant;
import org.orthant.framework.run.layer.Arithmetic;
import org.orthant.framework.run.layer.QuantizedLayer;
import org.orthant.framework.run.layer.ServedLayer;
import org.orthant.framework.run.layer.StoredLayers;
import org.orthant.framework.run.refit.Refits;
import org.orthant.framework.storage.RunCheckpoint;

/**
 * A plan with all it takes to execute it.
 *
 * @param layers the whole network's, in order; those not selected without quantizers
 * @param stored the selected layers of a network that is not in memory; of others none
 * @param network the layers with all that lies between them; empty where no image passes
 * @param refits what trials ask to fit anew
 * @param variants the network under each of the plan's trials
 * @param groups the test images to measure on
 * @param checkpoint where what is found out is kept until the run ends; empty where it is not
 */
public record PreparedRun(
    Plan plan,
    RunSettings settings,
    Optional<Dataset> dataset,
    Model model,
    List<QuantizedLayer> layers,
    StoredLayers stored,
    Optional<Network> network,
    Refits refits,
    List<Variant> variants,
    Groups groups,
    Seed seed,
    Optional<RunCheckpoint> checkpoint) {

  /** The seed of what a probe does in a layer. */
  public Seed seed(PlannedProbe probe, ServedLayer layer) {
    return seed.fork("probes").fork(probe.id()).fork(layer.name());
  }

  /** In what images pass the network; empty where none does. */
  public Optional<Arithmetic> arithmetic() {
    return groups.count() == 0 ? Optional.empty() : Optional.of(settings.arithmetic());
  }

  /** The probes that have not failed. */
  List<PlannedProbe> probes() {
    return plan.probes().stream().filter(plan::isAsked).toList();
  }

  /** The layers in memory that the run asks about. */
  public List<QuantizedLayer> selected() {
    return layers.stream()
        .filter(
            layer ->
                plan.layers().stream().anyMatch(planned -> planned.shape().equals(layer.shape())))
        .toList();
  }
}
