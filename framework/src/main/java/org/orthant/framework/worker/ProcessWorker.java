package org.orthant.framework.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.orthant.api.work.Worker;
import org.orthant.framework.job.Job;

/**
 * Does pieces of one job after the other; what a job takes is prepared when its first piece comes.
 */
public final class ProcessWorker implements Worker {
  private byte[] prepared = {};
  private Pieces pieces;

  @Override
  public byte[] perform(byte[] job, int piece) {
    try {
      return pieces(job).perform(piece);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private synchronized Pieces pieces(byte[] job) throws IOException {
    if (!Arrays.equals(job, prepared)) {
      pieces = Pieces.of(Job.read(job));
      prepared = job;
    }
    return pieces;
  }
}
