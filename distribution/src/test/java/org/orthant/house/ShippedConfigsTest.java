package org.orthant.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
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
  void explanationOfAPluginShowsTheDefaultsItGives() {
    assertThat(explanation("bnn-cnn"))
        .containsPattern(" training.epochs [^=]*? default 20 ")
        .containsPattern(" convolutions [^=]*? default \\[128, 128, 256, 256, 512, 512] ");
    assertThat(explanation("bnn-mlp")).containsPattern(" training.epochs [^=]*? default 6 ");
  }

  /** Joins the lines that explain a plugin, since long ones are wrapped. */
  private String explanation(String plugin) {
    return String.join(" ", new Orthant(folder).execute("plugins", plugin).out())
        .replaceAll("\\s+", " ");
  }

  @Test
  @EnabledIfEnvironmentVariable(
      named = "ORTHANT_DATA",
      matches = ".+",
      disabledReason = "needs the real MNIST: name its folder with ORTHANT_DATA")
  void mnistHasTheShapeOfThePaper() throws IOException {
    ResultFile result =
        onRealData(
            "mnist.yaml",
            "--set",
            "probes.permutation.images=50",
            "--set",
            "probes.ablation={images: 1000, refit: 500}",
            "--set",
            "probes.gradient={images: 25, refit: 500}");
    assertThat(result.value("ablation", "network", "accuracy")).isGreaterThanOrEqualTo(0.96);
    double gaussian = result.value("angle", "dense2", "expected-degrees");
    assertThat(result.value("angle", "dense2", "mean-degrees")).isBetween(gaussian, gaussian + 5);
    assertThat(result.value("dot-product", "dense2", "pearson-r")).isGreaterThan(0.85);
  }

  @Test
  @EnabledIfEnvironmentVariable(
      named = "ORTHANT_DATA",
      matches = ".+",
      disabledReason = "needs the real CIFAR-10: name its folder with ORTHANT_DATA")
  void trainedNetworkOnCifar10IsMeasuredInAllNineLayers() throws IOException {
    ResultFile result =
        onRealData(
            "cifar10-small.yaml",
            "--set",
            "network={pretrained: cifar10-quarter}",
            "--set",
            "probes.dot-product.images=50",
            "--set",
            "probes.activation-dot-product.images=50",
            "--set",
            "probes.permutation.images=50",
            "--set",
            "probes.ablation={images: 250, refit: 250}",
            "--set",
            "probes.gradient={images: 50, refit: 250}",
            "--set",
            "probes.spectrum={images: 50, limit: 100}");
    assertThat(result.root().path("layers"))
        .extracting(layer -> layer.path("dimension").asInt())
        .containsExactly(27, 288, 288, 576, 576, 1152, 2048, 256, 256);
    // Shuffled inputs have hardly any structure left to make the first layer worse than its cosine.
    assertThat(result.value("permutation", "conv1", "permuted-r"))
        .isGreaterThan(result.value("dot-product", "conv1", "pearson-r"));
    for (var layer : result.root().path("layers")) {
      assertThat(result.value("dot-product", layer.path("name").asText(), "pearson-r"))
          .isBetween(0.3, 1.0);
    }
    assertThat(result.value("ablation", "network", "accuracy")).isGreaterThan(0.7);
  }

  @Test
  @EnabledIfEnvironmentVariable(
      named = "ORTHANT_DATA",
      matches = ".+",
      disabledReason = "needs the real CIFAR-10: name its folder with ORTHANT_DATA")
  void patchesOfCifar10LieAlongFewDirections() throws IOException {
    ResultFile result = onRealData("patches.yaml");
    assertThat(result.value("spectrum", "patches-27", "variance-explained-3"))
        .isBetween(0.88, 0.93);
    assertThat(result.value("spectrum", "patches-27", "variance-explained-4"))
        .isBetween(0.93, 0.97);
    assertThat(result.value("angle", "patches-27", "mean-degrees")).isCloseTo(24, within(1.0));
    assertThat(result.value("angle", "patches-27", "sd-degrees")).isCloseTo(11, within(1.0));
  }

  @Test
  void theoryIsReproduced() throws IOException {
    Path out = folder.resolve("theory");
    Orthant.Ending ending =
        new Orthant(folder.resolve("home"))
            .execute(
                "run",
                Orthant.CONFIGS.resolve("theory.yaml").toString(),
                "--set",
                "probes.angle.fits=20",
                "--out",
                out.toString());
    assertThat(ending.exitCode()).as(() -> String.join("\n", ending.err())).isZero();
    ResultFile result = ResultFile.read(out.resolve("result.json"));
    for (int d : new int[] {3, 10, 27, 1152}) {
      String layer = "isotropic-" + d;
      double eta = meanCosine(d);
      double variance = (1 - 2 / Math.PI) / d + 2 / Math.PI - eta * eta;
      assertWithinThreeStandardErrors(result.finding("angle", layer, "mean-cosine"), eta);
      assertWithinThreeStandardErrors(
          result.finding("angle", layer, "scaled-cosine-variance"), d * variance);
    }
    double[][] plainAndRotated = {{10, 36.7, 34.63}, {100, 68.2, 36.81}, {500, 80.5, 37.05}};
    for (double[] expected : plainAndRotated) {
      String layer = "exponential-" + (int) expected[0];
      assertThat(result.value("angle", "binary", layer, "mean-degrees"))
          .isCloseTo(expected[1], within(0.1));
      assertThat(result.value("angle", "rotated", layer, "fits-mean-degrees"))
          .isCloseTo(expected[2], within(0.1));
    }
  }

  /** √(n/π)·Γ(n/2)/Γ((n+1)/2), by the recursion that steps of 2 in n have. */
  private static double meanCosine(int n) {
    double ratio = n % 2 == 0 ? 2 / Math.sqrt(Math.PI) : Math.sqrt(Math.PI);
    for (int k = n % 2 == 0 ? 2 : 1; k < n; k += 2) {
      ratio *= k / (k + 1.0);
    }
    return Math.sqrt(n / Math.PI) * ratio;
  }

  /** A 95 % interval is 3.92 standard errors wide. */
  private static void assertWithinThreeStandardErrors(JsonNode finding, double expected) {
    double standardError =
        (finding.path("high").asDouble() - finding.path("low").asDouble()) / 3.92;
    assertThat(finding.path("value").asDouble()).isCloseTo(expected, within(3 * standardError));
  }

  private static ResultFile onRealData(String config, String... more) throws IOException {
    Path out = folder.resolve("out of " + config);
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "run", Orthant.CONFIGS.resolve(config).toString(),
                "--data", System.getenv("ORTHANT_DATA"),
                "--out", out.toString()));
    arguments.addAll(List.of(more));
    Orthant.Ending ending =
        new Orthant(folder.resolve("home")).execute(arguments.toArray(String[]::new));
    assertThat(ending.exitCode()).as(() -> String.join("\n", ending.err())).isZero();
    return ResultFile.read(out.resolve("result.json"));
  }
}
