package org.orthant.framework.sweep;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.orthant.api.BadInputException;
import org.orthant.api.Progress;
import org.orthant.api.work.Work;
import org.orthant.api.work.WorkFailedException;
import org.orthant.framework.catalog.jar.PluginJar;
import org.orthant.framework.failure.AnalysisException;
import org.orthant.framework.failure.Reason;
import org.orthant.framework.job.Job;

/** Parts of a sweep as work for an executor whose pieces are performed elsewhere. */
final class PartWork implements Work<PartWork.Arrived> {
  private final SweepPlan plan;
  private final Map<Integer, PartFolder> folders;
  private final List<Path> datasets;
  private final boolean verified;
  private final boolean export;
  private final Progress progress;

  /**
   * @param folders where the results of the parts that are wanted shall lie, by the part's index
   * @param datasets folders to look datasets up in
   */
  PartWork(
      SweepPlan plan,
      Map<Integer, PartFolder> folders,
      List<Path> datasets,
      boolean verified,
      boolean export,
      Progress progress) {
    this.plan = plan;
    this.folders = new TreeMap<>(folders);
    this.datasets = datasets;
    this.verified = verified;
    this.export = export;
    this.progress = progress;
  }

  /**
   * A part that has come to its end.
   *
   * @param failure why it has no result; empty where its folder holds one
   */
  record Arrived(int part, Optional<WorkFailedException> failure) {

    /** Throws what went wrong, if anything did. */
    void requireDone() {
      if (failure.isPresent()) {
        throw failure.get();
      }
    }
  }

  @Override
  public List<Integer> pieces() {
    return List.copyOf(folders.keySet());
  }

  @Override
  public Arrived perform(int part) {
    throw new IllegalStateException("parts that are computed here are no pieces of work");
  }

  @Override
  public byte[] job() {
    Set<PluginJar> jars = new LinkedHashSet<>();
    plan.plans().forEach(part -> jars.addAll(part.spec().jars()));
    return Job.of(
            Job.Kind.PARTS,
            plan.sweep().yaml(),
            plan.plans().get(0).spec().folder(),
            datasets,
            verified,
            jars,
            List.of(),
            ByteBuffer.wrap(new byte[] {(byte) (export ? 1 : 0)}))
        .write();
  }

  /** Lays the part's result where it belongs, as soon as it is there. */
  @Override
  public Arrived read(int part, byte[] performed) {
    RemoteParts.Ending ending = RemoteParts.Ending.read(performed);
    if (!ending.isDone()) {
      return failed(part, new String(ending.content(), StandardCharsets.UTF_8), null);
    }
    try {
      PartFolder folder = folders.get(part);
      folder.clear();
      folder.take(ending.content());
      return new Arrived(part, Optional.empty());
    } catch (IOException | AnalysisException | BadInputException e) {
      return failed(part, "its result cannot be kept: " + Reason.of(e), e);
    }
  }

  @Override
  public void note(String line) {
    progress.note(line);
  }

  private static Arrived failed(int part, String message, Throwable cause) {
    return new Arrived(part, Optional.of(new WorkFailedException(message, cause)));
  }
}
