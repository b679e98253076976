package org.orthant.framework.config;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.orthant.api.Doc;
import org.orthant.api.Id;
import org.orthant.api.spi.Executor;
import org.orthant.api.work.Work;

class AllowedClustersTest {
  private static final Position POSITION = new Position("run.yaml", 7, 3);

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "127.0.0.1", "127.1.2.3", "[::1]"})
  void thisMachineIsAlwaysAllowed(String host) {
    assertThatCode(() -> clusters(List.of(), List.of()).require(List.of(on(host))))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"head", "127.0.0.1.example.org", "192.0.2.1", "[2001:db8::1]", "1"})
  void othersAreNot(String host) {
    assertThatThrownBy(() -> clusters(List.of("other"), List.of()).require(List.of(on(host))))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("run.yaml:7:3: the executor 'cluster' sends work to " + host);
  }

  @Test
  void userAllowsByOptionOrByNamingIt() {
    assertThatCode(() -> clusters(List.of("Head"), List.of()).require(List.of(on("head"))))
        .doesNotThrowAnyException();
    List<String> named = List.of("seed=1", "executor.spark.master=spark://head:7077");
    assertThatCode(() -> clusters(List.of(), named).require(List.of(on("head"))))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> clusters(List.of(), named).require(List.of(on("ea"))))
        .isInstanceOf(ConfigException.class);
    assertThatThrownBy(() -> clusters(List.of(), named).require(List.of(on("head"), on("evil"))))
        .isInstanceOf(ConfigException.class);
  }

  private static AllowedClusters clusters(List<String> hosts, List<String> overrides) {
    return new AllowedClusters(hosts, overrides);
  }

  private static Named<Executor> on(String host) {
    return new Named<>("cluster", "cluster", new Elsewhere(host), POSITION);
  }

  @Id("cluster")
  @Doc("Works elsewhere")
  record Elsewhere(String host) implements Executor {
    @Override
    public int threads() {
      return 1;
    }

    @Override
    public List<String> hosts() {
      return List.of(host);
    }

    @Override
    public <T> void execute(Work<T> work, Consumer<T> fold) {
      throw new AssertionError("nothing is executed");
    }
  }
}
