package org.orthant.framework.run;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.orthant.api.work.Work;

/** The groups of a run as work for an executor. */
final class GroupWork implements Work<GroupResult> {
  private final Prepared prepared;
  private final GroupMeasuring measuring;
  private final GroupJobs jobs;

  GroupWork(Prepared prepared, GroupMeasuring measuring, GroupJobs jobs) {
    this.prepared = prepared;
    this.measuring = measuring;
    this.jobs = jobs;
  }

  @Override
  public List<Integer> pieces() {
    return IntStream.range(0, prepared.groups().count()).boxed().toList();
  }

  @Override
  public GroupResult perform(int group) {
    return measuring.measure(group);
  }

  @Override
  public byte[] job() {
    return jobs.job(prepared);
  }

  @Override
  public GroupResult read(int group, byte[] performed) {
    try {
      return GroupResultFormat.read(performed);
    } catch (IOException e) {
      throw new IllegalStateException("what a worker sent cannot be read: " + e.getMessage(), e);
    }
  }
}
