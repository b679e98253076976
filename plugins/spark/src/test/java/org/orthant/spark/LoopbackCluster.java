package org.orthant.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** A cluster of a master and two workers of one core each, all on this machine. */
final class LoopbackCluster implements AutoCloseable {
  private static final String HOST = "127.0.0.1";
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Path folder;
  private final int port;
  private final Map<String, String> environment;
  private final List<Process> processes = new ArrayList<>();

  private LoopbackCluster(Path folder, int port) throws IOException {
    this.folder = folder;
    this.port = port;
    Path spark = folder.resolve("spark");
    Files.createDirectories(spark.resolve("jars"));
    this.environment = Map.of("SPARK_HOME", spark.toString(), "SPARK_SCALA_VERSION", "2.13");
  }

  static LoopbackCluster start(Path folder) throws IOException {
    LoopbackCluster cluster = new LoopbackCluster(folder, freePort());
    cluster.start(
        "master",
        "org.apache.spark.deploy.master.Master",
        List.of("--host", HOST, "--port", String.valueOf(cluster.port), "--webui-port", "0"));
    cluster.await(() -> cluster.log("master").contains("New state: ALIVE"));
    for (int worker = 0; worker < 2; worker++) {
      cluster.start(
          "worker" + worker,
          "org.apache.spark.deploy.worker.Worker",
          List.of(
              "--host",
              HOST,
              "--cores",
              "1",
              "--memory",
              "1g",
              "--webui-port",
              "0",
              "--work-dir",
              cluster.work(worker).toString(),
              cluster.master()));
      String log = "worker" + worker;
      cluster.await(() -> cluster.log(log).contains("Successfully registered with master"));
    }
    return cluster;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void start(String name, String main, List<String> arguments) throws IOException {
    processes.add(Processes.start(folder.resolve(name + ".log"), environment, main, arguments));
  }

  private Path work(int worker) {
    return folder.resolve("work" + worker);
  }

  String master() {
    return "spark://%s:%d".formatted(HOST, port);
  }

  /** Kills a worker with all it has started as soon as it has performed a shard. */
  void killAfterItsFirstShard(int worker) {
    await(() -> finishedTasks(worker) > 0);
    Processes.kill(processes.get(1 + worker));
  }

  /** How many shards a worker's log tells of. */
  long finishedTasks(int worker) {
    if (!Files.isDirectory(work(worker))) {
      return 0;
    }
    try (Stream<Path> files = Files.walk(work(worker))) {
      return files
          .filter(file -> file.endsWith("stderr") || file.endsWith("stdout"))
          .flatMap(file -> text(file).lines())
          .filter(line -> line.contains("Finished task"))
          .count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String log(String name) {
    return text(folder.resolve(name + ".log"));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void await(BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("waited in vain; see the logs in " + folder);
      }
      try {
        Thread.sleep(50);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @Override
  public void close() {
    processes.forEach(Processes::kill);
  }
}
