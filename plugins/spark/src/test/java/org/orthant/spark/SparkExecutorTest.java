package org.orthant.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
  @ValueSource(strings = {"local[*]", "local[4]", "spark://10.0.0.1:7077", "spark://head:7077"})
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
        "spark://a b:1"
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
        .hasMessage("each must begin with spark., but is java.home");
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
