package org.orthant.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.orthant.framework.cli.Orthant;

/** What the user sees of a mistake: one line, exit code 2, nothing written. */
class BadInputTest {
  private static final String GOOD =
      """
      name: good
      dataset: digits
      network: { bnn-mlp: { dense: [8], training: { epochs: 1 } } }
      quantizers: { binary: binary }
      probes: [angle]
      """;

  @TempDir Path folder;
  private Orthant orthant;

  @BeforeEach
  void makeHome() {
    orthant = new Orthant(folder.resolve("home"));
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
        Arguments.of(
            "unknown key", GOOD.replace("epochs", "epocs"), "3:47", "did you mean 'epochs'?"),
        Arguments.of(
            "unknown probe", GOOD.replace("[angle]", "[angel]"), "5:10", "did you mean 'angle'?"),
        Arguments.of("unknown network", GOOD.replace("bnn-mlp", "bnn-mpl"), "3:12", "'bnn-mlp'"),
        Arguments.of("unknown layer", GOOD + "layers: dense9\n", "6:9", "dense1, dense2"),
        Arguments.of(
            "wrong type", GOOD.replace("epochs: 1", "epochs: many"), "3:55", "a whole number"),
        Arguments.of("out of range", GOOD.replace("epochs: 1", "epochs: 0"), "3:47", "at least 1"),
        Arguments.of(
            "more images than there are",
            GOOD.replace("[angle]", "[dot-product: {images: 9999}]"),
            "5:10",
            "2000"),
        Arguments.of("empty", "", "1:1", "found nothing"),
        Arguments.of("tag", GOOD.replace("name: good", "name: !!java.io.File good"), "1:7", "tag"),
        Arguments.of("duplicate key", GOOD + "name: again\n", "6:1", "name"),
        Arguments.of(
            "name that is a path", GOOD.replace("name: good", "name: ../good"), "1:7", "name"),
        Arguments.of("alias bomb", bomb(), "", "alias"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mistakes")
  void mistakeInTheConfigurationIsOneLineWithItsPlace(
      String mistake, String yaml, String place, String saying) throws IOException {
    Path config = Files.writeString(folder.resolve("run.yaml"), yaml);
    Orthant.Ending ending = run(config);
    assertThat(ending.exitCode()).as(mistake).isEqualTo(2);
    assertThat(ending.out()).isEmpty();
    assertThat(ending.err())
        .singleElement()
        .asString()
        .startsWith(config + ":" + place)
        .containsIgnoringCase(saying);
    assertNothingWritten();
  }

  @Test
  void everyMistakeIsReportedAtOnce() throws IOException {
    Path config =
        Files.writeString(
            folder.resolve("run.yaml"),
            GOOD.replace("epochs", "epocs")
                .replace("[angle]", "[angel]")
                .replace("digits", "digit"));
    assertThat(run(config).err()).hasSize(3);
  }

  @Test
  void aPathThatLeadsOutIsRefusedUnlessItsFolderIsAllowed() throws IOException {
    Path inner = Files.createDirectory(folder.resolve("inner"));
    Path report = Files.createDirectory(folder.resolve("reports")).resolve("mine");
    Path config =
        Files.writeString(inner.resolve("run.yaml"), GOOD + "report: %s\n".formatted(report));
    Orthant.Ending refused = orthant.execute("check", config.toString());
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err())
        .singleElement()
        .asString()
        .startsWith(config + ":6:9: the path '" + report + "' leads out of ")
        .contains(inner.toRealPath().toString(), orthant.home().toString(), "--allow-paths DIR");
    assertThat(
            orthant
                .execute("check", config.toString(), "--allow-paths", report.getParent().toString())
                .exitCode())
        .isZero();
    assertThat(orthant.execute("check", config.toString(), "--allow-paths", "nowhere").err())
        .containsExactly("orthant: --allow-paths: no folder nowhere");
  }

  @Test
  void missingConfigurationIsNamed() {
    Orthant.Ending ending = run(folder.resolve("nowhere.yaml"));
    assertThat(ending.exitCode()).isEqualTo(2);
    assertThat(ending.err()).singleElement().asString().contains("nowhere.yaml not found");
    assertNothingWritten();
  }

  @Test
  void truncatedDatasetIsNamedWithItsLengths() throws IOException {
    Path mnist = Files.createDirectories(folder.resolve("data/mnist"));
    for (String name :
        new String[] {
          "train-images-idx3-ubyte.gz",
          "train-labels-idx1-ubyte.gz",
          "t10k-images-idx3-ubyte.gz",
          "t10k-labels-idx1-ubyte.gz"
        }) {
      Files.write(mnist.resolve(name), new byte[] {1, 2, 3});
    }
    Path config = Files.writeString(folder.resolve("run.yaml"), GOOD.replace("digits", "mnist"));
    Orthant.Ending ending =
        orthant.execute(
            "run", config.toString(), "--out", out(), "--data", folder.resolve("data").toString());
    assertThat(ending.exitCode()).isEqualTo(2);
    assertThat(ending.err()).singleElement().asString().contains("ubyte.gz");
    assertThat(Path.of(out())).doesNotExist();
  }

  @Test
  void damagedDatasetIsNamedWithItsLengths() throws IOException {
    Path cifar = Files.createDirectories(folder.resolve("data/cifar-10-batches-bin"));
    for (int batch = 1; batch <= 5; batch++) {
      Files.write(cifar.resolve("data_batch_" + batch + ".bin"), new byte[] {1, 2, 3});
    }
    Files.write(cifar.resolve("test_batch.bin"), new byte[] {1, 2, 3});
    Path config = Files.writeString(folder.resolve("run.yaml"), GOOD.replace("digits", "cifar10"));
    Orthant.Ending ending =
        orthant.execute(
            "run", config.toString(), "--out", out(), "--data", folder.resolve("data").toString());
    assertThat(ending.exitCode()).isEqualTo(2);
    assertThat(ending.err())
        .singleElement()
        .asString()
        .contains("data_batch_1.bin", "must have 30730000 bytes", "has 3");
    assertThat(Path.of(out())).doesNotExist();
  }

  /** A home that is a file: nothing can be downloaded into it, so no server is ever asked. */
  @Test
  void missingDatasetSaysWhereItWasLookedForAndHowToPlaceIt() throws IOException {
    Path data = Files.createDirectory(folder.resolve("data"));
    Files.writeString(orthant.home(), "");
    Path config = Files.writeString(folder.resolve("run.yaml"), GOOD.replace("digits", "mnist"));
    Orthant.Ending ending =
        orthant.execute("run", config.toString(), "--out", out(), "--data", data.toString());
    assertThat(ending.exitCode()).isEqualTo(2);
    assertThat(ending.err())
        .singleElement()
        .asString()
        .contains(
            "mnist/train-images-idx3-ubyte.gz not found in "
                + data
                + ", "
                + folder.resolve("home/datasets"),
            "to place it by hand, save that file as",
            "--data or ORTHANT_DATA");
  }

  @Test
  void outputFolderThatCannotBeWrittenIsRefusedBeforeTraining() throws IOException {
    Path config = Files.writeString(folder.resolve("run.yaml"), GOOD);
    Path file = Files.writeString(folder.resolve("file"), "");
    Orthant.Ending ending =
        orthant.execute("run", config.toString(), "--out", file.resolve("out").toString());
    assertThat(ending.exitCode()).isEqualTo(2);
    assertThat(ending.err()).singleElement().asString().contains("cannot write to output folder");
    assertThat(folder.resolve("home")).doesNotExist();
  }

  @Test
  void secondRunIntoTheSameFolderIsRefused() throws IOException {
    Path config = Files.writeString(folder.resolve("run.yaml"), GOOD);
    Files.createDirectories(Path.of(out()));
    try (FileChannel channel =
            FileChannel.open(
                Path.of(out()).resolve(".lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        var lock = channel.lock()) {
      assertThat(lock.isValid()).isTrue();
      Orthant.Ending ending = run(config);
      assertThat(ending.exitCode()).isEqualTo(2);
      assertThat(ending.err()).singleElement().asString().contains("another run is writing");
    }
  }

  @Test
  void unknownCommandAndOptionAreOneLine() {
    assertThat(orthant.execute("rnu").err())
        .singleElement()
        .asString()
        .contains("did you mean 'run'?");
    Orthant.Ending ending = orthant.execute("check", "--sett", "a=b", "x.yaml");
    assertThat(ending.exitCode()).isEqualTo(2);
    assertThat(ending.err()).singleElement().asString().contains("--sett");
  }

  @Test
  void foreignResultIsNotRendered() throws IOException {
    Path result = Files.writeString(folder.resolve("result.json"), "{\"schema\": 99}");
    Orthant.Ending ending = orthant.execute("report", result.toString());
    assertThat(ending.exitCode()).isEqualTo(2);
    assertThat(ending.err()).singleElement().asString().contains("schema");
    assertThat(folder.resolve("index.html")).doesNotExist();
  }

  private Orthant.Ending run(Path config) {
    return orthant.execute("run", config.toString(), "--out", out());
  }

  private String out() {
    return folder.resolve("out").toString();
  }

  private void assertNothingWritten() {
    assertThat(folder.resolve("out")).doesNotExist();
    assertThat(folder.resolve("home")).doesNotExist();
  }

  private static String bomb() {
    StringBuilder yaml = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 12; i++) {
      String alias = "*a" + (i - 1);
      yaml.append("a").append(i).append(": &a").append(i).append(" [");
      yaml.append(String.join(", ", java.util.Collections.nCopies(9, alias))).append("]\n");
    }
    return yaml.toString();
  }
}
