package org.orthant.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.BadInputException;
import org.orthant.api.Seed;
import org.orthant.api.data.DatasetShape;
import org.orthant.api.file.KeptFile;
import org.orthant.api.finding.Finding;
import org.orthant.api.graph.Model;
import org.orthant.api.model.BatchNorm;
import org.orthant.api.model.LayerOutline;
import org.orthant.api.model.LayerShape;
import org.orthant.api.spi.Preparation;
import org.orthant.quantizers.Binary;

class TrainerTest {
  private static final TwoClouds DATA = new TwoClouds(200, 100);
  private static final Training RECIPE =
      new Training(
          3, 20, Loss.SQUARED_HINGE, 1e-2, 1e-3, Decay.COSINE, true, 1, 1, Layers.FUSED, 0);
  private static final BnnMlp NETWORK = network(RECIPE);

  /** Its rate is so large that the last epoch is not the best. */
  private static final Training BEST =
      new Training(
          Optional.of(Recipe.BINARYNET),
          6,
          20,
          Loss.SQUARED_HINGE,
          3e-2,
          3e-2,
          Decay.EXPONENTIAL,
          false,
          0,
          InitialWeights.UNIFORM,
          StepScale.GLOROT,
          1e-4,
          50,
          Keep.BEST,
          1,
          Layers.FUSED,
          0);

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
    return List.of(
        NETWORK.trained(DATA.shape()),
        convolutional.trained(DATA.shape()),
        network(BEST).trained(DATA.shape()));
  }

  @ParameterizedTest
  @MethodSource("networks")
  void interruptedTrainingEndsAsAnUndisturbedOne(TrainedSource source) throws IOException {
    Model undisturbed = train(source, cache.resolve("undisturbed.network"), progress);
    Path file = cache.resolve("interrupted.network");
    interrupt(source, file);
    Model resumed = train(source, file, progress);
    assertThat(progress.notes()).anyMatch(note -> note.startsWith("training goes on after epoch"));
    assertSame(resumed, undisturbed);
    assertThat(resumed.history()).isEqualTo(undisturbed.history()).hasSizeGreaterThan(1);
    assertThat(resumed.provenance())
        .usingRecursiveComparison()
        .ignoringFields("training")
        .isEqualTo(undisturbed.provenance());
  }

  /** Each prefix of the training ends with its own last epoch, so one of them is the best. */
  @Test
  void theNetworkOfTheBestEpochIsKept() throws IOException {
    Model kept = obtain(network(BEST), cache);
    Finding.Curve right =
        (Finding.Curve)
            kept.history().stream()
                .filter(finding -> finding.metric().equals("validation-accuracy"))
                .findFirst()
                .orElseThrow();
    int best = right.y().lastIndexOf(Collections.max(right.y())) + 1;
    assertThat(kept.provenance()).containsEntry("kept epoch", String.valueOf(best));
    assertThat(best).isLessThan(6);

    Model last = obtain(network(ending(best)), cache.resolve("until the best"));
    assertSame(kept, last);
    assertSame(obtain(network(BEST), cache), kept);
  }

  private static Training ending(int epochs) {
    return new Training(
        BEST.recipe(),
        epochs,
        BEST.batch(),
        BEST.loss(),
        BEST.learningRate(),
        BEST.finalLearningRate(),
        BEST.decay(),
        BEST.flip(),
        BEST.shift(),
        BEST.initialWeights(),
        BEST.stepScale(),
        BEST.epsilon(),
        BEST.validation(),
        Keep.LAST,
        BEST.threads(),
        BEST.layers(),
        BEST.monitor());
  }

  @Test
  void imagesSetAsideMustLeaveABatch() {
    Training greedy = ending(2);
    BnnMlp network = network(greedy);
    DatasetShape few = new DatasetShape(TwoClouds.IMAGE, 2, 69, 10);
    assertThatThrownBy(() -> network.layers(Optional.of(few)))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "a batch of 20 does not fit into 69 training images, of which 50 are set aside for"
                + " validation");
    assertThat(network.trainingImages(Optional.of(DATA.shape()))).isEqualTo(2 * 150);
  }

  private static void interrupt(TrainedSource source, Path file) {
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
  }

  @Test
  void whatWasBegunOnAnotherPlatformIsNotContinued() throws IOException {
    TrainedSource source = NETWORK.trained(DATA.shape());
    Model undisturbed = train(source, cache.resolve("undisturbed.network"), progress);
    Path file = cache.resolve("interrupted.network");
    interrupt(source, file);
    byte[] begun = Files.readAllBytes(file);
    Model anew = train(source, file, progress, "Java 25");
    assertThat(progress.notes())
        .contains(
            file
                + " was begun on another platform (Java 17); set aside as"
                + " interrupted.network.other-platform, training anew on this (Java 25)")
        .noneMatch(note -> note.startsWith("training goes on"));
    assertThat(cache.resolve("interrupted.network.other-platform")).hasBinaryContent(begun);
    assertSame(anew, undisturbed);
    progress = new SilentProgress();
    train(source, file, progress, "Java 17");
    assertThat(progress.notes()).containsExactly("network found trained: interrupted.network");
  }

  /** Another seed's, of the very same shape. */
  @Test
  void checkpointOfAnotherTrainingIsSetAside() throws IOException {
    Model trained = obtain(NETWORK, cache);
    Path file = onlyFile();
    Path other = cache.resolve("other");
    NETWORK.obtain(new Preparation(Optional.of(DATA), new Seed(8), other::resolve, progress));
    Path foreign = networks(other).get(0);
    byte[] content = Files.readAllBytes(foreign);
    assertThat(content).hasSameSizeAs(Files.readAllBytes(file));
    Files.write(file, content);
    assertSame(obtain(NETWORK, cache), trained);
    assertThat(progress.notes())
        .contains(
            "%s was kept as another, %s; set aside as %s.corrupt, training anew"
                .formatted(file, foreign.getFileName(), file.getFileName()));
    assertThat(file.resolveSibling(file.getFileName() + ".corrupt")).hasBinaryContent(content);
  }

  @Test
  void logIsPartOfTheCheckpointAndItsCopyIsForPeopleOnly() throws IOException {
    Model trained = obtain(NETWORK, cache);
    Path copy = onlyFile().resolveSibling(onlyFile().getFileName() + ".csv");
    String text = Files.readString(copy);
    for (String spoilt : List.of("", text.replace("1,", "9,"), text.substring(0, 40))) {
      Files.writeString(copy, spoilt);
      assertThat(obtain(NETWORK, cache).history()).isEqualTo(trained.history()).hasSize(2);
      assertThat(copy).hasContent(text);
    }
    Files.delete(copy);
    Files.writeString(Files.createDirectory(copy).resolve("file"), "");
    assertThat(obtain(NETWORK, cache).history()).isEqualTo(trained.history());
    assertThat(progress.notes()).last().asString().startsWith(copy + " cannot be written: ");
  }

  @Test
  void finishedTrainingOfTheEarlierFormatIsTakenOnce() throws IOException {
    Model trained = obtain(NETWORK, cache);
    byte[] today = Files.readAllBytes(onlyFile());
    Files.write(onlyFile(), earlier(3));
    progress = new SilentProgress();
    Model found = obtain(NETWORK, cache);
    assertSame(found, trained);
    assertThat(found.history()).isEqualTo(trained.history());
    assertThat(found.provenance()).isEqualTo(trained.provenance());
    assertThat(progress.notes())
        .hasSize(2)
        .first()
        .asString()
        .startsWith(onlyFile() + " is of an earlier version");
    // But for the platform, which nobody knows.
    assertThat(Files.readAllBytes(onlyFile())).hasSameSizeAs(today);
    progress = new SilentProgress();
    assertSame(obtain(NETWORK, cache), trained);
    assertThat(progress.notes()).singleElement().asString().startsWith("network found trained");
  }

  @Test
  void earlierFormatIsRefusedWhereItsLogDoesNotFitOrItIsNotFinished() throws IOException {
    Model trained = obtain(NETWORK, cache);
    Path copy = onlyFile().resolveSibling(onlyFile().getFileName() + ".csv");
    String text = Files.readString(copy);
    byte[] finished = earlier(3);
    byte[] broken = finished.clone();
    broken[broken.length / 2] ^= 1;
    byte[] interrupted = earlier(2);
    String last = text.lines().skip(3).findFirst().orElseThrow();
    String another = text.replace(last, last.replaceFirst("3,[^,]*", "3,0.5"));
    for (var spoilt :
        Map.of(
                " lacks its log", Map.entry(finished, ""),
                " is not the log of", Map.entry(finished, another),
                " has a wrong checksum", Map.entry(broken, text),
                " which did not finish the training", Map.entry(interrupted, text))
            .entrySet()) {
      Files.write(onlyFile(), spoilt.getValue().getKey());
      Files.writeString(copy, spoilt.getValue().getValue());
      if (spoilt.getValue().getValue().isEmpty()) {
        Files.delete(copy);
      }
      progress = new SilentProgress();
      assertSame(obtain(NETWORK, cache), trained);
      assertThat(progress.notes())
          .singleElement()
          .asString()
          .contains(spoilt.getKey())
          .endsWith(".corrupt, training anew");
    }
  }

  /** What was written before checkpoints had a name, put together by hand. */
  private byte[] earlier(int epochs) throws IOException {
    MultiLayerNetwork network =
        NETWORK.trained(DATA.shape()).network(DATA.shape(), new Seed(7)).network();
    int parameters = (int) network.numParams();
    int updater = (int) network.getUpdater().getStateViewArray().length();
    KeptFile file = new KeptFile(onlyFile(), onlyFile().getFileName().toString());
    Checkpoint checkpoint = Checkpoint.find(file, parameters, updater, Keep.LAST).orElseThrow();
    ByteBuffer bytes = ByteBuffer.allocate(4 + 4 + 8 + 4 + 4 + 4 * (parameters + updater) + 4);
    bytes.put("ORT1".getBytes(StandardCharsets.US_ASCII));
    bytes.putInt(epochs).putDouble(checkpoint.loss()).putInt(parameters).putInt(updater);
    for (INDArray floats : List.of(checkpoint.parameters(), checkpoint.updater())) {
      for (float each : floats.toFloatVector()) {
        bytes.putFloat(each);
      }
    }
    CRC32 checksum = new CRC32();
    checksum.update(bytes.array(), 0, bytes.position());
    return bytes.putInt((int) checksum.getValue()).array();
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
    assertThat(progress.notes())
        .anyMatch(note -> note.contains("has a wrong checksum; set aside as "));
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
        .containsExactly(
            new LayerOutline(LayerShape.dense("dense1", 12, 8), true, true, true),
            new LayerOutline(LayerShape.dense("dense2", 8, 2), false, true, true));
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
    return train(source, file, progress, "Java 17");
  }

  private static Model train(
      TrainedSource source, Path file, SilentProgress progress, String platform)
      throws IOException {
    Seed seed = new Seed(7);
    return new Trainer(DATA, source.training(), seed, platform, progress)
        .train(
            source.network(DATA.shape(), seed), new KeptFile(file, file.getFileName().toString()));
  }

  private static void assertSame(Model actual, Model expected) {
    for (int i = 0; i < expected.layers().size(); i++) {
      var a = actual.layers().get(i);
      var e = expected.layers().get(i);
      assertThat(a.weights()).isEqualTo(e.weights());
      assertThat(a.weights().data().asFloat()).isEqualTo(e.weights().data().asFloat());
      BatchNorm normOfA = norm(actual, a.name());
      BatchNorm normOfE = norm(expected, e.name());
      assertThat(normOfA.mean().data().asFloat()).isEqualTo(normOfE.mean().data().asFloat());
      assertThat(normOfA.variance().data().asFloat())
          .isEqualTo(normOfE.variance().data().asFloat());
      assertThat(normOfA.gamma().data().asFloat()).isEqualTo(normOfE.gamma().data().asFloat());
    }
  }

  private static BatchNorm norm(Model model, String layer) {
    return model.graph().orElseThrow().batchNormalization(layer).orElseThrow().norm();
  }
}
