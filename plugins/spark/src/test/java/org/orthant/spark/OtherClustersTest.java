package org.orthant.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clusters that a configuration may not use, and such as cannot be used. */
class OtherClustersTest {
  private static final String CONFIG =
      """
      name: elsewhere
      dataset: { digits: { training: 100, test: 100 } }
      network: { bnn-mlp: { dense: [8], training: { epochs: 1, batch: 50 } } }
      quantizers: { binary: binary }
      probes: [{ accuracy: { images: 100 } }]
      executor:
        spark: { %s }
      """;

  @TempDir Path folder;

  @Test
  void clusterThatOnlyTheFileNamesIsRefusedWithItsPlace() throws Exception {
    Ended ended = check("master: 'spark://head.example:7077'", Map.of());
    assertThat(ended.exitCode()).isEqualTo(2);
    assertThat(ended.said())
        .contains(
            "elsewhere.yaml:7:3: the executor 'spark' sends work to head.example, which is not this"
                + " machine; --allow-cluster head.example, or that name in ORTHANT_ALLOW_CLUSTER,"
                + " allows it");
  }

  @Test
  void nobodyHidesBehindAMasterOfThisMachine() throws Exception {
    Ended ended = check("master: 'spark://127.0.0.1:7077,head.example:7077'", Map.of());
    assertThat(ended.exitCode()).isEqualTo(2);
    assertThat(ended.said()).contains("sends work to head.example");
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "127.0.0.1", "[::1]"})
  void clusterOfThisMachineNeedsNoLeave(String host) throws Exception {
    assertThat(check("master: 'spark://" + host + ":7077'", Map.of()).exitCode()).isZero();
  }

  @Test
  void userAllowsAClusterInThreeWays() throws Exception {
    String master = "master: 'spark://head.example:7077'";
    Map<String, String> variable = Map.of("ORTHANT_ALLOW_CLUSTER", "other.example, Head.Example");
    assertThat(check(master, variable).exitCode()).isZero();
    assertThat(check(master, Map.of(), "--allow-cluster", "head.example").exitCode()).isZero();
    assertThat(
            check(
                    "master: 'local[1]'",
                    Map.of(),
                    "--set",
                    "executor.spark.master=spark://head.example:7077")
                .exitCode())
        .isZero();
  }

  @Test
  void settingThatReachesBeyondTuningIsRefusedWithItsPlace() throws Exception {
    Ended ended = check("settings: { spark.eventLog.dir: 'file:///tmp/anywhere' }", Map.of());
    assertThat(ended.exitCode()).isEqualTo(2);
    assertThat(ended.said())
        .contains("elsewhere.yaml:7:12: settings: a configuration cannot set spark.eventLog.dir");
  }

  @Test
  void masterThatDoesNotAnswerIsTheReason() throws Exception {
    int closed;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = socket.getLocalPort();
    }
    Ended ended = run("master: 'spark://127.0.0.1:" + closed + "'", Map.of());
    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.said())
        .contains(
            "no Spark master answers at 127.0.0.1:" + closed + ": ConnectException: Connection");
  }

  @Test
  void wrongRootIsTheReason() throws Exception {
    try (LoopbackCluster cluster =
        LoopbackCluster.start(Files.createDirectory(folder.resolve("cluster")))) {
      Path root = Path.of("..", "..").toAbsolutePath().normalize();
      Ended ended =
          run(
              "master: '%s', memory: 800m, root: /nowhere, settings: {spark.executor.memoryOverhead: 0}"
                  .formatted(cluster.master()),
              Map.of("JDK_JAVA_OPTIONS", "-Dorthant.root=" + root));
      assertThat(ended.exitCode()).as(ended.said()).isEqualTo(1);
      assertThat(ended.said()).contains("Spark gave up: ").contains("Orthant").contains("/nowhere");
    }
  }

  private record Ended(int exitCode, String said) {}

  private Ended check(String executor, Map<String, String> environment, String... more)
      throws Exception {
    return execute("check", executor, environment, more);
  }

  private Ended run(String executor, Map<String, String> environment) throws Exception {
    return execute("run", executor, environment, "--out", folder.resolve("out").toString());
  }

  private Ended execute(
      String verb, String executor, Map<String, String> environment, String... more)
      throws IOException, InterruptedException {
    Path log = folder.resolve("log");
    List<String> arguments = new ArrayList<>();
    arguments.add(verb);
    arguments.add(
        Files.writeString(folder.resolve("elsewhere.yaml"), CONFIG.formatted(executor)).toString());
    arguments.addAll(List.of(more));
    Map<String, String> variables = new HashMap<>(environment);
    variables.put("ORTHANT_HOME", folder.resolve("home").toString());
    Process process = Processes.start(log, variables, "org.orthant.framework.cli.Main", arguments);
    return new Ended(process.waitFor(), Files.readString(log));
  }
}
