package org.orthant.framework.run.measure;

/** Makes what processes elsewhere need to measure groups. */
@FunctionalInterface
public interface GroupJobs {

  /** The job, as bytes. */
  byte[] job(PreparedRun prepared);
}
