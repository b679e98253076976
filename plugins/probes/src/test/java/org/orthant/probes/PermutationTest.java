package org.orthant.probes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.TDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.InvalidParameterException;
import org.orthant.api.Seed;
import org.orthant.api.finding.Finding;
import org.orthant.api.finding.Grade;
import org.orthant.api.finding.Subject;
import org.orthant.api.measure.Needs;
import org.orthant.api.model.ImageShape;
import org.orthant.api.model.LayerKind;
import org.orthant.api.model.LayerShape;
import org.orthant.api.model.Window;
import org.orthant.probes.BruteForce.Pair;
import org.orthant.testkit.FakeBlock;
import org.orthant.testkit.FakeLayer;
import org.orthant.testkit.ProbeRun;

class PermutationTest {
  private static final LayerShape CONVOLUTION =
      LayerShape.same("conv1", new ImageShape(4, 4, 2), 3, 5);

  private final Permutation probe = new Permutation();

  @Test
  void seesWeightsAndInputs() {
    assertThat(probe.needs()).isEqualTo(new Needs(true, 500, 0, 0, 0));
    assertThat(probe.scope()).isEqualTo(PermutationScope.TENSOR);
    assertThat(new Permutation(40, PermutationScope.PATCH, 0.1, 0.2).needs())
        .isEqualTo(new Needs(true, 40, 0, 0, 0));
  }

  @ParameterizedTest
  @EnumSource
  void agreesWithBruteForce(PermutationScope scope) {
    SplittableRandom random = new SplittableRandom(12);
    float[][] filters = RandomMatrix.gaussian(random, 5, 18, 1);
    FakeLayer layer =
        new FakeLayer(CONVOLUTION, filters, Map.of("binary", FakeLayer::signs), new Seed(2));
    List<FakeBlock> blocks =
        IntStream.range(0, 5)
            .mapToObj(
                g -> new FakeBlock(layer, g, RandomMatrix.gaussian(random, 4 + g, 32, 1 + 0.2 * g)))
            .toList();
    ProbeRun run = ProbeRun.on(new Permutation(500, scope, 0.02, 0.1), layer, blocks);
    List<List<Pair>> original =
        blocks.stream().map(block -> pairs(filters, block.unfold(block.inputs()))).toList();
    List<List<Pair>> permuted =
        blocks.stream().map(block -> pairs(filters, scope.rows(block))).toList();

    assertThat(run.scalar("pearson-r").subject()).isEqualTo(Subject.of("conv1", "binary"));
    BruteForce.assertCorrelation(run.scalar("pearson-r"), original);
    BruteForce.assertCorrelation(run.scalar("permuted-r"), permuted);
    BruteForce.assertEstimate(
        run.scalar("permuted-r-minus-pearson-r"),
        IntStream.range(0, 5).boxed().toList(),
        group -> original.get(group).size(),
        groups -> pearson(groups, permuted::get) - pearson(groups, original::get));

    double[] r = ofFilters(permuted);
    double[] cosines = cosines(filters);
    assertQuartiles(run, r, cosines);
    assertThat(run.scalar("filter-r-median").value())
        .isCloseTo(sorted(ofFilters(original))[2], within(1e-6));
    assertMean(run.scalar("cosine"), cosines);
    assertThat(run.scalar("permuted-r").expected().orElseThrow())
        .isCloseTo(run.scalar("cosine").value(), within(1e-12));
    assertMean(
        run.scalar("permuted-r-minus-cosine"),
        IntStream.range(0, 5).mapToDouble(f -> r[f] - cosines[f]).toArray());
    assertThat(run.scalar("permuted-r-minus-cosine").expected()).hasValue(0);
    assertThat(run.scalar("permuted-r-minus-pearson-r").expected()).hasValue(0);
    assertThat(run.optionalScalar("undefined-filters")).isEmpty();
  }

  @Test
  void saysWhatGroupsLeaveOfTheScope() {
    assertThat(reason(1)).contains("(scope tensor) takes");
    assertThat(reason(2))
        .contains("(scope tensor, each of the 2 groups of channels by itself) takes");
    assertThat(reason(4))
        .contains(
            "(scope tensor, of a depthwise layer, so that each channel is shuffled by itself and a"
                + " vector's taps alone) takes");
  }

  private String reason(int groups) {
    SplittableRandom random = new SplittableRandom(9);
    LayerShape shape =
        new LayerShape(
            "conv1", LayerKind.CONVOLUTION, new ImageShape(4, 4, 4), Window.same(3), 0, 4, groups);
    FakeLayer layer =
        new FakeLayer(
            shape,
            RandomMatrix.gaussian(random, 4, shape.dimension(), 1),
            Map.of("binary", FakeLayer::signs),
            new Seed(2));
    return ProbeRun.onBlocks(probe, layer, groups(3, () -> RandomMatrix.gaussian(random, 5, 64, 1)))
        .verdict()
        .reason();
  }

  @ParameterizedTest
  @EnumSource
  void independentInputsGiveEachFilterItsCosine(PermutationScope scope) {
    SplittableRandom random = new SplittableRandom(31);
    List<float[][]> groups = groups(20, () -> RandomMatrix.signs(random, 25, 32));
    int filters = 20;
    int covered = 0;
    for (float[] filter : RandomMatrix.gaussian(random, filters, 32, 1)) {
      Finding.Scalar r =
          ProbeRun.onBlocks(
                  new Permutation(500, scope, 0.02, 0.1),
                  FakeLayer.binary(new float[][] {filter}),
                  groups)
              .scalar("permuted-r");
      double cosine = BruteForce.cosine(filter, BruteForce.signs(filter));
      covered += r.low().orElseThrow() <= cosine && cosine <= r.high().orElseThrow() ? 1 : 0;
      assertThat(r.expected().orElseThrow()).isCloseTo(cosine, within(1e-6));
      assertThat(r.value()).isCloseTo(cosine, within(0.08));
    }
    // Of 20 intervals that miss once in 20 times, fewer than 17 hold the truth once in 400 times.
    assertThat(covered).isGreaterThanOrEqualTo(17);
  }

  @Test
  void structuredInputsMeetTheoryFilterByFilterOnceShuffled() {
    SplittableRandom random = new SplittableRandom(13);
    float[][] filters = RandomMatrix.gaussian(random, 24, 27, 1);
    List<float[][]> groups = groups(20, () -> bright(random, 40, 27, 0.3));
    ProbeRun run = ProbeRun.onBlocks(probe, FakeLayer.binary(filters), groups);
    Finding.Scalar excess = run.scalar("permuted-r-minus-cosine");

    assertThat(excess.value()).isCloseTo(0, within(0.02));
    assertThat(excess.n()).hasValue(24);
    assertThat(run.scalar("filter-permuted-r-median").value())
        .isCloseTo(run.scalar("filter-permuted-r-median").expected().orElseThrow(), within(0.03));
  }

  @Test
  void correlationRisesWhereInputsLieInDirectionsThatQuantizationDistorts() {
    SplittableRandom random = new SplittableRandom(14);
    // Filters that ignore brightness; their signs do not.
    float[][] filters = new float[24][];
    Arrays.setAll(filters, f -> skewedWithoutSum(random, 27));
    List<float[][]> groups = groups(20, () -> bright(random, 200, 27, 0.3));
    ProbeRun run = ProbeRun.onBlocks(probe, FakeLayer.binary(filters), groups);
    Finding.Scalar rise = run.scalar("permuted-r-minus-pearson-r");

    assertThat(run.scalar("pearson-r").value()).isLessThan(0.4);
    assertThat(run.scalar("permuted-r").value())
        .isCloseTo(run.scalar("cosine").value(), within(0.05));
    assertThat(rise.low().orElseThrow()).isGreaterThan(0.1);
    assertThat(run.verdict().grade()).isEqualTo(Grade.DEGRADED);
    assertThat(run.verdict().reason())
        .contains("scope tensor", "n = 20 groups", "degraded above 0.1", "distorts")
        .doesNotContain("protects");
  }

  @Test
  void correlationFallsWhereInputsLieAlongTheFilters() {
    SplittableRandom random = new SplittableRandom(15);
    float[][] filters = RandomMatrix.gaussian(random, 6, 40, 1);
    List<float[][]> groups = groups(20, () -> alongSigns(random, 25, filters));
    ProbeRun run = ProbeRun.onBlocks(probe, FakeLayer.binary(filters), groups);

    assertThat(run.scalar("pearson-r").value()).isGreaterThan(0.9);
    assertThat(run.scalar("permuted-r-minus-pearson-r").high().orElseThrow()).isLessThan(-0.05);
    assertThat(run.verdict().grade()).isEqualTo(Grade.SOUND);
    assertThat(run.verdict().reason()).contains("sound below 0.02", "protects");
  }

  @ParameterizedTest
  @EnumSource
  void onePermutationServesAllWeights(PermutationScope scope) {
    SplittableRandom random = new SplittableRandom(16);
    float[][] filters = RandomMatrix.gaussian(random, 4, 12, 1);
    ProbeRun run =
        ProbeRun.onBlocks(
            new Permutation(500, scope, 0.02, 0.1),
            FakeLayer.under(rows -> rows.mul(3), filters),
            groups(4, () -> RandomMatrix.gaussian(random, 6, 12, 1)));

    assertThat(run.scalar("permuted-r").value()).isCloseTo(1, within(1e-6));
    assertThat(run.scalar("permuted-r-minus-pearson-r").value()).isCloseTo(0, within(1e-6));
    assertThat(run.verdict().grade()).isEqualTo(Grade.SOUND);
  }

  @Test
  void scopesDiffer() {
    SplittableRandom random = new SplittableRandom(17);
    FakeLayer layer =
        new FakeLayer(
            CONVOLUTION,
            RandomMatrix.gaussian(random, 5, 18, 1),
            Map.of("binary", FakeLayer::signs),
            new Seed(2));
    List<FakeBlock> blocks =
        IntStream.range(0, 4)
            .mapToObj(g -> new FakeBlock(layer, g, bright(random, 6, 32, 0.5)))
            .toList();
    DoubleStream permuted =
        Arrays.stream(PermutationScope.values())
            .map(scope -> ProbeRun.on(new Permutation(500, scope, 0.02, 0.1), layer, blocks))
            .mapToDouble(run -> run.scalar("permuted-r").value());

    assertThat(permuted.distinct().count()).isEqualTo(4);
  }

  @Test
  void equalSeedsGiveEqualFindingsAndOthersDoNot() {
    SplittableRandom random = new SplittableRandom(18);
    float[][] filters = RandomMatrix.gaussian(random, 3, 8, 1);
    List<float[][]> groups = groups(3, () -> RandomMatrix.signs(random, 9, 8));
    Function<Integer, ProbeRun> seeded =
        seed ->
            ProbeRun.onBlocks(
                probe,
                new FakeLayer(
                    "dense1", filters, Map.of("binary", FakeLayer::signs), new Seed(seed)),
                groups);

    assertThat(seeded.apply(1)).isEqualTo(seeded.apply(1));
    assertThat(seeded.apply(2).scalar("pearson-r")).isEqualTo(seeded.apply(1).scalar("pearson-r"));
    assertThat(seeded.apply(2).scalar("permuted-r").value())
        .isNotEqualTo(seeded.apply(1).scalar("permuted-r").value());
  }

  @Test
  void aDeadFilterIsCountedAndLeftOut() {
    SplittableRandom random = new SplittableRandom(19);
    float[][] filters = RandomMatrix.gaussian(random, 4, 8, 1);
    filters[2] = new float[8];
    ProbeRun run =
        ProbeRun.onBlocks(
            probe,
            FakeLayer.binary(filters),
            groups(4, () -> RandomMatrix.gaussian(random, 9, 8, 1)));

    assertThat(run.scalar("undefined-filters").value()).isEqualTo(1);
    assertThat(run.scalar("undefined-filters").n()).hasValue(4);
    for (String metric :
        List.of(
            "filter-r-median", "filter-permuted-r-median", "cosine", "permuted-r-minus-cosine")) {
      assertThat(run.scalar(metric).n()).hasValue(3);
      assertThat(run.scalar(metric).value()).isFinite();
    }
  }

  @Test
  void aFilterThatOnlyShufflingBringsToLifeIsCounted() {
    // Every image is the same, so no product changes before the numbers are shuffled.
    float[][] same = {{1, 2, 3, 5}, {1, 2, 3, 5}};
    ProbeRun run =
        ProbeRun.onBlocks(
            probe,
            FakeLayer.binary(new float[][] {{1, -2, 3, -1}}),
            List.of(same, same, same, same));

    assertThat(run.scalar("pearson-r").value()).isNaN();
    assertThat(run.scalar("permuted-r").value()).isBetween(-1.0, 1.0);
    assertThat(run.scalar("permuted-r-minus-pearson-r").value()).isNaN();
    assertThat(run.scalar("undefined-filters").value()).isEqualTo(1);
    assertThat(run.verdict().grade()).isEqualTo(Grade.NOT_EVALUATED);
    assertThat(run.verdict().reason()).contains("undefined");
  }

  @Test
  void constantInputsAreNotEvaluatedHoweverFiltersCompare() {
    SplittableRandom random = new SplittableRandom(23);
    float[][] same = new float[9][8];
    for (float[] row : same) {
      Arrays.fill(row, 0.3f);
    }
    ProbeRun run =
        ProbeRun.onBlocks(
            probe,
            FakeLayer.binary(RandomMatrix.gaussian(random, 6, 8, 1)),
            List.of(same, same, same));

    assertThat(run.scalar("permuted-r-minus-pearson-r").low()).isEmpty();
    assertThat(run.scalar("undefined-filters").value()).isEqualTo(6);
    assertThat(run.verdict().grade()).isEqualTo(Grade.NOT_EVALUATED);
    assertThat(run.verdict().reason())
        .startsWith("Pearson's r is undefined within each of the 6 filters")
        .doesNotContain("NaN");
  }

  @Test
  void oneGroupHasNoIntervalAndIsNotEvaluated() {
    SplittableRandom random = new SplittableRandom(20);
    ProbeRun run =
        ProbeRun.onBlocks(
            probe,
            FakeLayer.binary(RandomMatrix.gaussian(random, 3, 8, 1)),
            groups(1, () -> RandomMatrix.gaussian(random, 9, 8, 1)));

    assertThat(run.scalar("permuted-r").value()).isBetween(0.1, 1.0);
    assertThat(run.scalar("permuted-r").low()).isEmpty();
    assertThat(run.scalar("permuted-r-minus-pearson-r").low()).isEmpty();
    assertThat(run.verdict().grade()).isEqualTo(Grade.NOT_EVALUATED);
    assertThat(run.verdict().reason()).contains("n = 1");
  }

  @Test
  void risesAreGradedByTheirInterval() {
    SplittableRandom random = new SplittableRandom(14);
    float[][] filters = new float[8][];
    Arrays.setAll(filters, f -> skewedWithoutSum(random, 27));
    List<float[][]> groups = groups(10, () -> bright(random, 25, 27, 0.3));
    FakeLayer layer = FakeLayer.binary(filters);
    Finding.Scalar rise =
        ProbeRun.onBlocks(probe, layer, groups).scalar("permuted-r-minus-pearson-r");
    double low = rise.low().orElseThrow();
    double high = rise.high().orElseThrow();
    double tiny = 1e-9;

    assertThat(low).isGreaterThan(0);
    assertThat(grade(layer, groups, high + tiny, high + tiny)).isEqualTo(Grade.SOUND);
    assertThat(grade(layer, groups, high - tiny, high + tiny)).isEqualTo(Grade.UNCERTAIN);
    assertThat(grade(layer, groups, low - tiny, low + tiny)).isEqualTo(Grade.UNCERTAIN);
    assertThat(grade(layer, groups, low - tiny, high + tiny)).isEqualTo(Grade.STRAINED);
    assertThat(grade(layer, groups, low - tiny, low - tiny)).isEqualTo(Grade.DEGRADED);
  }

  @Test
  void aLayerWithoutARiseThatShowsIsNotBlamed() {
    SplittableRandom random = new SplittableRandom(22);
    ProbeRun run =
        ProbeRun.onBlocks(
            new Permutation(500, PermutationScope.TENSOR, 0.2, 0.4),
            FakeLayer.binary(RandomMatrix.gaussian(random, 8, 32, 1)),
            groups(20, () -> RandomMatrix.gaussian(random, 25, 32, 1)));

    assertThat(run.verdict().grade()).isEqualTo(Grade.SOUND);
    assertThat(run.verdict().reason()).contains("does not show");
  }

  @Test
  void intervalsHoldTheTruthAboutAsOftenAsTheySay() {
    int dimension = 16;
    int images = 25;
    double loading = 0.5;
    float[][] filters = RandomMatrix.gaussian(new SplittableRandom(3), 3, dimension, 1);
    // Along u, which sums to 0, the images of a group move together.
    float[] u = new float[dimension];
    for (int k = 0; k < dimension; k++) {
      u[k] = (float) (k % 2 == 0 ? loading : -loading);
    }
    double variance = 1 + loading * loading;
    double numbers = (double) images * dimension;
    double trueR = trueR(filters, (k, l) -> (k == l ? 1 : 0) + (double) u[k] * u[l]);
    // Of n numbers of mean square v whose sum has variance n, two differing ones have the
    // mean product (n − n v) / (n (n − 1)).
    double truePermutedR =
        trueR(filters, (k, l) -> k == l ? variance : (1 - variance) / (numbers - 1));
    int runs = 200;
    int covered = 0;
    int coveredPermuted = 0;
    int coveredRise = 0;
    for (int run = 0; run < runs; run++) {
      SplittableRandom random = new SplittableRandom(1000 + run);
      List<float[][]> groups = groups(20, () -> movingTogether(random, images, u));
      ProbeRun measured =
          ProbeRun.onBlocks(
              probe,
              new FakeLayer("dense1", filters, Map.of("binary", FakeLayer::signs), new Seed(run)),
              groups);
      covered += covers(measured.scalar("pearson-r"), trueR);
      coveredPermuted += covers(measured.scalar("permuted-r"), truePermutedR);
      coveredRise += covers(measured.scalar("permuted-r-minus-pearson-r"), truePermutedR - trueR);
    }

    assertThat((double) covered / runs).isBetween(0.91, 0.99);
    assertThat((double) coveredPermuted / runs).isBetween(0.91, 0.99);
    assertThat((double) coveredRise / runs).isBetween(0.91, 0.99);
  }

  @Test
  void refusesImpossibleParameters() {
    assertThatThrownBy(() -> new Permutation(0, PermutationScope.TENSOR, 0.1, 0.2))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageContaining("at least 1");
    assertThatThrownBy(() -> new Permutation(10, PermutationScope.TENSOR, 0, 0.2))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageContaining("above 0");
    assertThatThrownBy(() -> new Permutation(10, PermutationScope.TENSOR, Double.NaN, 0.2))
        .isInstanceOf(InvalidParameterException.class);
    assertThatThrownBy(() -> new Permutation(10, PermutationScope.TENSOR, 0.3, 0.2))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageContaining("at least strained");
  }

  private interface Entries {
    double at(int row, int column);
  }

  /** r = Σ wᵀCb / √(Σ wᵀCw · Σ bᵀCb) over filters, of inputs of mean 0 and covariance C. */
  private static double trueR(float[][] filters, Entries covariance) {
    double ww = 0;
    double bb = 0;
    double wb = 0;
    for (float[] w : filters) {
      float[] b = BruteForce.signs(w);
      for (int k = 0; k < w.length; k++) {
        for (int l = 0; l < w.length; l++) {
          ww += covariance.at(k, l) * w[k] * w[l];
          bb += covariance.at(k, l) * b[k] * b[l];
          wb += covariance.at(k, l) * w[k] * b[l];
        }
      }
    }
    return wb / Math.sqrt(ww * bb);
  }

  private static int covers(Finding.Scalar scalar, double truth) {
    return scalar.low().orElseThrow() <= truth && truth <= scalar.high().orElseThrow() ? 1 : 0;
  }

  private static Grade grade(
      FakeLayer layer, List<float[][]> groups, double strained, double degraded) {
    return ProbeRun.onBlocks(
            new Permutation(500, PermutationScope.TENSOR, strained, degraded), layer, groups)
        .verdict()
        .grade();
  }

  private static List<float[][]> groups(int count, Supplier<float[][]> group) {
    List<float[][]> groups = new ArrayList<>();
    for (int g = 0; g < count; g++) {
      groups.add(group.get());
    }
    return groups;
  }

  /** Patches of nearly uniform brightness of mean 0, as those of smooth images. */
  private static float[][] bright(
      SplittableRandom random, int images, int dimension, double contrast) {
    float[][] rows = RandomMatrix.gaussian(random, images, dimension, contrast);
    for (float[] row : rows) {
      float brightness = (float) random.nextGaussian();
      for (int k = 0; k < dimension; k++) {
        row[k] += brightness;
      }
    }
    return rows;
  }

  /** Few large positive weights and many small negative ones, of length 1. */
  private static float[] skewedWithoutSum(SplittableRandom random, int dimension) {
    double[] weights = new double[dimension];
    Arrays.setAll(weights, k -> Math.exp(random.nextGaussian()));
    double mean = DoubleStream.of(weights).average().orElseThrow();
    double length = Math.sqrt(DoubleStream.of(weights).map(w -> (w - mean) * (w - mean)).sum());
    float[] filter = new float[dimension];
    for (int k = 0; k < dimension; k++) {
      filter[k] = (float) ((weights[k] - mean) / length);
    }
    return filter;
  }

  private static float[][] alongSigns(SplittableRandom random, int images, float[][] filters) {
    float[][] rows = RandomMatrix.gaussian(random, images, filters[0].length, 0.5);
    for (float[] row : rows) {
      for (float[] filter : filters) {
        float part = (float) random.nextGaussian();
        for (int k = 0; k < row.length; k++) {
          row[k] += filter[k] > 0 ? part : -part;
        }
      }
    }
    return rows;
  }

  private static float[][] movingTogether(SplittableRandom random, int images, float... u) {
    float[][] rows = RandomMatrix.gaussian(random, images, u.length, 1);
    float shared = (float) random.nextGaussian();
    for (float[] row : rows) {
      for (int k = 0; k < u.length; k++) {
        row[k] += shared * u[k];
      }
    }
    return rows;
  }

  private static List<Pair> pairs(float[][] filters, INDArray rows) {
    List<Pair> pairs = new ArrayList<>();
    for (float[] row : rows.toFloatMatrix()) {
      for (int f = 0; f < filters.length; f++) {
        pairs.add(
            new Pair(
                f,
                BruteForce.dot(BruteForce.signs(filters[f]), row),
                BruteForce.dot(filters[f], row)));
      }
    }
    return pairs;
  }

  private static double pearson(List<Integer> groups, Function<Integer, List<Pair>> pairs) {
    return BruteForce.pearson(BruteForce.joined(groups.stream().map(pairs).toList()));
  }

  private static double[] ofFilters(List<List<Pair>> groups) {
    return IntStream.range(0, 5)
        .mapToDouble(
            f ->
                BruteForce.pearson(
                    BruteForce.joined(groups).stream().filter(pair -> pair.filter() == f).toList()))
        .toArray();
  }

  private static double[] cosines(float[][] filters) {
    return Arrays.stream(filters)
        .mapToDouble(filter -> BruteForce.cosine(filter, BruteForce.signs(filter)))
        .toArray();
  }

  private static double[] sorted(double[] values) {
    return DoubleStream.of(values).sorted().toArray();
  }

  private static void assertQuartiles(ProbeRun run, double[] r, double[] cosines) {
    List<String> quartiles = List.of("lower-quartile", "median", "upper-quartile");
    for (int q = 0; q < 3; q++) {
      Finding.Scalar scalar = run.scalar("filter-permuted-r-" + quartiles.get(q));
      assertThat(scalar.value()).isCloseTo(sorted(r)[q + 1], within(1e-6));
      assertThat(scalar.expected().orElseThrow()).isCloseTo(sorted(cosines)[q + 1], within(1e-6));
      assertThat(scalar.n()).hasValue(5);
    }
  }

  private static void assertMean(Finding.Scalar scalar, double... values) {
    int n = values.length;
    double mean = DoubleStream.of(values).average().orElseThrow();
    double variance = DoubleStream.of(values).map(x -> (x - mean) * (x - mean)).sum() / (n - 1);
    double margin =
        TDistribution.of(n - 1).inverseCumulativeProbability(0.975) * Math.sqrt(variance / n);
    assertThat(scalar.value()).isCloseTo(mean, within(1e-6));
    assertThat(scalar.low().orElseThrow()).isCloseTo(mean - margin, within(1e-5));
    assertThat(scalar.high().orElseThrow()).isCloseTo(mean + margin, within(1e-5));
    assertThat(scalar.n()).hasValue(n);
  }
}
