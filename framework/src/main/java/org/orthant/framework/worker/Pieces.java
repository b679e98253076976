package org.orthant.framework.worker;

import java.io.IOException;
import org.orthant.framework.job.Job;

/** The pieces of one job. */
@FunctionalInterface
interface Pieces {

  /** Does one; several threads may call it. */
  byte[] perform(int piece) throws IOException;

  /** Prepares what a job takes. */
  static Pieces of(Job job) throws IOException {
    Workplace workplace = Workplace.of(job);
    return switch (job.kind()) {
      case GROUPS -> workplace.groups(job)::measure;
      case LAYERS -> workplace.layers(job)::measure;
      case PARTS -> workplace.parts(job)::compute;
    };
  }
}
