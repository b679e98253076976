package org.orthant.spark;

import static java.util.stream.Collectors.joining;

import java.io.File;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.SimpleFutureAction;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorAdded;
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

  /** Processes of the cluster that have not come by then are worth a word. */
  private static final int PATIENCE_SECONDS = 10;

  private final JavaSparkContext context;
  private final SparkExecutor executor;
  private final Consumer<String> note;
  private final AtomicBoolean joined = new AtomicBoolean();

  private Cluster(JavaSparkContext context, SparkExecutor executor, Consumer<String> note) {
    this.context = context;
    this.executor = executor;
    this.note = note;
    context
        .sc()
        .addSparkListener(
            new SparkListener() {
              @Override
              public void onExecutorAdded(SparkListenerExecutorAdded added) {
                joined.set(true);
              }
            });
    if (new Master(executor.master()).hosts().isEmpty()) {
      joined.set(true);
    }
  }

  /**
   * Connects.
   *
   * @param note takes lines that say what it waits for
   * @throws WorkFailedException if there is no such cluster
   */
  static Cluster open(SparkExecutor executor, Consumer<String> note) {
    Master master = new Master(executor.master());
    master
        .silence()
        .ifPresent(
            reason -> {
              throw new WorkFailedException(reason, null);
            });
    if (!master.hosts().isEmpty()) {
      note.accept("asking the Spark cluster at " + master.url() + " for machines");
    }
    try {
      return new Cluster(new JavaSparkContext(settings(executor, master)), executor, note);
    } catch (RuntimeException e) {
      throw new WorkFailedException(
          String.format(
              Locale.ROOT,
              "no cluster of Spark 3.5, built for Scala 2.13, could be had at %s: %s",
              master.url(),
              firstLine(e)),
          e);
    }
  }

  /** What Orthant needs comes last, so that nothing a configuration holds can take its place. */
  private static SparkConf settings(SparkExecutor executor, Master master) {
    // With what the user gave this process as -Dspark.…
    SparkConf conf = new SparkConf(true);
    executor.settings().forEach(conf::set);
    if (master.isOfThisMachine()) {
      // Spark listens for other machines' processes, and there are none.
      conf.set("spark.driver.host", "127.0.0.1").set("spark.driver.bindAddress", "127.0.0.1");
    }
    Tuned.environment().forEach((name, value) -> conf.set("spark.executorEnv." + name, value));
    return conf.setMaster(executor.master())
        .setAppName("Orthant")
        .set("spark.ui.enabled", "false")
        .set("spark.ui.showConsoleProgress", "false")
        // Results are folded as they come.
        .set("spark.driver.maxResultSize", "0")
        .set("spark.executor.memory", executor.memory())
        .set("spark.executor.extraClassPath", classPath(executor.root()))
        .set("spark.executor.extraJavaOptions", options(executor.root()));
  }

  /** That of this process; where Orthant lies elsewhere, with its folder there. */
  private static String classPath(String root) {
    String here = System.getProperty("orthant.root", "");
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(entry -> root.isEmpty() || here.isEmpty() ? entry : entry.replace(here, root))
        .collect(joining(File.pathSeparator));
  }

  /** The folder of Orthant on the machines of the cluster; empty if it is not known. */
  private static String root(String root) {
    return root.isEmpty() ? System.getProperty("orthant.root", "") : root;
  }

  private static String options(String root) {
    String folder = root(root);
    return String.join(" ", Tuned.options())
        + " -Dorthant.log.level=INFO"
        + (folder.isEmpty() ? "" : " -Dorthant.root=" + folder);
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

  private <T> void fold(
      Work<T> work, List<List<Integer>> shards, BlockingQueue<Arrival> arrivals, Consumer<T> fold)
      throws InterruptedException {
    Map<Integer, List<T>> waiting = new HashMap<>();
    Optional<String> remark = Optional.empty();
    int next = 0;
    while (next < shards.size()) {
      Arrival arrival = arrivals.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (arrival == null) {
        remark = remark.or(this::remark);
        continue;
      }
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

  /** Says, the first time it is so, that no process of the cluster has come. */
  private Optional<String> remark() {
    Optional<String> remark =
        joined.get() ? Optional.empty() : Optional.of("still waiting: " + nobody());
    remark.ifPresent(note);
    return remark;
  }

  private String nobody() {
    return String.format(
        Locale.ROOT,
        "no process of the cluster has joined; it needs a free core and %s of memory on some"
            + " machine, and Orthant in the folder %s there (root: names another); why one ended"
            + " stands in work/%s/*/stderr where Spark lies there",
        executor.memory(),
        root(executor.root()),
        context.sc().applicationId());
  }

  /** Spark wraps what a worker threw, and tells how often it tried. */
  private WorkFailedException failed(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String reason =
        cause instanceof ClassNotFoundException || cause instanceof LinkageError
            ? String.format(
                Locale.ROOT,
                "%s; does Orthant lie in the folder %s on the machines of the cluster? root: names"
                    + " another",
                cause.toString().lines().findFirst().orElseThrow(),
                root(executor.root()))
            : firstLine(cause);
    return new WorkFailedException(
        "Spark gave up: " + reason + (joined.get() ? "" : "; " + nobody()), failure);
  }

  private static String firstLine(Throwable thrown) {
    String told = thrown.getMessage() == null ? thrown.toString() : thrown.getMessage();
    return told.lines().findFirst().orElse(thrown.toString());
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
