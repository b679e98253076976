package org.orthant.framework.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class RunKeyTest {
  private final ConfigReader reader =
      new ConfigReader(ConfigReaderTest.catalog(), new PretrainedNetworks(List.of()));

  /** No key is declared and then not looked at: each has something to say against this value. */
  @ParameterizedTest
  @EnumSource
  void everyKeyIsRead(RunKey key) {
    assertThatThrownBy(() -> read(key.id() + ": [[]]\n"))
        .message()
        .containsPattern("run\\.yaml:1:(?!1:)");
  }

  @ParameterizedTest
  @EnumSource
  void onlyARequiredKeyIsMissed(RunKey key) {
    String missing = "the key '" + key.id() + "' is missing";
    assertThatThrownBy(() -> read("{}"))
        .satisfies(
            refusal ->
                assertThat(refusal.getMessage().contains(missing)).isEqualTo(key.isRequired()));
  }

  @Test
  void keysAreNamedInTheirOrder() {
    assertThatThrownBy(() -> read("[]"))
        .hasMessageContaining(
            "name, seed, dataset, network, quantizers, focus, layers, probes, advice, calibration, executor, gate, report, sweep");
  }

  private RunSpec read(String yaml) {
    return reader.read("run.yaml", yaml, List.of());
  }
}
