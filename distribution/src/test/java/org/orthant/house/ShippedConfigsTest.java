package org.orthant.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.orthant.framework.cli.Orthant;

class ShippedConfigsTest {
  @TempDir static Path folder;

  static List<Path> configs() throws IOException {
    try (Stream<Path> files = Files.list(Orthant.CONFIGS)) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("configs")
  void everyConfigurationPassesTheCheck(Path config) {
    Orthant.Ending ending = new Orthant(folder).execute("check", config.toString());
    assertThat(ending.err()).isEmpty();
    assertThat(ending.exitCode()).isZero();
    assertThat(ending.out()).anyMatch(line -> line.startsWith("measure"));
  }

  @Test
  @EnabledIfEnvironmentVariable(
      named = "ORTHANT_DATA",
      matches = ".+",
      disabledReason = "needs the real MNIST: name its folder with ORTHANT_DATA")
  void mnistHasTheShapeOfThePaper() throws IOException {
    Path out = folder.resolve("mnist");
    Orthant.Ending ending =
        new Orthant(folder.resolve("home"))
            .execute(
                "run",
                Orthant.CONFIGS.resolve("mnist.yaml").toString(),
                "--data",
                System.getenv("ORTHANT_DATA"),
                "--out",
                out.toString());
    assertThat(ending.exitCode()).as(() -> String.join("\n", ending.err())).isZero();
    ResultFile result = ResultFile.read(out.resolve("result.json"));
    assertThat(result.value("accuracy", "network", "accuracy")).isGreaterThanOrEqualTo(0.96);
    double gaussian = result.value("angle", "dense2", "expected-degrees");
    assertThat(result.value("angle", "dense2", "mean-degrees")).isBetween(gaussian, gaussian + 5);
    assertThat(result.value("dot-product", "dense2", "pearson-r")).isGreaterThan(0.85);
  }
}
