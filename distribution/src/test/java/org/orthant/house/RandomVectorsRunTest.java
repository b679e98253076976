package org.orthant.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.orthant.framework.cli.Orthant;

/** A run over random vectors, which no image can pass, through the command line. */
class RandomVectorsRunTest {
  private static final String CONFIG =
      """
      name: vectors
      seed: 3
      dataset: { digits: { training: 200, test: 20 } }
      network:
        random-vectors:
          vectors: 2000
          isotropic: [27]
          exponential: [100]
          power-law: [8]
          patches: [3]
      quantizers: { binary: binary }
      probes: [angle, { spectrum: { of: weights } }, weights]
      """;
  private static final List<String> LAYERS =
      List.of("isotropic-27", "exponential-100", "power-law-8", "patches-9");

  @TempDir static Path folder;
  private static Orthant orthant;
  private static Path out;
  private static ResultFile result;

  @BeforeAll
  static void run() throws IOException {
    orthant = new Orthant(folder.resolve("home"));
    out = folder.resolve("out");
    Orthant.Ending ending = run(CONFIG, out, "--export");
    assertThat(ending.exitCode()).as(() -> String.join("\n", ending.err())).isZero();
    assertThat(ending.out()).endsWith(out.resolve("index.html").toUri().toString());
    result = ResultFile.read(out.resolve("result.json"));
  }

  @Test
  void everyListGivesItsLayers() {
    assertThat(result.root().path("layers"))
        .extracting(layer -> layer.path("name").asText())
        .containsExactlyElementsOf(LAYERS);
    assertThat(result.root().path("layers"))
        .extracting(layer -> layer.path("kind").asText())
        .containsExactly("dense", "dense", "dense", "convolution");
    assertThat(result.root().path("provenance").path("network").path("patches-9").asText())
        .isEqualTo("2000 patches of 3 × 3 × 1 of training images, less their mean");
    assertThat(out.resolve("index.html")).isNotEmptyFile();
  }

  /** 36.186° and 68.2° are known; the standard errors are 3.83° and 2.1° over √2000. */
  @Test
  void anglesAreThoseOfTheory() {
    assertThat(result.value("angle", "isotropic-27", "mean-degrees"))
        .isCloseTo(36.186, within(4 * 3.83 / Math.sqrt(2000)));
    assertThat(result.value("angle", "exponential-100", "mean-degrees"))
        .isCloseTo(68.2, within(0.05 + 4 * 2.1 / Math.sqrt(2000)));
  }

  @Test
  void participationRatiosAreThoseOfTheExportedVectors() throws IOException {
    for (String layer : LAYERS) {
      float[][] vectors =
          NumpyFile.read(out.resolve("export").resolve(layer).resolve("weights.npy")).rows();
      double[][] covariance = covariance(vectors);
      double trace = 0;
      double squares = 0;
      for (int i = 0; i < covariance.length; i++) {
        trace += covariance[i][i];
        for (double entry : covariance[i]) {
          squares += entry * entry;
        }
      }
      double ratio = trace * trace / squares;
      assertThat(result.value("spectrum", layer, "participation-ratio"))
          .isCloseTo(ratio, within(1e-6 * ratio));
    }
  }

  @Test
  void nothingIsExportedOfImages() {
    assertThat(out.resolve("export/isotropic-27/binary/weights.npy")).isNotEmptyFile();
    assertThat(out.resolve("export/isotropic-27/variance.npy")).doesNotExist();
    assertThat(out.resolve("export/isotropic-27/inputs.npy")).doesNotExist();
    assertThat(out.resolve("export/labels.npy")).doesNotExist();
  }

  @Test
  void anotherRunFindsTheSame() throws IOException {
    Path again = folder.resolve("again");
    run(CONFIG, again, "--set", "executor.local.threads=1");

    assertThat(ResultFile.read(again.resolve("result.json")).findings())
        .isEqualTo(result.findings());
  }

  @Test
  void gaussianVectorsNeedNoDataset() throws IOException {
    Path without = folder.resolve("without");
    Orthant.Ending ending =
        run(
            CONFIG
                .replace("dataset: { digits: { training: 200, test: 20 } }\n", "")
                .replace("    patches: [3]\n", ""),
            without);

    assertThat(ending.exitCode()).as(() -> String.join("\n", ending.err())).isZero();
    assertThat(
            ResultFile.read(without.resolve("result.json"))
                .value("angle", "power-law-8", "mean-degrees"))
        .isEqualTo(result.value("angle", "power-law-8", "mean-degrees"));
  }

  @Test
  void checkShowsLayersAndNoImages() throws IOException {
    Orthant.Ending ending =
        orthant.execute(
            "check", Files.writeString(folder.resolve("check.yaml"), CONFIG).toString());

    assertThat(ending.exitCode()).isZero();
    assertThat(ending.out())
        .anyMatch(
            line -> line.matches("layer +patches-9 +convolution +d = 9 +2000 filters +binary"))
        .anyMatch(line -> line.matches("probe +spectrum +weights only"));
  }

  @Test
  void probesThatNeedImagesAreRefusedInALineEach() throws IOException {
    Path refused = folder.resolve("refused");
    Orthant.Ending ending =
        run(CONFIG.replaceFirst("probes: .*", "probes: [dot-product, spectrum]"), refused);

    assertThat(ending.exitCode()).isEqualTo(2);
    assertThat(ending.err()).hasSize(2);
    assertThat(ending.err().get(0))
        .endsWith(
            ":12:10: probe 'dot-product' needs images,"
                + " and none can pass the network 'random-vectors'");
    assertThat(ending.err().get(1)).contains("probe 'spectrum' needs images");
    assertThat(refused).doesNotExist();
  }

  @Test
  void patchesWithoutADatasetAreRefusedInALine() throws IOException {
    Orthant.Ending ending =
        run(
            CONFIG.replace("dataset: { digits: { training: 200, test: 20 } }\n", ""),
            folder.resolve("no dataset"));

    assertThat(ending.exitCode()).isEqualTo(2);
    assertThat(ending.err())
        .singleElement()
        .asString()
        .endsWith("patches are cut from the images of a dataset: name one");
  }

  private static Orthant.Ending run(String yaml, Path out, String... more) throws IOException {
    Path config = Files.writeString(folder.resolve(out.getFileName() + ".yaml"), yaml);
    String[] arguments = new String[more.length + 4];
    arguments[0] = "run";
    arguments[1] = config.toString();
    arguments[2] = "--out";
    arguments[3] = out.toString();
    System.arraycopy(more, 0, arguments, 4, more.length);
    return orthant.execute(arguments);
  }

  private static double[][] covariance(float[][] rows) {
    int d = rows[0].length;
    double[] mean = new double[d];
    for (float[] row : rows) {
      for (int i = 0; i < d; i++) {
        mean[i] += (double) row[i] / rows.length;
      }
    }
    double[][] covariance = new double[d][d];
    for (float[] row : rows) {
      for (int i = 0; i < d; i++) {
        for (int j = 0; j < d; j++) {
          covariance[i][j] += (row[i] - mean[i]) * (row[j] - mean[j]);
        }
      }
    }
    return covariance;
  }
}
