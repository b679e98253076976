package org.orthant.framework.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.orthant.framework.catalog.SamplePlugins.Stored;

class PretrainedNetworksTest {
  @TempDir Path mine;
  @TempDir Path shipped;
  private ConfigReader reader;

  @BeforeEach
  void twoFolders() throws IOException {
    describe(shipped, "wide", "# Shipped\ntest-stored: { dense: [512] }\n");
    describe(shipped, "narrow", "# Narrow\ntest-stored:\n  dense: [8]\n");
    describe(mine, "wide", "# Mine\ntest-stored: { dense: [64] }\n");
    Files.createDirectories(mine.resolve("no-network"));
    reader =
        new ConfigReader(
            ConfigReaderTest.catalog(),
            new PretrainedNetworks(List.of(mine.resolve("nowhere"), mine, shipped)));
  }

  @Test
  void nameStandsForTheDescriptionAndTheFilesBesideIt() {
    assertThat(read("{ pretrained: narrow }").network().value())
        .isEqualTo(new Stored(List.of(8), shipped.resolve("narrow")));
    assertThat(read("{ pretrained: narrow }").network().plugin()).isEqualTo("test-stored");
  }

  @Test
  void firstFolderWins() {
    assertThat(read("{ pretrained: wide }").network().value())
        .isEqualTo(new Stored(List.of(64), mine.resolve("wide")));
  }

  @Test
  void configurationOfTheRunKeepsTheName() {
    assertThat(read("{ pretrained: wide }").yaml())
        .contains("pretrained: wide")
        .doesNotContain(mine.toString());
  }

  @Test
  void theyAreListedWithTheirFirstLine() {
    assertThat(new PretrainedNetworks(List.of(mine, shipped)).all().toString())
        .isEqualTo("{narrow=Narrow, wide=Mine}");
  }

  @Test
  void unknownNameIsRefusedWithThoseThereAre() {
    assertProblem(
        "{ pretrained: wid }",
        "run.yaml:2:24: unknown trained network 'wid'; did you mean 'wide'? allowed: narrow, wide");
    assertProblem("{ pretrained: ../wide }", "unknown trained network '../wide'");
    assertProblem("{ pretrained: [wide] }", "expected the name of a trained network, found a list");
    assertProblem("{ pretrained: }", "expected the name of a trained network, found nothing");
  }

  @Test
  void problemOfADescriptionNamesItsFile() throws IOException {
    describe(mine, "broken", "test-stored: { dense: many }\n");
    assertProblem(
        "{ pretrained: broken }",
        mine.resolve("broken").resolve("network.yaml") + ":1:23: expected a list");
    describe(mine, "broken", "just words\n");
    assertProblem(
        "{ pretrained: broken }", "network.yaml:1:1: expected a network with its parameters");
    describe(mine, "broken", "a: [\n");
    assertProblem("{ pretrained: broken }", "network.yaml:2:1: ");
  }

  private void assertProblem(String network, String problem) {
    assertThatThrownBy(() -> read(network))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(problem);
  }

  private RunSpec read(String network) {
    return reader.read(
        "run.yaml",
        """
        name: short
        network: %s
        quantizers:
          binary: test-binary
        probes: [test-angle]
        """
            .formatted(network),
        List.of());
  }

  private static void describe(Path folder, String name, String text) throws IOException {
    Files.writeString(Files.createDirectories(folder.resolve(name)).resolve("network.yaml"), text);
  }
}
