package org.orthant.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.orthant.framework.cli.Main;

/** The configurations, on a narrow network and few images. */
class RunsTest {
  private static final Path CONFIGS = Path.of("configs");
  private static final String NARROW =
      "network={random-cnn: {convolutions: [4, 4, 8, 8], dense: [16]}}";

  @TempDir private Path folder;

  static List<Path> configs() throws IOException {
    try (Stream<Path> files = Files.list(CONFIGS)) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("configs")
  void everyConfigurationPassesTheCheck(Path config) throws IOException {
    assertThat(
            JavaProgram.of(Main.class, List.of(), List.of("check", config.toString()))
                .run(folder.resolve("log"))
                .output())
        .anyMatch(line -> line.startsWith("measure"));
  }

  @Test
  void ablationOfWeightsAloneIsMeasuredAndTimed() throws IOException {
    Path out = folder.resolve("out");
    List<String> changes = new ArrayList<>(List.of(NARROW));
    changes.add("probes.ablation.images=50");

    OrthantRun run = OrthantRun.of(CONFIGS.resolve("ablation.yaml"), changes, out);

    assertThat(run.seconds()).isPositive();
    JsonNode findings =
        new ObjectMapper().readTree(out.resolve("result.json").toFile()).get("findings");
    assertThat(findings.findValuesAsText("change"))
        .containsOnly("weights:continuous", "weights:binary");
  }

  @Test
  void aRunThatFailsSaysWhatItSaid() {
    assertThatThrownBy(
            () ->
                OrthantRun.of(
                    CONFIGS.resolve("ablation.yaml"), List.of("seed=x"), folder.resolve("out")))
        .isInstanceOfSatisfying(
            FailedException.class,
            failed -> assertThat(failed.output()).anyMatch(line -> line.contains("seed")))
        .hasMessage("exit code 2");
  }
}
