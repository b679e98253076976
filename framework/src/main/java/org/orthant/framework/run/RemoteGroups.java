package org.orthant.framework.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import org.orthant.api.Progress;
import org.orthant.api.data.DataFiles;
import org.orthant.api.data.Dataset;
import org.orthant.framework.failure.AnalysisException;
import org.orthant.framework.plan.Plan;
import org.orthant.framework.run.lending.ProbeCaller;
import org.orthant.framework.run.measure.GroupMeasurer;
import org.orthant.framework.run.measure.GroupResultFormat;
import org.orthant.framework.run.measure.PreparedRun;
import org.orthant.framework.run.measure.RunSettings;
import org.orthant.framework.storage.UsedNetworks;

/** Measures groups of a run that another process leads. */
public final class RemoteGroups {
  private final GroupMeasurer measurer;

  private RemoteGroups(PreparedRun prepared) {
    this.measurer = new GroupMeasurer(prepared, new ProbeCaller());
  }

  /**
   * Finds dataset and network again, and fits the quantizers.
   *
   * @param plan as it was before anything failed
   * @param cache the folder with all that the network was made of
   * @param details as {@link GroupDetails#write} gives them
   * @throws AnalysisException if what is found is not what the run began with
   */
  public static RemoteGroups prepare(
      Plan plan,
      DataFiles data,
      Path cache,
      boolean verified,
      ByteBuffer details,
      Progress progress)
      throws IOException {
    GroupDetails known = GroupDetails.read(details);
    Dataset dataset = new DatasetOpener(data).open(plan.spec()).orElseThrow();
    RunPreparer preparer =
        new RunPreparer(
            new RunSettings(known.arithmetic(), verified),
            new UsedNetworks(cache),
            Optional.empty(),
            progress);
    return new RemoteGroups(preparer.prepareAgain(plan, dataset, known));
  }

  /**
   * Returns what one group gives, as those who lead the run read it; several threads may call it.
   */
  public byte[] measure(int group) {
    return GroupResultFormat.write(measurer.measure(group));
  }
}
