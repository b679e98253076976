package org.orthant.probes.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.orthant.api.InvalidParameterException;
import org.orthant.api.Seed;
import org.orthant.api.finding.Finding;
import org.orthant.api.finding.Grade;
import org.orthant.api.finding.Subject;
import org.orthant.api.finding.Verdict;
import org.orthant.api.measure.Needs;
import org.orthant.api.model.LayerShape;
import org.orthant.api.model.VectorMap;
import org.orthant.probes.BruteForce;
import org.orthant.probes.RandomMatrix;
import org.orthant.probes.geometry.LargestOfGaussians;
import org.orthant.testkit.FakeLayer;
import org.orthant.testkit.ProbeRun;

class QuantizationErrorTest {
  private static final INDArray HADAMARD = hadamard();

  private final QuantizationError probe = new QuantizationError();

  @Test
  void seesWeightsAndInputs() {
    assertThat(probe.needs()).isEqualTo(new Needs(true, 200, 0, 0, 0));
  }

  /** Filters (3, 4) and (−1, 1) under signs: errors 4 + 9 and 0; cos² of the first 49/50. */
  @Test
  void ratiosOfWeightsAreSumsOverFilters() {
    ProbeRun run =
        ProbeRun.onBlocks(
            probe,
            FakeLayer.binary(new float[][] {{3, 4}, {-1, 1}}),
            groups(new SplittableRandom(1), 2, 3, 2));

    assertThat(run.scalar("weights-db").value())
        .isCloseTo(10 * Math.log10((25 + 2) / 13.0), within(1e-12));
    assertThat(run.scalar("weights-db-scaled").value())
        .isCloseTo(10 * Math.log10((25 + 2) / (25 * (1 - 49.0 / 50))), within(1e-12));
    assertThat(run.scalar("weights-db").n()).hasValue(2);
    assertThat(run.scalar("weights-db").subject()).isEqualTo(Subject.of("dense1", "binary"));
  }

  @Test
  void ratiosOfOutputsAgreeWithBruteForce() {
    SplittableRandom random = new SplittableRandom(21);
    float[][] filters = RandomMatrix.gaussian(random, 5, 9, 0.3);
    filters[2][0] += 4;
    List<float[][]> groups = groups(random, 6, 8, 9);
    groups.set(3, RandomMatrix.gaussian(random, 5, 9, 2));
    ProbeRun run = ProbeRun.onBlocks(probe, FakeLayer.binary(filters), groups);

    assertEstimate(run.scalar("output-db"), groups, of -> plain(of, filters));
    assertEstimate(run.scalar("output-db-scaled"), groups, of -> scaled(of, filters));
  }

  private static void assertEstimate(
      Finding.Scalar scalar, List<float[][]> groups, ToDoubleFunction<List<float[][]>> decibels) {
    BruteForce.assertEstimate(scalar, groups, group -> group.length, decibels);
  }

  private static double plain(List<float[][]> groups, float[][] filters) {
    double signal = 0;
    double noise = 0;
    for (float[] filter : filters) {
      double[] y = products(groups, filter);
      double[] x = products(groups, BruteForce.signs(filter));
      for (int i = 0; i < y.length; i++) {
        signal += y[i] * y[i];
        noise += (y[i] - x[i]) * (y[i] - x[i]);
      }
    }
    return 10 * Math.log10(signal / noise);
  }

  /** What the least-squares line of y on x leaves of each filter. */
  private static double scaled(List<float[][]> groups, float[][] filters) {
    double signal = 0;
    double noise = 0;
    for (float[] filter : filters) {
      double[] y = products(groups, filter);
      double[] x = products(groups, BruteForce.signs(filter));
      double meanX = Arrays.stream(x).average().orElseThrow();
      double meanY = Arrays.stream(y).average().orElseThrow();
      double xx = IntStream.range(0, x.length).mapToDouble(i -> (x[i] - meanX) * x[i]).sum();
      double xy = IntStream.range(0, x.length).mapToDouble(i -> (x[i] - meanX) * y[i]).sum();
      double slope = Math.max(0, xy / xx);
      for (int i = 0; i < y.length; i++) {
        double error = y[i] - meanY - slope * (x[i] - meanX);
        signal += (y[i] - meanY) * (y[i] - meanY);
        noise += error * error;
      }
    }
    return 10 * Math.log10(signal / noise);
  }

  private static double[] products(List<float[][]> groups, float... filter) {
    return groups.stream()
        .flatMap(Arrays::stream)
        .mapToDouble(
            row ->
                IntStream.range(0, row.length).mapToDouble(k -> (double) row[k] * filter[k]).sum())
        .toArray();
  }

  /**
   * E cos² of Gaussian vectors with their signs is 2/π + (1 − 2/π)/d, so that the scaled ratio is
   * −10 log₁₀((1 − 2/π)(1 − 1/d)), 4.396 dB for long vectors. Unscaled, a component of variance 1
   * has the error 2 − 2√(2/π).
   */
  @ParameterizedTest
  @CsvSource({"9", "64", "1024"})
  void expectsOfSignsTheClosedForm(int dimension) {
    SplittableRandom random = new SplittableRandom(7);
    ProbeRun run =
        ProbeRun.onBlocks(
            probe,
            FakeLayer.binary(normed(RandomMatrix.gaussian(random, 4, dimension, 1))),
            groups(random, 2, 3, dimension));
    double scaled = -10 * Math.log10((1 - 2 / Math.PI) * (1 - 1.0 / dimension));
    double plain = -10 * Math.log10(2 - 2 * Math.sqrt(2 / Math.PI));

    assertThat(run.scalar("weights-db-scaled").expected().orElseThrow())
        .isCloseTo(scaled, within(0.02));
    assertThat(run.scalar("output-db-scaled").expected())
        .isEqualTo(run.scalar("weights-db-scaled").expected());
    assertThat(run.scalar("weights-db").expected().orElseThrow()).isCloseTo(plain, within(0.02));
    assertThat(run.scalar("output-db").expected()).isEqualTo(run.scalar("weights-db").expected());
  }

  /** Of root mean square 1 over all. */
  private static float[][] normed(float[][] filters) {
    double squares = 0;
    for (float[] filter : filters) {
      for (float component : filter) {
        squares += (double) component * component;
      }
    }
    double scale = Math.sqrt(filters.length * filters[0].length / squares);
    for (float[] filter : filters) {
      for (int k = 0; k < filter.length; k++) {
        filter[k] = (float) (scale * filter[k]);
      }
    }
    return filters;
  }

  /** By NumPy: 200,000 Gaussian vectors, s = max|w| / (2^(bits − 1) − 1), s·rint(w/s). */
  @ParameterizedTest
  @CsvSource({"64, 4, 19.358, 19.474", "576, 4, 17.329, 17.420", "64, 8, 44.539, 44.601"})
  void expectsOfUniformStepsWhatNumpySimulates(
      int dimension, int bits, double plain, double scaled) {
    SplittableRandom random = new SplittableRandom(8);
    ProbeRun run =
        ProbeRun.onBlocks(
            probe,
            FakeLayer.under(
                rows -> steps(rows, (1 << (bits - 1)) - 1),
                RandomMatrix.gaussian(random, 4, dimension, 0.1)),
            groups(random, 2, 3, dimension));

    assertThat(run.scalar("weights-db").expected().orElseThrow()).isCloseTo(plain, within(0.03));
    assertThat(run.scalar("weights-db-scaled").expected().orElseThrow())
        .isCloseTo(scaled, within(0.03));
  }

  /** Rounds each row to 2m + 1 values up to its largest component. */
  private static INDArray steps(INDArray rows, int m) {
    float[][] values = rows.toFloatMatrix();
    for (float[] row : values) {
      double largest = 0;
      for (float component : row) {
        largest = Math.max(largest, Math.abs(component));
      }
      for (int k = 0; k < row.length && largest > 0; k++) {
        row[k] = (float) (Math.rint(row[k] / largest * m) * largest / m);
      }
    }
    return Nd4j.createFromArray(values);
  }

  @Test
  void gaussianWeightsUnderIndependentInputsMeetTheExpectationInWeightsAndOutputs() {
    SplittableRandom random = new SplittableRandom(5);
    ProbeRun run =
        ProbeRun.onBlocks(
            probe,
            FakeLayer.binary(RandomMatrix.gaussian(random, 64, 128, 1)),
            groups(random, 12, 100, 128));

    for (String metric :
        List.of("weights-db", "weights-db-scaled", "output-db", "output-db-scaled")) {
      Finding.Scalar found = run.scalar(metric);
      assertThat(found.value()).isCloseTo(found.expected().orElseThrow(), within(0.2));
    }
    assertThat(run.verdict().grade()).isEqualTo(Grade.SOUND);
  }

  @Test
  void inputsAlongWhatQuantizationLosesDegradeALayer() {
    // θ(w) = (1, 1) of w = (4, 1): along (1, −1) one product moves by 3, the other not at all.
    SplittableRandom random = new SplittableRandom(9);
    List<float[][]> groups = groups(random, 8, 25, 2);
    for (float[][] group : groups) {
      for (float[] row : group) {
        row[1] = 0.1f * row[1] - row[0];
      }
    }
    ProbeRun run = ProbeRun.onBlocks(probe, FakeLayer.binary(new float[][] {{4, 1}}), groups);
    Verdict verdict = run.verdict();

    assertThat(verdict.grade()).isEqualTo(Grade.DEGRADED);
    assertThat(verdict.reason())
        .startsWith("The signal-to-noise ratio of the output is ")
        .contains(" dB where Gaussian vectors give ", "n = 8 groups of images")
        .contains("degraded above 3.0 dB; of the weights it is ");
  }

  @Test
  void aScaleOfTheQuantizerMattersToPlainRatiosAlone() {
    SplittableRandom random = new SplittableRandom(11);
    float[][] filters = RandomMatrix.gaussian(random, 6, 12, 1);
    List<float[][]> groups = groups(random, 4, 10, 12);
    ProbeRun once = ProbeRun.onBlocks(probe, FakeLayer.binary(filters), groups);
    ProbeRun scaled =
        ProbeRun.onBlocks(
            probe, FakeLayer.under(rows -> FakeLayer.signs(rows).muli(8), filters), groups);

    for (String metric : List.of("weights-db-scaled", "output-db-scaled")) {
      assertThat(scaled.scalar(metric).value())
          .isCloseTo(once.scalar(metric).value(), within(1e-6));
      assertThat(scaled.scalar(metric).expected().orElseThrow())
          .isCloseTo(once.scalar(metric).expected().orElseThrow(), within(1e-6));
    }
    assertThat(scaled.scalar("weights-db").value()).isNegative();
    assertThat(scaled.scalar("output-db").value()).isNegative();
  }

  @Test
  void aQuantizerThatChangesNothingHasNoRatio() {
    SplittableRandom random = new SplittableRandom(12);
    ProbeRun run =
        ProbeRun.onBlocks(
            probe,
            FakeLayer.under(rows -> rows.dup('c'), RandomMatrix.gaussian(random, 3, 7, 1)),
            groups(random, 3, 5, 7));

    assertThat(run.conclusion().findings())
        .extracting(Finding::metric)
        .containsExactly("crest-factor", "filter-range-spread");
    assertThat(run.verdict())
        .isEqualTo(
            new Verdict(
                Subject.of("dense1", "binary"),
                Grade.SOUND,
                "Quantization changes nothing in the layer's output but a factor and a shift of each"
                    + " filter, within rounding"));
  }

  @Test
  void weightsThatAreSignsAlreadyAreNotCompared() {
    SplittableRandom random = new SplittableRandom(13);
    ProbeRun run =
        ProbeRun.onBlocks(
            probe,
            FakeLayer.binary(new float[][] {{0.1f, -0.1f, 0.1f}, {-0.1f, -0.1f, 0.1f}}),
            groups(random, 3, 5, 3));

    assertThat(run.conclusion().findings())
        .extracting(Finding::metric)
        .containsExactly("crest-factor", "filter-range-spread", "weights-db", "output-db");
    assertThat(run.verdict().grade()).isEqualTo(Grade.SOUND);
  }

  /**
   * Filters of which one is 32 times as large, under 6 bits of a range for all and one for each.
   */
  @Test
  void filtersOfUnlikeRangesThatShareOneAreNamedAndWhatHelps() {
    SplittableRandom random = new SplittableRandom(14);
    float[][] filters = RandomMatrix.gaussian(random, 12, 40, 0.1);
    for (int i = 0; i < 40; i++) {
      filters[5][i] *= 32;
    }
    filters[0] = new float[40];
    filters[1] = new float[40];
    filters[1][0] = 1e-30f;
    float largest = largest(filters[5]);
    Map<String, VectorMap> maps =
        Map.of("filter", rows -> rounded(rows, 31, 0), "layer", rows -> rounded(rows, 31, largest));
    ProbeRun run =
        ProbeRun.onBlocks(
            probe, new FakeLayer("dense1", filters, maps, new Seed(3)), groups(random, 8, 50, 40));
    double[] ranges =
        Arrays.stream(filters).mapToDouble(QuantizationErrorTest::largest).sorted().toArray();
    Verdict filter = verdict(run, "filter");
    Verdict layer = verdict(run, "layer");

    assertThat(run.scalar("filter-range-spread").value())
        .isCloseTo(largest / ranges[7], within(1e-6));
    assertThat(scalar(run, "layer", "weights-db-equal-ranges"))
        .isCloseTo(scalar(run, "filter", "weights-db-scaled"), within(0.01));
    assertThat(scalar(run, "filter", "weights-db-equal-ranges"))
        .isCloseTo(scalar(run, "filter", "weights-db-scaled"), within(0.01));
    assertThat(filter.reason()).doesNotContain("range");
    assertThat(layer.grade()).isEqualTo(Grade.DEGRADED);
    assertThat(layer.reason())
        .contains(
            "for filters of unlike ranges share one: the largest is ",
            " times that of the median filter, where Gaussian ones reach 1.3, and scaled alike they"
                + " have ",
            "; what helps is a range per filter, as filter has (output ",
            "equalize: true");
  }

  @Test
  void whereNoQuantizerHasARangePerFilterNoneIsNamed() {
    SplittableRandom random = new SplittableRandom(15);
    float[][] filters = RandomMatrix.gaussian(random, 12, 40, 0.1);
    for (int i = 0; i < 40; i++) {
      filters[5][i] *= 4;
    }
    float largest = largest(filters[5]);
    ProbeRun run =
        ProbeRun.onBlocks(
            probe,
            FakeLayer.under(rows -> rounded(rows, 7, largest), filters),
            groups(random, 8, 50, 40));

    assertThat(run.verdict().reason()).contains("what helps is a range per filter, or to even");
  }

  /**
   * Filters of which all but one are next to nothing: the Gaussian ones have the largest's size.
   */
  @Test
  void aFilterThatSpoilsTheRangeOfAllDoesNotSpoilTheExpectation() {
    SplittableRandom random = new SplittableRandom(16);
    float[][] filters = RandomMatrix.gaussian(random, 40, 9, 1);
    filters[3] = RandomMatrix.gaussian(random, 1, 9, 20)[0];
    float largest = largest(filters[3]);
    ProbeRun run =
        ProbeRun.onBlocks(
            probe,
            FakeLayer.under(rows -> rounded(rows, 7, largest), filters),
            groups(random, 8, 50, 9));
    double step = largest / 7;
    double deviation = largest / LargestOfGaussians.mean(360);

    // Bennett's noise, step²/12, of which the best scale takes a ninth.
    assertThat(run.scalar("weights-db-scaled").expected().orElseThrow())
        .isCloseTo(
            10 * Math.log10(12 * deviation * deviation / (step * step) * 9 / 8), within(0.3));
  }

  private static float largest(float... row) {
    float largest = 0;
    for (float x : row) {
      largest = Math.max(largest, Math.abs(x));
    }
    return largest;
  }

  /** The multiples −m to m of an m-th of a range, of each row's own where that is 0. */
  private static INDArray rounded(INDArray rows, int m, float range) {
    float[][] values = rows.toFloatMatrix();
    for (float[] row : values) {
      float step = (range == 0 ? largest(row) : range) / m;
      for (int i = 0; i < row.length; i++) {
        row[i] = step == 0 ? 0 : step * Math.max(-m, Math.min(m, Math.round(row[i] / step)));
      }
    }
    return Nd4j.createFromArray(values);
  }

  private static Verdict verdict(ProbeRun run, String quantizer) {
    return run.conclusion().verdicts().stream()
        .filter(verdict -> verdict.subject().equals(Subject.of("dense1", quantizer)))
        .findFirst()
        .orElseThrow();
  }

  private static double scalar(ProbeRun run, String quantizer, String metric) {
    return run.conclusion().findings().stream()
        .filter(finding -> finding.subject().equals(Subject.of("dense1", quantizer)))
        .filter(finding -> finding.metric().equals(metric))
        .map(Finding.Scalar.class::cast)
        .findFirst()
        .orElseThrow()
        .value();
  }

  @Test
  void constantInputsAreNotEvaluated() {
    float[][] constant = {{1, 1, 1}, {1, 1, 1}};
    ProbeRun run =
        ProbeRun.onBlocks(
            probe,
            FakeLayer.binary(new float[][] {{1, 2, 3}}),
            List.of(constant, constant, constant));

    assertThat(run.scalar("output-db-scaled").value()).isNaN();
    assertThat(run.scalar("output-db-scaled").low()).isEmpty();
    assertThat(run.verdict().grade()).isEqualTo(Grade.NOT_EVALUATED);
    assertThat(run.verdict().open()).isTrue();
    assertThat(run.verdict().reason()).contains("undefined", "differ by more than rounding");
  }

  @Test
  void aLayerOfZerosIsNotEvaluated() {
    ProbeRun run =
        ProbeRun.onBlocks(
            probe, FakeLayer.binary(new float[2][3]), groups(new SplittableRandom(14), 3, 5, 3));

    assertThat(run.scalar("weights-db").value()).isNaN();
    assertThat(run.scalar("output-db-scaled").value()).isNaN();
    assertThat(run.scalar("output-db-scaled").expected()).isEmpty();
    assertThat(run.verdict().grade()).isEqualTo(Grade.NOT_EVALUATED);
  }

  @Test
  void aFilterOfZerosCountsForNothingWhereScalesAreFree() {
    SplittableRandom random = new SplittableRandom(15);
    float[][] filters = RandomMatrix.gaussian(random, 2, 8, 1);
    List<float[][]> groups = groups(random, 4, 6, 8);
    ProbeRun without = ProbeRun.onBlocks(probe, FakeLayer.binary(filters), groups);
    ProbeRun with =
        ProbeRun.onBlocks(
            probe, FakeLayer.binary(new float[][] {filters[0], new float[8], filters[1]}), groups);

    for (String metric : List.of("weights-db-scaled", "output-db-scaled")) {
      assertThat(with.scalar(metric).value())
          .isCloseTo(without.scalar(metric).value(), within(1e-9));
    }
  }

  @Test
  void whatIsQuantizedToZeroIsLostWhole() {
    ProbeRun run =
        ProbeRun.onBlocks(
            probe,
            FakeLayer.under(rows -> rows.mul(0), new float[][] {{1, 2}, {3, -1}}),
            groups(new SplittableRandom(16), 4, 6, 2));

    for (String metric :
        List.of("weights-db", "weights-db-scaled", "output-db", "output-db-scaled")) {
      assertThat(run.scalar(metric).value()).isCloseTo(0, within(1e-12));
    }
  }

  @Test
  void filtersThatAreTurnedAroundAreLostWhole() {
    ProbeRun run =
        ProbeRun.onBlocks(
            probe,
            FakeLayer.under(rows -> rows.neg().dup('c'), new float[][] {{1, 2}, {3, -1}}),
            groups(new SplittableRandom(17), 4, 6, 2));

    assertThat(run.scalar("weights-db-scaled").value()).isCloseTo(0, within(1e-12));
    assertThat(run.scalar("output-db-scaled").value()).isCloseTo(0, within(1e-12));
    assertThat(run.scalar("weights-db").value()).isCloseTo(-10 * Math.log10(4), within(1e-12));
  }

  @Test
  void oneGroupHasNoInterval() {
    ProbeRun run =
        ProbeRun.onBlocks(
            probe,
            FakeLayer.binary(RandomMatrix.gaussian(new SplittableRandom(18), 3, 5, 1)),
            groups(new SplittableRandom(19), 1, 9, 5));

    assertThat(run.scalar("output-db").low()).isEmpty();
    assertThat(run.verdict().grade()).isEqualTo(Grade.NOT_EVALUATED);
    assertThat(run.verdict().reason())
        .isEqualTo(
            "The signal-to-noise ratio of the output has no interval: there is n = 1 group of"
                + " images, and two are needed");
  }

  @Test
  void moreThanTwentyGroupsAreLeftOutATwentiethAtATime() {
    SplittableRandom random = new SplittableRandom(20);
    float[][] filters = RandomMatrix.gaussian(random, 3, 6, 1);
    List<float[][]> groups = groups(random, 40, 4, 6);
    List<float[][]> dealt =
        IntStream.range(0, 20)
            .mapToObj(
                part -> {
                  List<float[]> rows = new ArrayList<>(List.of(groups.get(part)));
                  rows.addAll(List.of(groups.get(part + 20)));
                  return rows.toArray(float[][]::new);
                })
            .toList();
    ProbeRun run = ProbeRun.onBlocks(probe, FakeLayer.binary(filters), groups);

    assertEstimate(run.scalar("output-db-scaled"), dealt, of -> scaled(of, filters));
  }

  @Test
  void continuousWeightsThatNobodyKnowsAreNotCompared() {
    FakeLayer signs =
        new FakeLayer(
            LayerShape.dense("dense1", 2, 1),
            new float[][] {{1, -1}},
            false,
            Map.of("binary", FakeLayer::signs),
            new Seed(1));

    assertThat(ProbeRun.onWeights(probe, signs).conclusion().verdicts())
        .containsExactly(
            Verdict.notAsked(
                Subject.of("dense1", "binary"),
                "The continuous weights of dense1 are not known, only those that it computes"
                    + " with"));
  }

  /** The best scale is never worse than the scale there is. */
  @Property(tries = 30, seed = "1705")
  void scalingNeverAddsNoise(@ForAll @IntRange(min = 0, max = 1 << 20) int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int dimension = 2 + random.nextInt(12);
    ProbeRun run =
        ProbeRun.onBlocks(
            probe,
            FakeLayer.binary(RandomMatrix.gaussian(random, 1 + random.nextInt(4), dimension, 1)),
            groups(random, 2, 3, dimension));

    assertThat(run.scalar("weights-db-scaled").value())
        .isGreaterThanOrEqualTo(run.scalar("weights-db").value() - 1e-9)
        .isGreaterThanOrEqualTo(0);
    assertThat(run.scalar("output-db-scaled").value()).isGreaterThanOrEqualTo(0);
  }

  /** Two channels in ten times the others' scale, under 4 bits with and without a rotation. */
  @Test
  void outlierChannelsAreNamedAndARotationKeepsMore() {
    SplittableRandom random = new SplittableRandom(5);
    float[][] filters = RandomMatrix.gaussian(random, 24, 64, 0.1);
    for (float[] filter : filters) {
      filter[3] *= 10;
      filter[17] *= 10;
    }
    ProbeRun run = underFourBits(filters, random);

    assertThat(run.scalar("crest-factor").value()).isBetween(4.0, 8.0);
    assertThat(run.scalar("crest-factor").expected().getAsDouble()).isCloseTo(2.596, within(0.001));
    assertThat(run.verdict().grade()).isEqualTo(Grade.DEGRADED);
    assertThat(run.verdict().reason())
        .contains("for they have outliers: the largest of a filter is")
        .endsWith("where Gaussian ones reach 2.6");
    assertThat(run.conclusion().remedies())
        .singleElement()
        .satisfies(
            remedy -> {
              assertThat(remedy.subject()).isEqualTo(Subject.of("dense1", "plain"));
              assertThat(remedy.alternative()).hasValue("rotated");
            });
  }

  @Test
  void gaussianWeightsHaveNoOutliers() {
    SplittableRandom random = new SplittableRandom(6);
    ProbeRun run = underFourBits(RandomMatrix.gaussian(random, 24, 64, 0.1), random);

    assertThat(run.scalar("crest-factor").value())
        .isCloseTo(run.scalar("crest-factor").expected().getAsDouble(), within(0.2));
    assertThat(run.verdict().reason()).doesNotContain("outliers");
    assertThat(run.conclusion().remedies()).isEmpty();
  }

  private ProbeRun underFourBits(float[][] filters, SplittableRandom random) {
    FakeLayer layer =
        new FakeLayer(
            LayerShape.dense("dense1", 64, filters.length),
            filters,
            true,
            new TreeMap<>(
                Map.of(
                    "plain",
                    QuantizationErrorTest::fourBits,
                    "rotated",
                    rows -> fourBits(rows.mmul(HADAMARD)).mmul(HADAMARD).dup('c'))),
            new Seed(1));
    return ProbeRun.onBlocks(probe, layer, groups(random, 8, 10, 64));
  }

  private static INDArray fourBits(INDArray rows) {
    float[] images = rows.dup('c').data().asFloat();
    int dimension = rows.columns();
    for (int from = 0; from < images.length; from += dimension) {
      float largest = 0;
      for (int i = from; i < from + dimension; i++) {
        largest = Math.max(largest, Math.abs(images[i]));
      }
      for (int i = from; i < from + dimension; i++) {
        images[i] = Math.round(images[i] / largest * 7) * largest / 7;
      }
    }
    return Nd4j.create(images, rows.shape(), 'c');
  }

  /** Sylvester's of order 64, with columns of length 1; symmetric. */
  private static INDArray hadamard() {
    float[][] matrix = new float[64][64];
    for (int i = 0; i < 64; i++) {
      for (int j = 0; j < 64; j++) {
        matrix[i][j] = (Integer.bitCount(i & j) % 2 == 0 ? 1 : -1) / 8f;
      }
    }
    return Nd4j.createFromArray(matrix);
  }

  /** √(2/π) and 2/√π in closed form; 20,000 vectors of NumPy's gave 1.833, 2.594 and 3.475. */
  @ParameterizedTest
  @CsvSource({"1, 0.79788", "2, 1.12838", "9, 1.833", "64, 2.594", "1152, 3.475"})
  void theLargestOfGaussianComponents(int dimension, double expected) {
    assertThat(LargestOfGaussians.mean(dimension)).isCloseTo(expected, within(0.003));
  }

  @Test
  void refusesImpossibleParameters() {
    assertRefused("images", () -> new QuantizationError(-1, 1, 3));
    assertRefused("strained", () -> new QuantizationError(1, 0, 3));
    assertRefused("strained", () -> new QuantizationError(1, Double.NaN, 3));
    assertRefused("degraded", () -> new QuantizationError(1, 2, 1));
    assertRefused("degraded", () -> new QuantizationError(1, 2, Double.POSITIVE_INFINITY));
  }

  private static void assertRefused(String parameter, Runnable making) {
    assertThatThrownBy(making::run)
        .isInstanceOfSatisfying(
            InvalidParameterException.class,
            refused -> assertThat(refused.parameter()).isEqualTo(parameter));
  }

  private static List<float[][]> groups(
      SplittableRandom random, int groups, int images, int dimension) {
    List<float[][]> all = new ArrayList<>();
    for (int g = 0; g < groups; g++) {
      all.add(RandomMatrix.gaussian(random, images, dimension, 1));
    }
    return all;
  }
}
