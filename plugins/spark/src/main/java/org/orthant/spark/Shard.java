package org.orthant.spark;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.broadcast.Broadcast;
import org.orthant.api.work.Worker;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction1;

/** Performs the pieces of a shard, on whichever machine it is sent to. */
final class Shard extends AbstractFunction1<Iterator<List<Integer>>, byte[][]>
    implements java.io.Serializable {
  private static final long serialVersionUID = 1L;

  private final Broadcast<byte[]> job;

  Shard(Broadcast<byte[]> job) {
    this.job = job;
  }

  /** The worker of this process, for all jobs that come. */
  private static final class Here {
    static final Worker WORKER = Worker.find();
  }

  @Override
  public byte[][] apply(Iterator<List<Integer>> shards) {
    List<byte[]> performed = new ArrayList<>();
    while (shards.hasNext()) {
      for (int piece : shards.next()) {
        performed.add(Here.WORKER.perform(job.value(), piece));
      }
    }
    return performed.toArray(byte[][]::new);
  }
}
