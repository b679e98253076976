package org.orthant.spark;

import static java.util.stream.Collectors.joining;

import java.io.File;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.SimpleFutureAction;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.orthant.api.work.Work;
import org.orthant.api.work.WorkFailedException;
import scala.concurrent.Await;
import scala.concurrent.duration.Duration;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.AbstractFunction0;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;

/** A connection to a Spark cluster. */
final class Cluster implements AutoCloseable {
  private static final int SHARDS_PER_CORE = 4;

  private final JavaSparkContext context;

  private Cluster(JavaSparkContext context) {
    this.context = context;
  }

  /** Connects. */
  static Cluster open(SparkExecutor executor) {
    SparkConf conf =
        new SparkConf(false)
            .setMaster(executor.master())
            .setAppName("Orthant")
            .set("spark.ui.enabled", "false")
            .set("spark.ui.showConsoleProgress", "false")
            // Results are folded as they come.
            .set("spark.driver.maxResultSize", "0")
            .set("spark.executor.memory", executor.memory())
            .set("spark.executor.extraClassPath", classPath(executor.root()))
            .set("spark.executor.extraJavaOptions", options(executor.root()))
            .set("spark.executorEnv.OMP_WAIT_POLICY", "passive")
            .set("spark.executorEnv.MALLOC_ARENA_MAX", "2");
    executor.settings().forEach(conf::set);
    return new Cluster(new JavaSparkContext(conf));
  }

  /** That of this process; where Orthant lies elsewhere, with its folder there. */
  private static String classPath(String root) {
    String here = System.getProperty("orthant.root", "");
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(entry -> root.isEmpty() || here.isEmpty() ? entry : entry.replace(here, root))
        .collect(joining(File.pathSeparator));
  }

  private static String options(String root) {
    String folder = root.isEmpty() ? System.getProperty("orthant.root", "") : root;
    return "-Dorthant.log.level=INFO" + (folder.isEmpty() ? "" : " -Dorthant.root=" + folder);
  }

  /**
   * Cuts the pieces into shards, and folds what comes back in the order of the pieces.
   *
   * @param shards how many; 0 for four per core
   */
  <T> void execute(Work<T> work, int shards, Consumer<T> fold) {
    if (work.pieces().isEmpty()) {
      return;
    }
    Broadcast<byte[]> job = context.broadcast(work.job());
    List<List<Integer>> cut =
        cut(work.pieces(), shards == 0 ? SHARDS_PER_CORE * context.defaultParallelism() : shards);
    BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
    SimpleFutureAction<BoxedUnit> running =
        context
            .sc()
            .submitJob(
                context.parallelize(cut, cut.size()).rdd(),
                new Shard(job),
                CollectionConverters.asScala(
                        IntStream.range(0, cut.size()).mapToObj(shard -> (Object) shard).toList())
                    .toSeq(),
                new AbstractFunction2<Object, byte[][], BoxedUnit>() {
                  @Override
                  public BoxedUnit apply(Object shard, byte[][] performed) {
                    arrivals.add(
                        new Arrival((Integer) shard, List.of(performed), Optional.empty()));
                    return BoxedUnit.UNIT;
                  }
                },
                new AbstractFunction0<BoxedUnit>() {
                  @Override
                  public BoxedUnit apply() {
                    return BoxedUnit.UNIT;
                  }
                });
    Thread end = new Thread(() -> awaitFailure(running, arrivals), "end of the Spark job");
    end.setDaemon(true);
    end.start();
    try {
      fold(work, cut, arrivals, fold);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    } finally {
      running.cancel();
    }
  }

  /** Neighbours together, all shards as long as each other or one piece longer. */
  static List<List<Integer>> cut(List<Integer> pieces, int shards) {
    int count = Math.min(pieces.size(), shards);
    return IntStream.range(0, count)
        .mapToObj(
            shard ->
                List.copyOf(
                    pieces.subList(
                        (int) ((long) pieces.size() * shard / count),
                        (int) ((long) pieces.size() * (shard + 1) / count))))
        .toList();
  }

  private static void awaitFailure(
      SimpleFutureAction<BoxedUnit> running, BlockingQueue<Arrival> arrivals) {
    try {
      Await.result(running, Duration.Inf());
    } catch (Throwable e) {
      arrivals.add(new Arrival(-1, List.of(), Optional.of(e)));
    }
  }

  private static <T> void fold(
      Work<T> work, List<List<Integer>> shards, BlockingQueue<Arrival> arrivals, Consumer<T> fold)
      throws InterruptedException {
    Map<Integer, List<T>> waiting = new HashMap<>();
    int next = 0;
    while (next < shards.size()) {
      Arrival arrival = arrivals.take();
      if (arrival.failure().isPresent()) {
        throw failed(arrival.failure().get());
      }
      waiting.put(arrival.shard(), read(work, shards.get(arrival.shard()), arrival.performed()));
      while (waiting.containsKey(next)) {
        waiting.remove(next++).forEach(fold);
      }
    }
  }

  private static <T> List<T> read(Work<T> work, List<Integer> pieces, List<byte[]> performed) {
    return IntStream.range(0, pieces.size())
        .mapToObj(i -> work.read(pieces.get(i), performed.get(i)))
        .toList();
  }

  /** Spark wraps what a worker threw, and tells how often it tried. */
  private static WorkFailedException failed(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String told = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    return new WorkFailedException(
        "Spark gave up: " + told.lines().findFirst().orElse(cause.toString()), failure);
  }

  @Override
  public void close() {
    context.close();
  }

  /**
   * What comes from the cluster: a shard that was performed, or the failure that ends it all.
   *
   * @param performed what the shard's pieces gave
   */
  private record Arrival(int shard, List<byte[]> performed, Optional<Throwable> failure) {}
}
