package org.orthant.framework.run.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.inject.Guice;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.orthant.api.Seed;
import org.orthant.api.data.Dataset;
import org.orthant.api.graph.Model;
import org.orthant.api.spi.Preparation;
import org.orthant.datasets.Cifar10;
import org.orthant.framework.catalog.Catalog;
import org.orthant.framework.catalog.CatalogModule;
import org.orthant.framework.config.ConfigReader;
import org.orthant.framework.config.PretrainedNetworks;
import org.orthant.framework.run.layer.Arithmetic;

/** The networks that come with Orthant, against what PyTorch takes the same images for. */
class PretrainedAgainstPyTorchTest {
  private static final Path MODELS = Path.of("..", "models");

  /**
   * The first layer's products are sums of floats. Where one lies within rounding of its threshold
   * the sign may differ, and then now and then the prediction: of all 10,000 images 7 under
   * cifar10-paper, none under the others.
   */
  private static final int ROUNDING_TIES = 4;

  private static final int IMAGES = 2000;

  @TempDir static Path folder;

  static List<String> networks() throws IOException {
    try (Stream<Path> inside = Files.list(MODELS)) {
      return inside
          .filter(each -> Files.exists(each.resolve("predictions.npy")))
          .map(each -> each.getFileName().toString())
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("networks")
  @EnabledIfEnvironmentVariable(
      named = "ORTHANT_DATA",
      matches = ".+",
      disabledReason = "needs the real CIFAR-10: name its folder with ORTHANT_DATA")
  void predictionsAreTheSame(String name) throws IOException {
    Dataset cifar = new Cifar10().open(file -> Path.of(System.getenv("ORTHANT_DATA"), file.path()));
    assumeThat(cifar.digest())
        .as("the images that the predictions are of")
        .isEqualTo(
            new ObjectMapper()
                .readTree(MODELS.resolve(name).resolve("recipe.json").toFile())
                .path("dataset_sha256")
                .asText());
    AsTrained network = AsTrained.of(model(name, cifar), Arithmetic.chosen());
    int[] theirs = integers(MODELS.resolve(name).resolve("predictions.npy"));
    int different = 0;
    for (int from = 0; from < IMAGES; from += 100) {
      int[] images = IntStream.range(from, from + 100).toArray();
      int[] ours = Inference.predictions(network.scores(cifar.test().images(images)));
      for (int i = 0; i < images.length; i++) {
        different += ours[i] == theirs[from + i] ? 0 : 1;
      }
    }
    assertThat(different).isLessThanOrEqualTo(ROUNDING_TIES);
  }

  private static Model model(String name, Dataset dataset) throws IOException {
    Catalog catalog =
        Guice.createInjector(new CatalogModule(PretrainedAgainstPyTorchTest.class.getClassLoader()))
            .getInstance(Catalog.class);
    String run =
        """
        name: import
        dataset: cifar10
        network: { pretrained: %s }
        quantizers: { binary: binary }
        probes: [accuracy]
        """
            .formatted(name);
    return new ConfigReader(catalog, new PretrainedNetworks(List.of(MODELS)))
        .read("run.yaml", run, List.of())
        .network()
        .value()
        .obtain(
            new Preparation(Optional.of(dataset), new Seed(1), folder::resolve, new NoProgress()));
  }

  /** The int32 numbers of a NumPy file whose header ends, as its format says, with a line end. */
  private static int[] integers(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    int start =
        IntStream.range(0, bytes.length).filter(i -> bytes[i] == '\n').findFirst().getAsInt();
    ByteBuffer numbers = ByteBuffer.wrap(bytes, start + 1, bytes.length - start - 1);
    int[] values = new int[numbers.remaining() / 4];
    numbers.slice().order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().get(values);
    return values;
  }
}
