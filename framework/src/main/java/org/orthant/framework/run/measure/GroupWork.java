package org.orthant.framework.run.measure;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.orthant.api.Progress;
import org.orthant.api.work.Work;
import org.orthant.framework.failure.Reason;
import org.orthant.framework.storage.RunCheckpoint;

/** The groups of a run that are not measured yet, as work for an executor. */
final class GroupWork implements Work<GroupResult> {
  private final GroupMeasurer measurer;
  private final Optional<RunCheckpoint> checkpoint;
  private final Supplier<byte[]> job;
  private final Progress progress;
  private final int round;
  private final List<Integer> missing;

  GroupWork(PreparedRun prepared, GroupMeasurer measurer, Supplier<byte[]> job, Progress progress) {
    this.measurer = measurer;
    this.job = job;
    this.progress = progress;
    this.checkpoint = prepared.checkpoint();
    this.round = prepared.plan().round();
    this.missing =
        IntStream.range(0, prepared.groups().count())
            .filter(group -> checkpoint.isEmpty() || !checkpoint.get().has(name(group)))
            .boxed()
            .toList();
  }

  private String name(int group) {
    return round == 0 ? "group-" + group : "round-" + round + "-group-" + group;
  }

  @Override
  public List<Integer> pieces() {
    return missing;
  }

  /** Returns what a group gave that is not among the pieces. */
  GroupResult known(int group) {
    return checkpoint
        .flatMap(kept -> kept.find(name(group), in -> whole(GroupResultFormat.read(in), group)))
        .orElseGet(() -> perform(group));
  }

  private GroupResult whole(GroupResult result, int group) throws IOException {
    if (!measurer.isWhole(result, group)) {
      throw new IOException("not all of the group");
    }
    return result;
  }

  @Override
  public GroupResult perform(int group) {
    GroupResult result = measurer.measure(group);
    if (checkpoint.isPresent() && !result.equals(GroupResult.NOTHING)) {
      checkpoint.get().keep(name(group), out -> GroupResultFormat.write(result, out));
    }
    return result;
  }

  @Override
  public byte[] job() {
    return job.get();
  }

  @Override
  public GroupResult read(int group, byte[] performed) {
    try {
      GroupResult result = GroupResultFormat.read(new ByteArrayInputStream(performed));
      if (!result.equals(GroupResult.NOTHING)) {
        checkpoint.ifPresent(kept -> kept.keep(name(group), out -> out.write(performed)));
      }
      return result;
    } catch (IOException e) {
      throw new IllegalStateException("what a group gave cannot be read: " + Reason.of(e), e);
    }
  }

  @Override
  public void note(String line) {
    progress.note(line);
  }
}
