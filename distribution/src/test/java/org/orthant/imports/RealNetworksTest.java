package org.orthant.imports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.orthant.framework.cli.Orthant;

/** Networks that others trained and published; docs/networks.md says where they come from. */
@EnabledIfEnvironmentVariable(
    named = "ORTHANT_NETWORKS",
    matches = ".+",
    disabledReason = "needs published networks: name their folder with ORTHANT_NETWORKS")
class RealNetworksTest {
  private static final Path EXAMPLES = Path.of("..", "examples", "networks");

  @TempDir static Path folder;

  private static Path network(String file) {
    return Path.of(System.getenv("ORTHANT_NETWORKS")).resolve(file);
  }

  private static Orthant.Ending inspect(String file, String... more) {
    List<String> arguments = new ArrayList<>(List.of("inspect", network(file).toString()));
    arguments.addAll(List.of(more));
    return new Orthant(folder.resolve("home")).execute(arguments.toArray(String[]::new));
  }

  @ParameterizedTest
  @CsvSource({
    "TFC_1W1A.onnx, '4 layers of 31 operators, 28×28×1 → 10 scores', '59,008'",
    "TFC_1W2A.onnx, '4 layers of 31 operators, 28×28×1 → 10 scores', '59,008'",
    "mnist-8.onnx, '3 layers of 12 operators, 28×28×1 → 10 scores', '5,960'",
    "tribuo-cnn-mnist.onnx, '4 layers of 13 operators, 28×28×1 → 10 scores', '21,750'",
    "light_resnet50.onnx, '54 layers of 415 operators, 224×224×3 → 1000 scores', '25,502,912'",
    "light_densenet121.onnx, '121 layers of 1746 operators, 224×224×3 → 1000 scores', '7,894,208'",
    "light_squeezenet.onnx, '26 layers of 105 operators, 224×224×3 → 1000 scores', '1,231,552'",
    "light_shufflenet.onnx, '50 layers of 446 operators, 224×224×3 → 1000 scores', '1,365,464'",
    "light_vgg19.onnx, '19 layers of 82 operators, 224×224×3 → 1000 scores', '143,652,544'",
    "resnet8-cifar10.h5, '10 layers of 30 operators, 32×32×3 → 10 scores', '77,360'",
    "mobilenet-vww96.h5, '28 layers of 85 operators, 96×96×3 → 2 scores', '208,112'"
  })
  void everythingIsSupported(String file, String summary, String weights) {
    Orthant.Ending ending = inspect(file);
    assertThat(ending.err()).isEmpty();
    assertThat(ending.exitCode()).isZero();
    assertThat(ending.out()).contains(summary, "weights in all: " + weights);
  }

  @ParameterizedTest
  @CsvSource({
    "light_bvlc_alexnet.onnx, '8 layers of 40 operators, 224×224×3 → 1000 scores', n2",
    "light_inception_v1.onnx, '58 layers of 237 operators, 224×224×3 → 1000 scores', n3"
  })
  void whatIsNotSupportedIsNamedAndTheRestIsListed(String file, String summary, String node) {
    Orthant.Ending ending = inspect(file);
    assertThat(ending.exitCode()).isEqualTo(2);
    assertThat(ending.out())
        .contains(summary)
        .anyMatch(line -> line.startsWith("  " + node + ": LRN is not supported"));
    assertThat(ending.err()).singleElement().asString().contains("2 operators are not supported");
  }

  /** Each example says which accuracy it expects, and ends where it finds another. */
  @ParameterizedTest
  @CsvSource({
    "tfc-mnist.yaml, TFC_1W1A.onnx, multiply-adds-xnor, 59008",
    "resnet8-cifar10.yaml, resnet8-cifar10.h5, multiply-adds-float, 12501632"
  })
  @EnabledIfEnvironmentVariable(
      named = "ORTHANT_DATA",
      matches = ".+",
      disabledReason = "needs the real images: name their folder with ORTHANT_DATA")
  void examplesRun(String config, String file, String metric, long multiplyAdds)
      throws IOException {
    String source = file.endsWith(".h5") ? "keras" : "onnx";
    Path out = folder.resolve(config);
    Orthant.Ending ending =
        run(
            EXAMPLES.resolve(config),
            out,
            "network." + source + ".file=" + network(file),
            "quantizers={int4: {uniform: {bits: 4}}}",
            "probes.dot-product.images=25",
            "probes.permutation.images=25",
            "probes.ablation={images: 100, refit: 100}",
            "probes.spectrum={images: 25, limit: 100}");
    assertThat(ending.exitCode()).as(() -> String.join("\n", ending.err())).isZero();
    assertThat(out.resolve("index.html")).isNotEmptyFile();
    assertThat(new JsonMapper().readTree(out.resolve("result.json").toFile()).path("findings"))
        .filteredOn(finding -> finding.path("layer").asText().equals("network"))
        .filteredOn(finding -> finding.path("metric").asText().startsWith("multiply-adds"))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.path("metric").asText()).isEqualTo(metric);
              assertThat(finding.path("value").asLong()).isEqualTo(multiplyAdds);
            });
  }

  @Test
  @EnabledIfEnvironmentVariable(
      named = "ORTHANT_DATA",
      matches = ".+",
      disabledReason = "needs the real images: name their folder with ORTHANT_DATA")
  void wrongPixelsEndTheRunBeforeItStarts() {
    Path out = folder.resolve("wrong");
    Orthant.Ending ending =
        run(
            EXAMPLES.resolve("resnet8-cifar10.yaml"),
            out,
            "network.keras.file=" + network("resnet8-cifar10.h5"),
            "network.keras.pixels=0..1",
            "network.keras.expect-accuracy=0.76");
    assertThat(ending.exitCode()).isEqualTo(2);
    assertThat(ending.err())
        .last()
        .asString()
        .startsWith("orthant: the network labels ")
        .contains("expect-accuracy says 76.0 %", "pixels, mean, deviation and channels");
    assertThat(out.resolve("result.json")).doesNotExist();
  }

  private static Orthant.Ending run(Path config, Path out, String... changes) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "run",
                config.toString(),
                "--data",
                System.getenv("ORTHANT_DATA"),
                "--allow-paths",
                System.getenv("ORTHANT_NETWORKS"),
                "--out",
                out.toString()));
    for (String change : changes) {
      arguments.addAll(List.of("--set", change));
    }
    return new Orthant(folder.resolve("home")).execute(arguments.toArray(String[]::new));
  }

  @Test
  void aRunForANetworkPassesTheCheck() throws IOException {
    Orthant.Ending yaml = inspect("TFC_1W1A.onnx", "--yaml");
    Path config = Files.write(folder.resolve("run.yaml"), yaml.out());
    Orthant.Ending check =
        new Orthant(folder.resolve("home"))
            .execute(
                "check", config.toString(), "--allow-paths", System.getenv("ORTHANT_NETWORKS"));
    assertThat(check.err()).isEmpty();
    assertThat(check.out()).contains("dataset  mnist", "network  onnx, 4 layers");
  }
}
