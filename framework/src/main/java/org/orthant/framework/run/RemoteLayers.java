package org.orthant.framework.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import org.orthant.api.Progress;
import org.orthant.framework.failure.AnalysisException;
import org.orthant.framework.plan.Plan;
import org.orthant.framework.run.layer.Arithmetic;
import org.orthant.framework.run.lending.ProbeCaller;
import org.orthant.framework.run.measure.LayerMeasurer;
import org.orthant.framework.run.measure.RunSettings;
import org.orthant.framework.storage.UsedNetworks;

/** Measures stored layers of a run that another process leads. */
public final class RemoteLayers {
  private final LayerMeasurer measurer;

  private RemoteLayers(LayerMeasurer measurer) {
    this.measurer = measurer;
  }

  /**
   * Finds the network's files again.
   *
   * @param plan as it was before anything failed
   * @param cache the folder with all that the network was made of
   * @param details as {@link LayerDetails#write} gives them
   * @throws AnalysisException if what is found is not what the run began with
   */
  public static RemoteLayers prepare(
      Plan plan, Path cache, boolean verified, ByteBuffer details, Progress progress)
      throws IOException {
    RunPreparer preparer =
        new RunPreparer(
            new RunSettings(Arithmetic.FLOATS, verified),
            new UsedNetworks(cache),
            Optional.empty(),
            progress);
    return new RemoteLayers(
        new LayerMeasurer(
            preparer.prepareAgain(plan, LayerDetails.read(details)), new ProbeCaller()));
  }

  /**
   * Returns what one layer gives, as those who lead the run read it; several threads may call it.
   */
  public byte[] measure(int layer) {
    return measurer.written(layer);
  }
}
