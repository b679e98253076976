package org.orthant.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.orthant.framework.cli.Orthant;

/** A small convolutional network ablated through the command line, and checked by its export. */
class AblationRunTest {
  private static final int IMAGES = 230;
  private static final int REFIT = 60;
  private static final int IMAGES_OF_GRADIENTS = 50;
  private static final int REFIT_OF_GRADIENTS = 40;
  private static final List<String> CONVOLUTIONS = List.of("conv1", "conv2");
  private static final List<String> LAYERS = List.of("conv1", "conv2", "dense1", "dense2");

  @TempDir static Path folder;
  private static Path export;
  private static ResultFile result;
  private static Map<Trial, int[]> rows;
  private static int[] labels;

  private record Trial(Map<String, String> changes, int refit) {}

  @BeforeAll
  static void run() throws IOException {
    Path config = folder.resolve("run.yaml");
    Files.writeString(
        config,
        """
        name: ablated
        seed: 5
        dataset: { digits: { training: 600, test: 300 } }
        network:
          bnn-cnn:
            convolutions: [4, 6]
            dense: [16]
            weights: binary
            activations: binary
            training: { epochs: 2, batch: 50, learning-rate: 1e-2 }
        quantizers: { binary: binary, exact: identity }
        probes:
          - ablation: { images: %d, refit: %d }
          - gradient: { images: %d, refit: %d }
          - output-change: { images: %d, refit: %d, activations: true }
          - accuracy: { images: %d }
        """
            .formatted(
                IMAGES, REFIT, IMAGES_OF_GRADIENTS, REFIT_OF_GRADIENTS, IMAGES, REFIT, IMAGES));
    Path out = folder.resolve("out");
    Orthant.Ending ending =
        new Orthant(folder.resolve("home"))
            .execute("run", config.toString(), "--out", out.toString(), "--export");
    assertThat(ending.exitCode()).as(() -> String.join("\n", ending.err())).isZero();
    assertThat(out.resolve("index.html")).isNotEmptyFile();
    export = out.resolve("export");
    result = ResultFile.read(out.resolve("result.json"));
    labels = NumpyFile.read(export.resolve("labels.npy")).integers();
    rows = rows();
  }

  /** What the network said of each image under each trial. */
  private static Map<Trial, int[]> rows() throws IOException {
    NumpyFile file = NumpyFile.read(export.resolve("predictions.npy"));
    int images = file.shape().get(1);
    int[] predictions = file.integers();
    Map<Trial, int[]> read = new HashMap<>();
    for (JsonNode trial : new ObjectMapper().readTree(export.resolve("trials.json").toFile())) {
      Map<String, String> changes = new TreeMap<>();
      for (Map.Entry<String, JsonNode> change : trial.path("changes").properties()) {
        changes.put(change.getKey(), change.getValue().asText());
      }
      int first = read.size() * images;
      int[] row = Arrays.copyOfRange(predictions, first, first + images);
      assertThat(read.put(new Trial(changes, trial.path("refit").asInt()), row)).isNull();
    }
    assertThat(read).hasSize(file.shape().get(0));
    return read;
  }

  @Test
  void everyNumberIsThatOfTheExportedPredictions() {
    int checked = 0;
    for (JsonNode finding : result.root().path("findings")) {
      if (finding.path("probe").asText().equals("ablation") && finding.has("change")) {
        String layer = finding.path("layer").asText();
        String change = finding.path("change").asText();
        boolean contest = change.equals("instead-of:binary");
        int[] before = row(contest ? changes(layer, "weights:binary") : Map.of(), REFIT);
        int[] after =
            row(
                changes(layer, contest ? "weights:" + finding.path("quantizer").asText() : change),
                REFIT);
        int gained = only(after, before);
        int lost = only(before, after);
        double expected =
            switch (finding.path("metric").asText()) {
              case "accuracy" -> accuracy(after);
              case "accuracy-change" -> (double) (gained - lost) / IMAGES;
              case "accuracy-change-without-refit" ->
                  accuracy(row(changes(layer, change), 0)) - accuracy(row(Map.of(), 0));
              case "mcnemar-p" -> p(gained, lost);
              case "mcnemar-p-holm" -> holm(layer, change);
              case "predictions-changed" -> different(before, after);
              default -> throw new AssertionError("unknown metric in " + finding);
            };
        assertThat(finding.path("value").asDouble())
            .as(finding::toString)
            .isCloseTo(expected, within(1e-12));
        checked++;
      }
    }
    // Changes of conv1, conv2, dense1, dense2, convolutions and all, and full precision in all,
    // with
    // five metrics each; Holm's for the layers alone; and one quantizer instead of the other.
    assertThat(checked).isEqualTo((3 * 5 + 3 + 2 * 5 + 1) * 5 + 3 * 5 + 3 + 6 * 2);
    assertThat(result.value("ablation", "network", "accuracy"))
        .isCloseTo(accuracy(row(Map.of(), 0)), within(1e-12));
    assertThat(result.value("ablation", "network", "accuracy-refitted"))
        .isCloseTo(accuracy(row(Map.of(), REFIT)), within(1e-12));
  }

  @Test
  void agreementsAreThoseOfTheExportedPredictions() {
    int checked = 0;
    for (JsonNode finding : result.root().path("findings")) {
      if (finding.path("metric").asText().equals("top-1-agreement")) {
        int[] altered =
            row(changes(finding.path("layer").asText(), finding.path("change").asText()), REFIT);
        int[] unaltered = row(Map.of(), REFIT);
        long agreeing = IntStream.range(0, IMAGES).filter(i -> altered[i] == unaltered[i]).count();
        assertThat(finding.path("value").asDouble())
            .as(finding::toString)
            .isEqualTo((double) agreeing / IMAGES);
        checked++;
      }
    }
    // Each of the four layers and the two groups under three weights and two activations; the last
    // layer has no activation. In all layers weights and activations are made continuous together.
    assertThat(checked).isEqualTo(6 * 3 + 5 * 2 + 1);
  }

  @Test
  void scoresStayWhereTheTrainedQuantizerIsPutInAgain() {
    int checked = 0;
    for (JsonNode finding : result.root().path("findings")) {
      if (finding.path("metric").asText().equals("relative-error")
          && finding.path("change").asText().equals("weights:binary")) {
        assertThat(finding.path("value").asDouble()).isZero();
        checked++;
      }
    }
    assertThat(checked).isEqualTo(6);
  }

  @Test
  void theTrainedQuantizerChangesNothing() {
    for (String layer : Stream.concat(LAYERS.stream(), Stream.of("convolutions", "all")).toList()) {
      for (int refit : new int[] {0, REFIT}) {
        assertThat(row(changes(layer, "weights:binary"), refit)).isEqualTo(row(Map.of(), refit));
        assertThat(row(changes(layer, "weights:exact"), refit))
            .isEqualTo(row(changes(layer, "weights:continuous"), refit));
      }
    }
    assertThat(row(changes("all", "weights:continuous"), 0)).isNotEqualTo(row(Map.of(), 0));
  }

  @Test
  void everyTrialHasOneRowAndSeesItsImages() {
    assertThat(labels).hasSize(IMAGES);
    rows.forEach(
        (trial, row) -> {
          int seen = trial.refit() == REFIT_OF_GRADIENTS ? IMAGES_OF_GRADIENTS : IMAGES;
          assertThat(Arrays.stream(row, 0, seen)).allMatch(p -> p >= 0 && p < 10);
          assertThat(Arrays.stream(row, seen, IMAGES)).allMatch(p -> p == -1);
        });
  }

  @Test
  void theAccuracyOfAClassIsThatOfTheExportedPredictions() {
    JsonNode curve = null;
    for (JsonNode each : result.root().path("curves")) {
      curve = each.path("metric").asText().equals("accuracy-by-class") ? each : curve;
    }
    int[] said = row(Map.of(), 0);
    List<Integer> classes = Arrays.stream(labels).distinct().sorted().boxed().toList();
    for (int c = 0; c < classes.size(); c++) {
      int label = classes.get(c);
      assertThat(curve.path("x").path("values").get(c).asDouble()).isEqualTo(label);
      assertThat(curve.path("y").path("values").get(c).asDouble())
          .isEqualTo(
              IntStream.range(0, IMAGES)
                  .filter(i -> labels[i] == label)
                  .mapToDouble(i -> said[i] == label ? 1 : 0)
                  .average()
                  .orElseThrow());
    }
    assertThat(result.value("accuracy", "network", "accuracy-top-5"))
        .isBetween(result.value("accuracy", "network", "accuracy"), 1.0);
  }

  @Test
  void refittedStatisticsAreThoseOfTheExportedInputs() throws IOException {
    assertRefitted("conv1", patches("conv1", 28, 1), 0);
    assertRefitted("conv2", patches("conv2", 28, 4), 28);
    assertRefitted("dense1", array("dense1", "refit/inputs.npy").rows(), 0);
    assertRefitted("dense2", array("dense2", "refit/inputs.npy").rows(), 0);
  }

  /**
   * Sums in float64 over all positions.
   *
   * @param patches what the filters meet, image after image
   * @param pooledSide the side of the image that is pooled; 0 where there is no pool
   */
  private static void assertRefitted(String layer, float[][] patches, int pooledSide)
      throws IOException {
    float[][] weights = array(layer, "binary/weights.npy").rows();
    float[] mean = array(layer, "refit/mean.npy").vector();
    float[] variance = array(layer, "refit/variance.npy").vector();
    assertThat(mean).hasSameSizeAs(weights);
    for (int f = 0; f < weights.length; f++) {
      double[] products = new double[patches.length];
      for (int row = 0; row < patches.length; row++) {
        for (int i = 0; i < weights[f].length; i++) {
          products[row] += (double) patches[row][i] * weights[f][i];
        }
      }
      double[] met = pooledSide == 0 ? products : pooled(products, pooledSide);
      double average = Arrays.stream(met).average().orElseThrow();
      double square =
          Arrays.stream(met).map(x -> (x - average) * (x - average)).average().orElseThrow();
      assertThat((double) mean[f]).isCloseTo(average, within(1e-4));
      assertThat((double) variance[f]).isCloseTo(square, within(1e-4 * (1 + square)));
    }
  }

  private static double[] pooled(double[] products, int side) {
    double[] pooled = new double[products.length / 4];
    Arrays.fill(pooled, Double.NEGATIVE_INFINITY);
    for (int row = 0; row < products.length; row++) {
      int image = row / (side * side);
      int y = row % (side * side) / side / 2;
      int x = row % side / 2;
      int target = (image * (side / 2) + y) * (side / 2) + x;
      pooled[target] = Math.max(pooled[target], products[row]);
    }
    return pooled;
  }

  /** The 3 × 3 patches of the exported images, zero beyond their edges. */
  private static float[][] patches(String layer, int side, int channels) throws IOException {
    NumpyFile file = array(layer, "refit/inputs.npy");
    assertThat(file.shape()).containsExactly(REFIT, side, side, channels);
    float[][] images = file.rows();
    float[][] patches = new float[images.length * side * side][9 * channels];
    for (int row = 0; row < patches.length; row++) {
      int y = row % (side * side) / side;
      int x = row % side;
      for (int k = 0; k < 9 * channels; k++) {
        int fromY = y + k / channels / 3 - 1;
        int fromX = x + k / channels % 3 - 1;
        if (fromY >= 0 && fromY < side && fromX >= 0 && fromX < side) {
          patches[row][k] =
              images[row / (side * side)][(fromY * side + fromX) * channels + k % channels];
        }
      }
    }
    return patches;
  }

  @Test
  void gradientsHaveACosineInEveryLayer() {
    for (String layer : LAYERS) {
      JsonNode cosine = result.finding("gradient", layer, "cosine");
      assertThat(cosine.path("value").asDouble()).isBetween(0.0, 1.0);
      assertThat(cosine.path("low").asDouble()).isLessThan(cosine.path("value").asDouble());
      assertThat(cosine.path("n").asInt())
          .isEqualTo(Map.of("conv1", 4, "conv2", 6, "dense1", 16, "dense2", 10).get(layer));
    }
  }

  private static Map<String, String> changes(String layer, String change) {
    List<String> altered =
        switch (layer) {
          case "convolutions" -> CONVOLUTIONS;
          case "all" -> LAYERS;
          default -> List.of(layer);
        };
    Map<String, String> changes = new TreeMap<>();
    for (String name : altered) {
      if (!name.equals("dense2")) {
        changes.put(name, change);
      } else if (change.startsWith("weights:")) {
        changes.put(name, change.replace(",activations:hard-tanh", ""));
      }
    }
    return changes;
  }

  private static int[] row(Map<String, String> changes, int refit) {
    Trial trial = new Trial(changes, refit);
    assertThat(rows).containsKey(trial);
    return rows.get(trial);
  }

  private static double accuracy(int... predictions) {
    int correct = 0;
    for (int i = 0; i < IMAGES; i++) {
      correct += predictions[i] == labels[i] ? 1 : 0;
    }
    return (double) correct / IMAGES;
  }

  /** How many images the one gets right and the other does not. */
  private static int only(int[] one, int[] other) {
    int count = 0;
    for (int i = 0; i < IMAGES; i++) {
      count += one[i] == labels[i] && other[i] != labels[i] ? 1 : 0;
    }
    return count;
  }

  private static double different(int[] one, int[] other) {
    int count = 0;
    for (int i = 0; i < IMAGES; i++) {
      count += one[i] != other[i] ? 1 : 0;
    }
    return (double) count / IMAGES;
  }

  private static double p(int gained, int lost) {
    int n = gained + lost;
    BigInteger choices = BigInteger.ONE;
    BigInteger uneven = BigInteger.ZERO;
    for (int k = 0; k <= n; k++) {
      if (Math.abs(2 * k - n) >= Math.abs(gained - lost)) {
        uneven = uneven.add(choices);
      }
      choices = choices.multiply(BigInteger.valueOf(n - k)).divide(BigInteger.valueOf(k + 1));
    }
    return new BigDecimal(uneven)
        .divide(new BigDecimal(BigInteger.TWO.pow(n)), MathContext.DECIMAL64)
        .doubleValue();
  }

  /** The greatest of p·(how many are not smaller) over all layers with a p as small or smaller. */
  private static double holm(String layer, String change) {
    List<Double> family = new ArrayList<>();
    for (String each : LAYERS) {
      if (change.startsWith("weights:") || !each.equals("dense2")) {
        family.add(p(each, change));
      }
    }
    double own = p(layer, change);
    double adjusted = 0;
    for (double p : family) {
      if (p <= own) {
        long notSmaller = family.stream().filter(other -> other >= p).count();
        adjusted = Math.max(adjusted, Math.min(1, notSmaller * p));
      }
    }
    return adjusted;
  }

  private static double p(String layer, String change) {
    int[] before = row(Map.of(), REFIT);
    int[] after = row(changes(layer, change), REFIT);
    return p(only(after, before), only(before, after));
  }

  private static NumpyFile array(String layer, String name) throws IOException {
    return NumpyFile.read(export.resolve(layer).resolve(name));
  }
}
