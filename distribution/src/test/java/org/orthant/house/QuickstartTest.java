package org.orthant.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.orthant.framework.cli.Orthant;

/** The quick start, shortened, through the command line. */
class QuickstartTest {
  private static final String CONFIG = Orthant.CONFIGS.resolve("quickstart.yaml").toString();
  private static final int EXPORTED_IMAGES = 64;

  @TempDir static Path folder;
  private static Orthant orthant;
  private static Path first;
  private static ResultFile result;

  @BeforeAll
  static void run() throws IOException {
    orthant = new Orthant(folder.resolve("home"));
    first = folder.resolve("first");
    Orthant.Ending ending = quickstart(orthant, first, "--export");
    assertThat(ending.err()).noneMatch(line -> line.startsWith("orthant:"));
    assertThat(ending.exitCode()).isZero();
    assertThat(ending.out())
        .hasSizeBetween(5, 20)
        .allMatch(line -> line.length() <= 100)
        .anyMatch(line -> line.startsWith("Which layers  "))
        .endsWith(first.resolve("index.html").toUri().toString());
    assertThat(orthant.execute("report", first.resolve("result.json").toString()).out())
        .isEqualTo(ending.out());
    result = ResultFile.read(first.resolve("result.json"));
  }

  @Test
  void leavesResultAndReport() {
    assertThat(first.resolve("index.html")).isNotEmptyFile();
    assertThat(result.root().path("layers"))
        .extracting(layer -> layer.path("name").asText())
        .containsExactly("dense1", "dense2", "dense3");
    assertThat(result.root().path("layers"))
        .extracting(layer -> layer.path("weights").asText(), layer -> layer.path("inputs").asText())
        .containsExactly(
            tuple("binary", "continuous"),
            tuple("binary", "Binary[]"),
            tuple("binary", "Binary[]"));
    assertThat(result.root().path("layers"))
        .extracting(layer -> layer.path("after").toString())
        .containsExactly("[]", "[\"dense1\"]", "[\"dense2\"]");
    assertThat(result.root().path("verdicts"))
        .filteredOn(verdict -> !verdict.has("probe"))
        .extracting(verdict -> verdict.path("layer").asText())
        .containsExactly("dense1", "dense2", "dense3", "network");
  }

  @Test
  void networkHasLearned() {
    double chance = 0.1;
    assertThat(result.value("ablation", "network", "accuracy")).isGreaterThan(4 * chance);
  }

  @Test
  void secondRunStartsMeasuringAtOnceAndFindsTheSame() throws IOException {
    Path second = folder.resolve("second");
    Orthant.Ending ending = quickstart(orthant, second);
    assertThat(ending.err()).anyMatch(line -> line.startsWith("network found trained"));
    assertThat(ending.err()).noneMatch(line -> line.startsWith("training"));
    assertSameFindings(second);
  }

  @Test
  void emptiedCacheGivesTheSameFindingsAgain() throws IOException {
    Path again = folder.resolve("again");
    Orthant.Ending ending = quickstart(new Orthant(folder.resolve("other home")), again);
    assertThat(ending.err()).anyMatch(line -> line.startsWith("training"));
    assertSameFindings(again);
  }

  @Test
  void anglesAreThoseOfTheExportedArrays() throws IOException {
    for (String layer : List.of("dense1", "dense2", "dense3")) {
      float[][] continuous = array(layer, "weights.npy").rows();
      float[][] quantized = array(layer, "binary/weights.npy").rows();
      double sum = 0;
      for (int f = 0; f < continuous.length; f++) {
        sum += Math.toDegrees(Math.acos(cosine(continuous[f], quantized[f])));
      }
      assertThat(result.value("angle", layer, "mean-degrees"))
          .isCloseTo(sum / continuous.length, within(1e-4));
    }
  }

  @Test
  void productsAreThoseOfTheExportedArrays() throws IOException {
    for (String layer : List.of("dense1", "dense2", "dense3")) {
      float[][] inputs = array(layer, "inputs.npy").rows();
      assertThat(inputs).hasDimensions(EXPORTED_IMAGES, inputs[0].length);
      List<double[]> pairs = new ArrayList<>();
      float[][] continuous = array(layer, "weights.npy").rows();
      float[][] quantized = array(layer, "binary/weights.npy").rows();
      for (float[] input : inputs) {
        for (int f = 0; f < continuous.length; f++) {
          pairs.add(new double[] {dot(input, quantized[f]), dot(input, continuous[f])});
        }
      }
      assertThat(result.value("dot-product", layer, "pearson-r"))
          .isCloseTo(pearson(pairs), within(1e-4));
      long flips = pairs.stream().filter(pair -> (pair[0] > 0) != (pair[1] > 0)).count();
      assertThat(result.value("dot-product", layer, "sign-flip-fraction"))
          .isCloseTo((double) flips / pairs.size(), within(1e-4));
    }
  }

  @Test
  void accuracyIsThatOfTheExportedPredictions() throws IOException {
    int[] labels = NumpyFile.read(first.resolve("export/labels.npy")).integers();
    NumpyFile predictions = NumpyFile.read(first.resolve("export/predictions.npy"));
    assertThat(predictions.shape().get(1)).isEqualTo(2000);
    int correct = 0;
    for (int i = 0; i < labels.length; i++) {
      correct += labels[i] == predictions.integers()[i] ? 1 : 0;
    }
    assertThat(result.value("ablation", "network", "accuracy"))
        .isCloseTo(correct / 2000.0, within(1e-12));
  }

  @Test
  void reportRendersAgainToTheSameBytes() throws IOException {
    Path page = first.resolve("index.html");
    byte[] before = Files.readAllBytes(page);
    Files.delete(page);
    Orthant.Ending ending = orthant.execute("report", first.resolve("result.json").toString());
    assertThat(ending.exitCode()).isZero();
    assertThat(page).hasBinaryContent(before);
  }

  static Orthant.Ending quickstart(Orthant orthant, Path out, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "run",
                CONFIG,
                "--out",
                out.toString(),
                "--set",
                "network.bnn-mlp.training.epochs=2",
                "--set",
                "network.bnn-mlp.dense=[32, 24]",
                "--set",
                "probes.dot-product.images=" + EXPORTED_IMAGES,
                "--set",
                "probes.activation-dot-product.images=" + EXPORTED_IMAGES,
                "--set",
                "probes.permutation.images=" + EXPORTED_IMAGES,
                "--set",
                "probes.gradient.images=" + EXPORTED_IMAGES,
                "--set",
                "probes.spectrum.images=" + EXPORTED_IMAGES));
    arguments.addAll(List.of(more));
    return orthant.execute(arguments.toArray(String[]::new));
  }

  private static void assertSameFindings(Path out) throws IOException {
    ObjectNode findings = ResultFile.read(out.resolve("result.json")).findings();
    assertThat(findings).isEqualTo(result.findings());
  }

  private static NumpyFile array(String layer, String name) throws IOException {
    return NumpyFile.read(first.resolve("export").resolve(layer).resolve(name));
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }

  private static double cosine(float[] a, float[] b) {
    return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
  }

  private static double pearson(List<double[]> pairs) {
    double meanX = pairs.stream().mapToDouble(pair -> pair[0]).average().orElseThrow();
    double meanY = pairs.stream().mapToDouble(pair -> pair[1]).average().orElseThrow();
    double xx = 0;
    double yy = 0;
    double xy = 0;
    for (double[] pair : pairs) {
      xx += (pair[0] - meanX) * (pair[0] - meanX);
      yy += (pair[1] - meanY) * (pair[1] - meanY);
      xy += (pair[0] - meanX) * (pair[1] - meanY);
    }
    return xy / Math.sqrt(xx * yy);
  }
}
