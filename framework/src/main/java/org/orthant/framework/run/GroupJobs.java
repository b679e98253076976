package org.orthant.framework.run;

/** Makes what processes elsewhere need to measure groups. */
@FunctionalInterface
interface GroupJobs {

  /** The job, as bytes. */
  byte[] job(Prepared prepared);
}
