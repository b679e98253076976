package org.orthant.framework.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import org.orthant.api.Progress;
import org.orthant.api.data.DataFiles;
import org.orthant.api.data.Dataset;
import org.orthant.framework.plan.Plan;

/** Measures groups of a run that another process leads. */
public final class RemoteGroups {
  private final GroupMeasuring measuring;

  private RemoteGroups(Prepared prepared) {
    this.measuring = new GroupMeasuring(prepared, new Asking());
  }

  /**
   * Finds dataset and network again, and fits the quantizers.
   *
   * @param plan as it was before anything failed
   * @param cache the folder with all that the network was made of
   * @param details as {@link Preparing#job} wrote them
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
    Preparing preparing =
        new Preparing(
            new UsedFiles(cache), Optional.empty(), data, progress, verified, known.arithmetic());
    Optional<Dataset> dataset = preparing.open(plan.spec());
    return new RemoteGroups(preparing.prepareAgain(plan, dataset.orElseThrow(), known));
  }

  /** What one group gives, as {@link GroupWork#read} reads it; several threads may call it. */
  public byte[] measure(int group) {
    return GroupResultFormat.write(measuring.measure(group));
  }
}
