package org.orthant.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.orthant.api.BadInputException;
import org.orthant.api.Seed;
import org.orthant.api.finding.Finding;
import org.orthant.api.model.LayerShape;
import org.orthant.api.model.Model;
import org.orthant.api.spi.Preparation;
import org.orthant.quantizers.Binary;

class TrainerTest {
  private static final TwoClouds DATA = new TwoClouds(200, 100);
  private static final Training RECIPE =
      new Training(
          3, 20, Loss.SQUARED_HINGE, 1e-2, 1e-3, Decay.COSINE, true, 1, 1, Layers.FUSED, 0);
  private static final BnnMlp NETWORK = network(RECIPE);

  @TempDir Path cache;
  private SilentProgress progress;

  @BeforeEach
  void freshProgress() {
    progress = new SilentProgress();
  }

  @Test
  void sameSeedGivesTheSameNetwork() throws IOException {
    Model first = obtain(NETWORK, cache.resolve("a"));
    Model second = obtain(NETWORK, cache.resolve("b"));
    assertSame(first, second);
  }

  @Test
  void finishedTrainingIsFoundAgain() throws IOException {
    Model trained = obtain(NETWORK, cache);
    progress = new SilentProgress();
    Model found = obtain(NETWORK, cache);
    assertThat(progress.steps()).isZero();
    assertThat(progress.notes()).singleElement().asString().startsWith("network found trained");
    assertSame(found, trained);
  }

  @Test
  void anotherRecipeIsAnotherTraining() throws IOException {
    obtain(NETWORK, cache);
    obtain(
        network(
            new Training(
                2, 20, Loss.SQUARED_HINGE, 1e-2, 1e-3, Decay.COSINE, true, 1, 1, Layers.FUSED, 0)),
        cache);
    assertThat(networks(cache)).hasSize(2);
  }

  static List<TrainedSource> networks() {
    Training twoThreads =
        new Training(
            3, 20, Loss.SQUARED_HINGE, 1e-2, 1e-3, Decay.COSINE, true, 1, 2, Layers.FUSED, 0);
    BnnCnn convolutional =
        new BnnCnn(
            List.of(4),
            List.of(6),
            new Binary(),
            new Binary(),
            Map.of(),
            twoThreads,
            Optional.empty());
    return List.of(NETWORK.trained(DATA.shape()), convolutional.trained(DATA.shape()));
  }

  @ParameterizedTest
  @MethodSource("networks")
  void interruptedTrainingEndsAsAnUndisturbedOne(TrainedSource source) throws IOException {
    Model undisturbed = train(source, cache.resolve("undisturbed.network"), progress);
    Path file = cache.resolve("interrupted.network");
    SilentProgress interrupting =
        new SilentProgress() {
          @Override
          void advanced() {
            if (Files.exists(file) && steps() == 5) {
              throw new IllegalStateException("killed");
            }
          }
        };
    assertThatThrownBy(() -> train(source, file, interrupting)).hasMessage("killed");
    Model resumed = train(source, file, progress);
    assertThat(progress.notes()).anyMatch(note -> note.startsWith("training goes on after epoch"));
    assertSame(resumed, undisturbed);
    assertThat(resumed.history()).isEqualTo(undisturbed.history()).hasSize(2);
  }

  @Test
  void corruptCheckpointIsSetAsideAndTrainedAnew() throws IOException {
    Model trained = obtain(NETWORK, cache);
    Path file = onlyFile();
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
    assertSame(obtain(NETWORK, cache), trained);
    assertThat(progress.notes()).anyMatch(note -> note.contains("wrong checksum"));
    assertThat(file.resolveSibling(file.getFileName() + ".corrupt")).exists();
  }

  @Test
  void truncatedCheckpointIsSetAsideAndTrainedAnew() throws IOException {
    Model trained = obtain(NETWORK, cache);
    Path file = onlyFile();
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, 100));
    assertSame(obtain(NETWORK, cache), trained);
    assertThat(progress.notes()).anyMatch(note -> note.contains("has 100 bytes instead of"));
  }

  @Test
  void networkLearnsTheTwoClouds() throws IOException {
    Training recipe =
        new Training(
            8, 20, Loss.SQUARED_HINGE, 1e-2, 1e-3, Decay.COSINE, false, 0, 1, Layers.FUSED, 0);
    BnnMlp network = network(recipe);
    Model model = obtain(network, cache);
    assertThat(Double.parseDouble(model.provenance().get("loss"))).isLessThan(0.8);
  }

  @Test
  void networkWithoutDatasetIsRefused() {
    assertThatThrownBy(() -> NETWORK.layers(Optional.empty()))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("name one");
  }

  @Test
  void layersLeadFromTheImageToTheClasses() {
    assertThat(NETWORK.layers(Optional.of(DATA.shape())))
        .containsExactly(LayerShape.dense("dense1", 12, 8), LayerShape.dense("dense2", 8, 2));
  }

  @Test
  void logTellsOfEveryEpochAndOfTheGeometryOfSome() throws IOException {
    Training monitored =
        new Training(
            3, 20, Loss.SQUARED_HINGE, 1e-2, 1e-3, Decay.COSINE, true, 1, 1, Layers.FUSED, 2);
    BnnMlp network = network(monitored);
    Model model = obtain(network, cache);
    assertThat(model.history())
        .extracting(finding -> finding.subject().layer() + " " + finding.metric())
        .containsExactlyInAnyOrder(
            "network loss",
            "network accuracy",
            "dense1 mean-degrees",
            "dense1 pearson-r",
            "dense1 signs-changed",
            "dense2 mean-degrees",
            "dense2 pearson-r",
            "dense2 signs-changed");
    assertThat(model.history())
        .allSatisfy(
            finding ->
                assertThat(((Finding.Curve) finding).x())
                    .isEqualTo(
                        finding.subject().layer().equals("network")
                            ? List.of(1.0, 2.0, 3.0)
                            : List.of(2.0)));
    assertThat(obtain(network, cache).history()).isEqualTo(model.history());
    assertSame(model, obtain(NETWORK, cache));
  }

  private Path onlyFile() throws IOException {
    return networks(cache).get(0);
  }

  private static List<Path> networks(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".network")).toList();
    }
  }

  private static BnnMlp network(Training recipe) {
    return new BnnMlp(List.of(8), new Binary(), new Binary(), Map.of(), recipe, Optional.empty());
  }

  private Model obtain(BnnMlp network, Path folder) throws IOException {
    return network.obtain(
        new Preparation(Optional.of(DATA), new Seed(7), folder::resolve, progress));
  }

  private static Model train(TrainedSource source, Path file, SilentProgress progress)
      throws IOException {
    Seed seed = new Seed(7);
    return new Trainer(DATA, source.training(), seed, progress)
        .train(source.network(DATA.shape(), seed), file);
  }

  private static void assertSame(Model actual, Model expected) {
    for (int i = 0; i < expected.layers().size(); i++) {
      var a = actual.layers().get(i);
      var e = expected.layers().get(i);
      assertThat(a.weights()).isEqualTo(e.weights());
      assertThat(a.weights().data().asFloat()).isEqualTo(e.weights().data().asFloat());
      assertThat(a.batchNorm().mean().data().asFloat())
          .isEqualTo(e.batchNorm().mean().data().asFloat());
      assertThat(a.batchNorm().variance().data().asFloat())
          .isEqualTo(e.batchNorm().variance().data().asFloat());
      assertThat(a.batchNorm().gamma().data().asFloat())
          .isEqualTo(e.batchNorm().gamma().data().asFloat());
    }
  }
}
