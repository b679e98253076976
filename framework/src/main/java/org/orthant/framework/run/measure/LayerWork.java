package org.orthant.framework.run.measure;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.orthant.api.Progress;
import org.orthant.api.work.Work;
import org.orthant.framework.failure.Reason;
import org.orthant.framework.storage.RunCheckpoint;

/**
 * The stored layers of a run that are not measured yet, as work for an executor. What a layer gave
 * is kept until the run ends, so that one that was interrupted goes on behind it.
 */
final class LayerWork implements Work<LayerResult> {
  private final LayerMeasurer measurer;
  private final Optional<RunCheckpoint> checkpoint;
  private final Supplier<byte[]> job;
  private final Progress progress;
  private final List<Integer> missing;

  LayerWork(PreparedRun prepared, LayerMeasurer measurer, Supplier<byte[]> job, Progress progress) {
    this.measurer = measurer;
    this.checkpoint = prepared.checkpoint();
    this.job = job;
    this.progress = progress;
    this.missing =
        IntStream.range(0, measurer.count())
            .filter(index -> checkpoint.isEmpty() || !checkpoint.get().has(name(index)))
            .boxed()
            .toList();
  }

  private static String name(int index) {
    return "layer-" + index;
  }

  @Override
  public List<Integer> pieces() {
    return missing;
  }

  /** Returns what a layer gave that is not among the pieces. */
  LayerResult known(int index) {
    LayerResult result =
        checkpoint
            .flatMap(kept -> kept.find(name(index), GroupResultFormat::read))
            .map(LayerResult::of)
            .orElseGet(() -> perform(index));
    measurer.failed(result, index);
    return result;
  }

  @Override
  public LayerResult perform(int index) {
    return kept(measurer.measure(index), index);
  }

  private LayerResult kept(LayerResult result, int index) {
    if (result.unusable().isEmpty()) {
      checkpoint.ifPresent(
          kept -> kept.keep(name(index), out -> GroupResultFormat.write(result.asGroup(), out)));
    }
    return result;
  }

  @Override
  public byte[] job() {
    return job.get();
  }

  @Override
  public LayerResult read(int index, byte[] performed) {
    try {
      return kept(LayerResult.read(performed), index);
    } catch (IOException e) {
      throw new IllegalStateException("what a layer gave cannot be read: " + Reason.of(e), e);
    }
  }

  @Override
  public void note(String line) {
    progress.note(line);
  }
}
