package org.orthant.framework.run;

import java.nio.file.Path;
import java.util.List;
import org.orthant.framework.config.RunSpec;
import org.orthant.framework.job.Job;
import org.orthant.framework.run.measure.PreparedRun;
import org.orthant.framework.storage.UsedNetworks;

/**
 * What processes elsewhere need to measure groups of images of a run, or its stored layers.
 *
 * @param networks that the run's network was made of
 * @param datasets folders to look datasets up in
 */
record RunJob(PreparedRun prepared, UsedNetworks networks, List<Path> datasets) {
  RunJob {
    datasets = List.copyOf(datasets);
  }

  /** The job, as bytes. */
  byte[] write() {
    RunSpec spec = prepared.plan().spec();
    return Job.of(
            ofLayers() ? Job.Kind.LAYERS : Job.Kind.GROUPS,
            spec.yaml(),
            spec.folder(),
            datasets,
            prepared.settings().verified(),
            spec.jars(),
            networks.found(),
            ofLayers() ? LayerDetails.of(prepared).write() : GroupDetails.of(prepared).write())
        .write();
  }

  private boolean ofLayers() {
    return !prepared.stored().layers().isEmpty();
  }
}
