package org.orthant.framework.run.measure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.orthant.framework.failure.Failure;
import org.orthant.framework.plan.PlannedProbe;
import org.orthant.framework.run.layer.ServedLayer;
import org.orthant.framework.run.lending.Exhibition;
import org.orthant.framework.run.lending.ProbeCaller;

/** Shows a layer's weights to the probes that look at weights. */
record WeightsAsker(PreparedRun prepared, ProbeCaller caller) {

  /**
   * Returns what they write.
   *
   * @param index the number of this piece of work
   */
  Measurements.Written ask(ServedLayer layer, int index, Exhibition exhibition) {
    Map<String, GroupStats> written = new LinkedHashMap<>();
    List<Failure> failures = new ArrayList<>();
    for (PlannedProbe probe : prepared.probes()) {
      if (probe.needs().weights()) {
        GroupStats stats = new GroupStats();
        caller.ask(
            probe,
            index,
            layer.name(),
            "onWeights",
            exhibition,
            failures,
            shown ->
                probe
                    .probe()
                    .onWeights(new View(layer, prepared.seed(probe, layer), shown), stats));
        written.put(probe.id(), stats);
      }
    }
    return new Measurements.Written(written, failures);
  }
}
