package org.orthant.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.orthant.api.Id;
import org.orthant.api.model.LayerShape;
import org.orthant.api.spi.Quantizer;
import org.orthant.api.spi.Role;
import org.orthant.api.spi.Rotation;
import org.orthant.framework.cli.Orthant;

/** Trains a narrow quick-start network with every quantizer and every rotation there is. */
class EveryQuantizerTrainsTest {
  /** What a rotation is given where its defaults would take minutes at d = 784. */
  private static final Map<String, String> SHORTENED = Map.of("itq", "{ itq: { iterations: 1 } }");

  private static final LayerShape HIDDEN = LayerShape.dense("dense1", 784, 32);

  @TempDir static Path folder;

  static Stream<String> weights() {
    Stream<String> quantizers = ids(Quantizer.class);
    Stream<String> rotated =
        ids(Rotation.class)
            .map(id -> "{ gbt: { rotation: %s } }".formatted(SHORTENED.getOrDefault(id, id)));
    return Stream.concat(quantizers, rotated);
  }

  static Stream<String> activations() {
    List<String> serving = new ArrayList<>();
    for (Quantizer quantizer : ServiceLoader.load(Quantizer.class)) {
      if (quantizer.unsupported(HIDDEN, Role.ACTIVATIONS).isEmpty()) {
        serving.add(quantizer.getClass().getAnnotation(Id.class).value());
      }
    }
    return serving.stream();
  }

  @ParameterizedTest
  @MethodSource
  void weights(String quantizer) throws IOException {
    assertTrains("weights", quantizer);
  }

  @ParameterizedTest
  @MethodSource
  void activations(String quantizer) throws IOException {
    assertTrains("activations", quantizer);
  }

  private static void assertTrains(String what, String quantizer) throws IOException {
    Path out = folder.resolve(what + quantizer.replaceAll("[^a-z0-9]", "-"));
    Orthant.Ending ending =
        new Orthant(folder.resolve("home"))
            .execute(
                "run",
                Orthant.CONFIGS.resolve("quickstart.yaml").toString(),
                "--out",
                out.toString(),
                "--set",
                "dataset={digits: {training: 600, test: 100}}",
                "--set",
                "network.bnn-mlp.dense=[32]",
                "--set",
                "network.bnn-mlp.training.epochs=1",
                "--set",
                "network.bnn-mlp." + what + "=" + quantizer,
                "--set",
                "quantizers={used: %s}".formatted(what.equals("weights") ? quantizer : "binary"),
                "--set",
                "probes=[accuracy: {images: 100}]");
    assertThat(ending.err()).noneMatch(line -> line.startsWith("orthant:"));
    assertThat(ending.exitCode()).as(String.join("\n", ending.err())).isZero();
    ResultFile result = ResultFile.read(out.resolve("result.json"));
    assertThat(result.value("accuracy", "network", "accuracy")).isBetween(0.0, 1.0);
  }

  private static <P> Stream<String> ids(Class<P> kind) {
    return ServiceLoader.load(kind).stream()
        .map(provider -> provider.type().getAnnotation(Id.class).value())
        .sorted();
  }
}
