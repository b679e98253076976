package org.orthant.imports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.inject.Guice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.orthant.api.Seed;
import org.orthant.api.data.Dataset;
import org.orthant.api.graph.Graph;
import org.orthant.api.spi.Preparation;
import org.orthant.datasets.Cifar10;
import org.orthant.framework.catalog.Catalog;
import org.orthant.framework.catalog.CatalogModule;
import org.orthant.framework.cli.Orthant;
import org.orthant.framework.config.ConfigReader;
import org.orthant.framework.config.PretrainedNetworks;
import org.orthant.framework.run.inference.NoProgress;

/** A network of Orthant's own, written in every format and read again, is the same network. */
@EnabledIfEnvironmentVariable(
    named = "ORTHANT_DATA",
    matches = ".+",
    disabledReason = "needs the real CIFAR-10: name its folder with ORTHANT_DATA")
class RoundTripTest {
  private static final Path MODELS = Path.of("..", "models");

  private static final String RUN =
      """
      name: round-trip
      seed: 1705
      dataset: cifar10
      network: %s
      quantizers:
        binary: binary
        ternary: { ternary: { rule: relative, threshold: 0.7 } }
        rotated: { gbt: { quantizer: binary, rotation: block-hadamard } }
      probes:
        - angle
        - weights
        - accuracy: { images: %d }
        - dot-product: { images: 50 }
        - activation-dot-product: { images: 50 }
        - permutation: { images: 50 }
        - ablation: { images: 250, refit: 250 }
        - spectrum: { images: 50, limit: 100 }
      """;

  @TempDir static Path folder;
  private static Graph network;
  private static JsonNode expected;

  @BeforeAll
  static void measureTheOriginal() throws IOException {
    network = pretrained();
    expected = findings("{ pretrained: cifar10-quarter }");
  }

  private static Graph pretrained() throws IOException {
    Dataset cifar = new Cifar10().open(file -> Path.of(System.getenv("ORTHANT_DATA"), file.path()));
    Catalog catalog =
        Guice.createInjector(new CatalogModule(RoundTripTest.class.getClassLoader()))
            .getInstance(Catalog.class);
    return new ConfigReader(catalog, new PretrainedNetworks(List.of(MODELS)))
        .read("run.yaml", RUN.formatted("{ pretrained: cifar10-quarter }", 10), List.of())
        .network()
        .value()
        .obtain(new Preparation(Optional.of(cifar), new Seed(1), folder::resolve, new NoProgress()))
        .graph()
        .orElseThrow();
  }

  /** Of all test images, so that the predictions of each enter. */
  private static JsonNode findings(String source) throws IOException {
    Path config = Files.writeString(folder.resolve("run.yaml"), RUN.formatted(source, 10_000));
    Path out = Files.createTempDirectory(folder, "out");
    Orthant.Ending ending =
        new Orthant(folder.resolve("home"))
            .execute(
                "run",
                config.toString(),
                "--data",
                System.getenv("ORTHANT_DATA"),
                "--out",
                out.toString());
    assertThat(ending.exitCode()).as(() -> String.join("\n", ending.err())).isZero();
    ObjectNode result =
        (ObjectNode) new ObjectMapper().readTree(out.resolve("result.json").toFile());
    return result.path("findings");
  }

  @ParameterizedTest
  @EnumSource
  void onnx(OnnxWriter.Signs signs) throws IOException {
    Path file =
        Files.write(
            folder.resolve(signs.name().toLowerCase(Locale.ROOT) + ".onnx"),
            OnnxWriter.bytes(network, signs));
    assertThat(findings("{ onnx: { file: '" + file + "', pixels: -1..1 } }")).isEqualTo(expected);
  }
}
