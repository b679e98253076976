package org.orthant.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.orthant.api.InvalidParameterException;

class SparkExecutorTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "local[*]",
        "local[4]",
        "spark://10.0.0.1:7077",
        "spark://head:7077",
        "spark://head:7077,other.example:7078",
        "spark://[::1]:7077"
      })
  void mastersThatThereAre(String master) {
    assertThat(executor(master, 0, "3g", Map.of()).master()).isEqualTo(master);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "local",
        "local[0]",
        "yarn",
        "spark://head",
        "http://head:7077",
        "spark://a b:1",
        "spark://user@head:7077",
        "spark://127.0.0.1:7077,",
        "spark://127.0.0.1:7077/evil:1",
        "spark://head:0"
      })
  void otherMastersAreRefused(String master) {
    assertThatThrownBy(() -> executor(master, 0, "3g", Map.of()))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageContaining("must be spark://HOST:PORT, local[N] or local[*]");
  }

  @Test
  void everythingElseIsChecked() {
    assertThatThrownBy(() -> executor("local[1]", -1, "3g", Map.of()))
        .hasMessage("must lie in 0 … 100000, but is -1");
    assertThatThrownBy(() -> executor("local[1]", 0, "much", Map.of()))
        .hasMessage("must be such as 3g or 800m, but is much");
    assertThatThrownBy(() -> executor("local[1]", 0, "3g", Map.of("java.home", "x")))
        .hasMessageStartingWith("a configuration cannot set java.home, only spark.broadcast");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "spark.master",
        "spark.jars",
        "spark.files",
        "spark.submit.pyFiles",
        "spark.plugins",
        "spark.extraListeners",
        "spark.eventLog.enabled",
        "spark.eventLog.dir",
        "spark.local.dir",
        "spark.ui.enabled",
        "spark.ui.port",
        "spark.driver.host",
        "spark.driver.bindAddress",
        "spark.driver.extraJavaOptions",
        "spark.executor.extraJavaOptions",
        "spark.executor.extraClassPath",
        "spark.executor.extraLibraryPath",
        "spark.executor.memory",
        "spark.executorEnv.LD_PRELOAD",
        "spark.serializer",
        "spark.shuffle.manager",
        "spark.metrics.conf",
        "spark.scheduler.allocation.file",
        "spark.authenticate",
        "spark.redaction.regex",
        "spark.cores.max.more",
        "spark.speculation.",
        "SPARK.CORES.MAX",
        " spark.cores.max",
        "spark."
      })
  void settingsThatReachBeyondTuningAreRefused(String name) {
    assertThatThrownBy(() -> executor("local[1]", 0, "3g", Map.of(name, "1")))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageStartingWith("a configuration cannot set " + name + ", only ")
        .hasMessageContaining("spark.cores.max")
        .hasMessageContaining("ORTHANT_JAVA_OPTIONS");
  }

  @Test
  void tuningIsAllowedWithPlainValues() {
    Map<String, String> tuning =
        Map.of(
            "spark.cores.max", "64",
            "spark.executor.cores", "1",
            "spark.network.timeout", "300s",
            "spark.speculation", "true",
            "spark.speculation.quantile", "0.9");
    assertThat(executor("local[1]", 0, "3g", tuning).settings()).isEqualTo(tuning);
    assertThatThrownBy(
            () -> executor("local[1]", 0, "3g", Map.of("spark.network.timeout", "1 -javaagent:x")))
        .hasMessage(
            "spark.network.timeout must be a number, a size, a time, true or false, but is"
                + " 1 -javaagent:x");
  }

  @Test
  void hostsAreThoseOfTheMaster() {
    assertThat(executor("local[4]", 0, "3g", Map.of()).hosts()).isEmpty();
    assertThat(executor("spark://127.0.0.1:1,evil:2", 0, "3g", Map.of()).hosts())
        .containsExactly("127.0.0.1", "evil");
    assertThat(new Master("spark://127.0.0.1:1").isOfThisMachine()).isTrue();
    assertThat(new Master("spark://127.0.0.1:1,evil:2").isOfThisMachine()).isFalse();
    assertThat(new Master("spark://127.0.0.1.evil.org:1").isOfThisMachine()).isFalse();
  }

  @Test
  void masterThatDoesNotAnswerIsToldOfAtOnce() throws IOException {
    int closed;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = socket.getLocalPort();
      assertThat(new Master("spark://127.0.0.1:" + closed).silence()).isEmpty();
    }
    assertThat(new Master("spark://127.0.0.1:" + closed).silence())
        .hasValue(
            "no Spark master answers at 127.0.0.1:"
                + closed
                + ": ConnectException: Connection refused");
    assertThat(new Master("local[1]").silence()).isEmpty();
  }

  private static SparkExecutor executor(
      String master, int shards, String memory, Map<String, String> settings) {
    return new SparkExecutor(master, shards, 0, memory, "", settings);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "10, 3", "10, 10", "3, 100", "400, 7"})
  void shardsAreNeighboursAndAlmostEqual(int pieces, int shards) {
    List<Integer> all = IntStream.range(5, 5 + pieces).boxed().toList();
    List<List<Integer>> cut = Cluster.cut(all, shards);
    assertThat(cut).hasSize(Math.min(pieces, shards));
    assertThat(cut.stream().flatMap(List::stream)).containsExactlyElementsOf(all);
    int shortest = pieces / cut.size();
    assertThat(cut).allMatch(shard -> shard.size() == shortest || shard.size() == shortest + 1);
  }
}
