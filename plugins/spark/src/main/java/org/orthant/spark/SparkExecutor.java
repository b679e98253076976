package org.orthant.spark;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.orthant.api.Doc;
import org.orthant.api.Id;
import org.orthant.api.InvalidParameterException;
import org.orthant.api.spi.Executor;
import org.orthant.api.work.Work;

/** Measures groups on the machines of a Spark cluster. */
@Id("spark")
@Doc("Measures on the machines of a Spark cluster")
public record SparkExecutor(
    @Doc("the cluster: spark://HOST:PORT, or local[N] for N threads of this process") String master,
    @Doc("into how many shards of whole groups to cut the images; 0 for four per core") int shards,
    @Doc("threads of this process, which fits batch normalization; 0 for one per core") int threads,
    @Doc("heap of the process on each machine, such as 3g; as much again is native") String memory,
    @Doc("where Orthant lies on the machines of the cluster; empty if there as here") String root,
    @Doc("further settings of Spark that tune it, such as spark.cores.max: 64")
        Map<String, String> settings)
    implements Executor {

  public SparkExecutor() {
    this("local[*]", 0, 0, "3g", "", Map.of());
  }

  public SparkExecutor {
    settings = Map.copyOf(settings);
    master = new Master(master).url();
    InvalidParameterException.unless(
        shards >= 0 && shards <= 100_000, "shards", "must lie in 0 … 100000", shards);
    InvalidParameterException.unless(
        threads >= 0 && threads <= 1024, "threads", "must lie in 0 … 1024", threads);
    InvalidParameterException.unless(
        memory.matches("[1-9][0-9]{0,5}[mg]"), "memory", "must be such as 3g or 800m", memory);
    Tuning.check(settings);
  }

  @Override
  public List<String> hosts() {
    return new Master(master).hosts();
  }

  @Override
  public boolean isElsewhere() {
    return true;
  }

  @Override
  public <T> void execute(Work<T> work, Consumer<T> fold) {
    try (Cluster cluster = Cluster.open(this, work::note)) {
      cluster.execute(work, shards, fold);
    }
  }
}
