package org.orthant.probes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.orthant.api.InvalidParameterException;
import org.orthant.api.Seed;
import org.orthant.api.finding.Finding;
import org.orthant.api.finding.Grade;
import org.orthant.api.finding.Remedy;
import org.orthant.api.finding.Subject;
import org.orthant.api.measure.Needs;
import org.orthant.testkit.FakeLayer;
import org.orthant.testkit.ProbeRun;

class DotProductTest {
  private final DotProduct probe = new DotProduct();

  @Test
  void seesWeightsAndInputs() {
    assertThat(new DotProduct(40, 0.9, 0.75).needs()).isEqualTo(new Needs(true, 40, 0, 0, 0));
    assertThat(probe.needs()).isEqualTo(new Needs(true, 500, 0, 0, 0));
  }

  @Test
  void agreesWithBruteForce() {
    SplittableRandom random = new SplittableRandom(21);
    float[][] filters = RandomMatrix.gaussian(random, 5, 9, 0.3);
    filters[2][0] += 4;
    List<float[][]> groups = new ArrayList<>();
    for (int g = 0; g < 6; g++) {
      groups.add(RandomMatrix.signs(random, 7 + g, 9));
    }
    ProbeRun run = ProbeRun.onBlocks(probe, FakeLayer.binary(filters), groups);
    List<List<Pair>> pairs = groups.stream().map(group -> pairs(filters, group)).toList();

    assertThat(run.scalar("pearson-r").subject()).isEqualTo(Subject.of("dense1", "binary"));
    assertMatches(run.scalar("pearson-r"), pairs, Pair::pearson, true);
    assertMatches(run.scalar("slope"), pairs, Pair::slope, false);
    assertMatches(run.scalar("sign-flip-fraction"), pairs, Pair::flips, false);
    // Sums of nine signs are odd: no group has a zero, and equal groups give no interval.
    assertThat(run.scalar("zero-fraction").value()).isEqualTo(Pair.zeros(joined(pairs)));
    assertThat(run.scalar("zero-fraction").low()).isEmpty();

    double[] ofFilters =
        IntStream.range(0, 5)
            .mapToDouble(
                f -> Pair.pearson(joined(pairs).stream().filter(p -> p.filter() == f).toList()))
            .sorted()
            .toArray();
    assertThat(run.scalar("filter-r-lower-quartile").value()).isCloseTo(ofFilters[1], within(1e-6));
    assertThat(run.scalar("filter-r-median").value()).isCloseTo(ofFilters[2], within(1e-6));
    assertThat(run.scalar("filter-r-upper-quartile").value()).isCloseTo(ofFilters[3], within(1e-6));
    assertThat(run.scalar("filter-r-median").n()).hasValue(5);
    assertThat(run.optionalScalar("undefined-filters")).isEmpty();
  }

  @Test
  void expectsTheMeanCosineAndTheFlipsOfGaussianProducts() {
    float[][] filters = {{3, 4}, {-5, 12}};
    List<float[][]> groups = List.of(new float[][] {{1, 2}, {3, -1}}, new float[][] {{-2, 1}});
    ProbeRun run = ProbeRun.onBlocks(probe, FakeLayer.binary(filters), groups);
    double cosine = (7 / (5 * Math.sqrt(2)) + 17 / (13 * Math.sqrt(2))) / 2;
    double r = run.scalar("pearson-r").value();

    assertThat(run.scalar("pearson-r").expected().orElseThrow()).isCloseTo(cosine, within(1e-12));
    assertThat(run.scalar("sign-flip-fraction").expected().orElseThrow())
        .isCloseTo(Math.acos(r) / Math.PI, within(1e-12));
  }

  @Test
  void independentInputsOfEqualVarianceMeetTheExpectation() {
    SplittableRandom random = new SplittableRandom(5);
    float[][] filters = RandomMatrix.gaussian(random, 4, 64, 1);
    List<float[][]> groups = new ArrayList<>();
    for (int g = 0; g < 20; g++) {
      groups.add(RandomMatrix.gaussian(random, 200, 64, 1));
    }
    ProbeRun run = ProbeRun.onBlocks(probe, FakeLayer.binary(filters), groups);
    Finding.Scalar flips = run.scalar("sign-flip-fraction");

    assertThat(run.scalar("filter-r-median").value())
        .isCloseTo(run.scalar("pearson-r").expected().orElseThrow(), within(0.05));
    assertThat(run.scalar("pearson-r").value())
        .isCloseTo(run.scalar("pearson-r").expected().orElseThrow(), within(0.05));
    assertThat(flips.value()).isCloseTo(flips.expected().orElseThrow(), within(0.02));
    assertThat(run.verdict().reason()).contains("n = 20 groups", "of the signs flip");
  }

  @Test
  void holdsRAgainstThatOfTheFirstQuantizer() {
    SplittableRandom random = new SplittableRandom(8);
    float[][] filters = RandomMatrix.gaussian(random, 4, 16, 1);
    List<float[][]> groups = new ArrayList<>();
    for (int g = 0; g < 6; g++) {
      groups.add(RandomMatrix.gaussian(random, 25, 16, 1));
    }
    FakeLayer layer =
        new FakeLayer(
            "dense1",
            filters,
            Map.of(
                "a-signs",
                FakeLayer::signs,
                "b-same",
                rows -> rows.dup('c'),
                "c-signs",
                FakeLayer::signs),
            new Seed(7));
    List<Finding> findings = ProbeRun.onBlocks(probe, layer, groups).conclusion().findings();

    Finding.Scalar better =
        scalar(findings, Subject.of("dense1", "b-same").insteadOf("a-signs"), "pearson-r-change");
    double signs = scalar(findings, Subject.of("dense1", "a-signs"), "pearson-r").value();
    assertThat(better.value()).isCloseTo(1 - signs, within(1e-6));
    assertThat(better.low().orElseThrow()).isBetween(0.01, better.value());
    Finding.Scalar same =
        scalar(findings, Subject.of("dense1", "c-signs").insteadOf("a-signs"), "pearson-r-change");
    assertThat(same.value()).isZero();
  }

  private static Finding.Scalar scalar(List<Finding> findings, Subject subject, String metric) {
    return findings.stream()
        .filter(found -> found.subject().equals(subject) && found.metric().equals(metric))
        .map(Finding.Scalar.class::cast)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aProductOfZeroCountsAsNegative() {
    // θ(w) = (1, 1) of w = (1, 3), so x = a₁ + a₂ and y = a₁ + 3a₂.
    float[][] filters = {{1, 3}};
    float[][] first = {{-1, 1}, {1, -1}, {0, 0}, {1, 1}};
    float[][] second = {{-2, 1}, {2, -1}, {-1, -1}, {5, 1}};
    ProbeRun run = ProbeRun.onBlocks(probe, FakeLayer.binary(filters), List.of(first, second));

    // Flips: (0, 2) of the first, (−1, 1) and (1, −1) of the second; not (0, −2), nor (0, 0).
    assertThat(run.scalar("sign-flip-fraction").value()).isEqualTo(3.0 / 8);
    assertThat(run.scalar("zero-fraction").value()).isEqualTo(3.0 / 8);
  }

  @Test
  void constantInputsAreNotEvaluated() {
    float[][] constant = {{1, 1, 1}, {1, 1, 1}};
    ProbeRun run =
        ProbeRun.onBlocks(
            probe,
            FakeLayer.binary(new float[][] {{1, 2, 3}}),
            List.of(constant, constant, constant));

    assertThat(run.scalar("pearson-r").value()).isNaN();
    assertThat(run.scalar("pearson-r").low()).isEmpty();
    assertThat(run.scalar("slope").value()).isNaN();
    assertThat(run.scalar("sign-flip-fraction").expected()).isEmpty();
    assertThat(run.scalar("filter-r-median").value()).isNaN();
    assertThat(run.scalar("undefined-filters").value()).isEqualTo(1);
    assertThat(run.verdict().grade()).isEqualTo(Grade.NOT_EVALUATED);
    assertThat(run.verdict().reason()).contains("undefined");
  }

  @Test
  void whatChangesByALastDigitIsConstantUnderEveryFilter() {
    // Filters of every kind: as drawn, of mean 0, and of components that are all the same.
    SplittableRandom random = new SplittableRandom(31);
    float[][] filters = RandomMatrix.gaussian(random, 24, 48, 0.05);
    for (int f = 0; f < 8; f++) {
      float[] filter = filters[f];
      double mean = IntStream.range(0, 48).mapToDouble(i -> filter[i]).average().orElseThrow();
      for (int i = 0; i < 48; i++) {
        filter[i] -= (float) mean;
      }
      Arrays.fill(filters[8 + f], 0.1f * (1 + f));
    }
    List<float[][]> groups = new ArrayList<>();
    for (int g = 0; g < 8; g++) {
      float[][] group = new float[25][48];
      for (float[] row : group) {
        for (int i = 0; i < row.length; i++) {
          row[i] = random.nextBoolean() ? 1 : Math.nextUp(1f);
        }
      }
      groups.add(group);
    }
    ProbeRun run =
        ProbeRun.onBlocks(probe, FakeLayer.under(rows -> rows.mul(1.5), filters), groups);

    assertThat(run.scalar("undefined-filters").value()).isEqualTo(24);
    assertThat(run.scalar("filter-r-median").value()).isNaN();
    assertThat(run.scalar("filter-r-median").n()).hasValue(0);
    assertThat(run.scalar("pearson-r").value()).isCloseTo(1, within(1e-9));
    assertThat(run.scalar("pearson-r").low()).isEmpty();
    assertThat(run.scalar("pearson-r").n()).hasValue(8);
    assertThat(run.scalar("slope").low()).isEmpty();
    assertThat(run.verdict().grade()).isEqualTo(Grade.NOT_EVALUATED);
    assertThat(run.verdict().reason())
        .isEqualTo(
            "Pearson's r is undefined within each of the 24 filters: their products are the same for"
                + " all inputs, within rounding; over all filters r is 1.000, which compares nothing"
                + " but one filter with another");
    assertThat(run.conclusion().remedies()).isEmpty();
  }

  @Test
  void smallVariationOnALargeOffsetIsReal() {
    // A thousandth of the offset, in one component of each image: x and y are proportional to w.
    float[][] filters = {{0.5f, -0.25f, 0.125f, 2}, {-1, 0.75f, 0.5f, -0.5f}};
    SplittableRandom random = new SplittableRandom(32);
    List<float[][]> groups = new ArrayList<>();
    for (int g = 0; g < 4; g++) {
      float[][] group = new float[25][4];
      for (float[] row : group) {
        Arrays.fill(row, 100);
        row[3] += random.nextBoolean() ? 0.125f : 0;
      }
      groups.add(group);
    }
    ProbeRun run = ProbeRun.onBlocks(probe, FakeLayer.binary(filters), groups);

    assertThat(run.optionalScalar("undefined-filters")).isEmpty();
    assertThat(run.scalar("filter-r-median").value()).isCloseTo(1, within(1e-6));
    assertThat(run.verdict().grade()).isNotEqualTo(Grade.NOT_EVALUATED);
  }

  @Test
  void groupsThatAreAllAlikeHaveNoInterval() {
    SplittableRandom random = new SplittableRandom(33);
    float[][] group = RandomMatrix.gaussian(random, 25, 8, 1);
    ProbeRun run =
        ProbeRun.onBlocks(
            probe,
            FakeLayer.binary(RandomMatrix.gaussian(random, 5, 8, 1)),
            List.of(group, group, group));

    assertThat(run.scalar("pearson-r").value()).isBetween(0.3, 1.0);
    for (String metric : List.of("pearson-r", "slope", "sign-flip-fraction", "zero-fraction")) {
      assertThat(run.scalar(metric).low()).isEmpty();
      assertThat(run.scalar(metric).n()).hasValue(3);
    }
    assertThat(run.verdict().grade()).isEqualTo(Grade.NOT_EVALUATED);
    assertThat(run.verdict().reason())
        .isEqualTo(
            "Pearson's r has no interval: the n = 3 groups of images are all alike, within"
                + " rounding");
  }

  @Test
  void aZeroFilterHasNoCorrelationOfItsOwn() {
    SplittableRandom random = new SplittableRandom(1);
    float[][] filters = RandomMatrix.gaussian(random, 3, 8, 1);
    filters[1] = new float[8];
    ProbeRun run =
        ProbeRun.onBlocks(
            probe,
            FakeLayer.binary(filters),
            List.of(
                RandomMatrix.gaussian(random, 9, 8, 1), RandomMatrix.gaussian(random, 9, 8, 1)));

    assertThat(run.scalar("undefined-filters").value()).isEqualTo(1);
    assertThat(run.scalar("undefined-filters").n()).hasValue(3);
    assertThat(run.scalar("filter-r-median").n()).hasValue(2);
    assertThat(run.scalar("pearson-r").value()).isBetween(0.1, 1.0);
    assertThat(run.verdict().reason())
        .contains("; of r within a filter, 1 of 3 filters have none: number 1; about ");
  }

  @Test
  void oneGroupHasNoIntervalAndIsNotEvaluated() {
    SplittableRandom random = new SplittableRandom(1);
    ProbeRun run =
        ProbeRun.onBlocks(
            probe,
            FakeLayer.binary(RandomMatrix.gaussian(random, 3, 8, 1)),
            List.<float[][]>of(RandomMatrix.gaussian(random, 9, 8, 1)));

    assertThat(run.scalar("pearson-r").value()).isBetween(0.3, 1.0);
    assertThat(run.scalar("pearson-r").low()).isEmpty();
    assertThat(run.scalar("pearson-r").n()).hasValue(1);
    assertThat(run.verdict().grade()).isEqualTo(Grade.NOT_EVALUATED);
    assertThat(run.verdict().reason()).contains("n = 1");
  }

  @Test
  void productsThatStayTheSameCorrelatePerfectly() {
    SplittableRandom random = new SplittableRandom(1);
    ProbeRun run =
        ProbeRun.onBlocks(
            probe,
            FakeLayer.under(rows -> rows.dup(), RandomMatrix.gaussian(random, 3, 8, 1)),
            List.of(
                RandomMatrix.gaussian(random, 9, 8, 1), RandomMatrix.gaussian(random, 9, 8, 1)));

    assertThat(run.scalar("pearson-r").value()).isCloseTo(1, within(1e-12));
    assertThat(run.scalar("pearson-r").low().orElseThrow()).isCloseTo(1, within(1e-9));
    assertThat(run.scalar("slope").value()).isCloseTo(1, within(1e-12));
    assertThat(run.scalar("sign-flip-fraction").value()).isZero();
    assertThat(run.verdict().grade()).isEqualTo(Grade.SOUND);
  }

  @Test
  void correlationsAreGradedByTheirInterval() {
    SplittableRandom random = new SplittableRandom(6);
    float[][] filters = RandomMatrix.gaussian(random, 16, 100, 1);
    List<float[][]> groups = new ArrayList<>();
    for (int g = 0; g < 20; g++) {
      groups.add(RandomMatrix.gaussian(random, 50, 100, 1));
    }
    FakeLayer layer = FakeLayer.binary(filters);
    Finding.Scalar r = ProbeRun.onBlocks(probe, layer, groups).scalar("pearson-r");
    double low = r.low().orElseThrow();
    double high = r.high().orElseThrow();
    double tiny = 1e-9;

    assertThat(low).isLessThan(r.value());
    assertThat(high).isGreaterThan(r.value());
    assertThat(grade(layer, groups, low - tiny, low - tiny)).isEqualTo(Grade.SOUND);
    assertThat(grade(layer, groups, low + tiny, low - tiny)).isEqualTo(Grade.UNCERTAIN);
    assertThat(grade(layer, groups, high + tiny, high - tiny)).isEqualTo(Grade.UNCERTAIN);
    assertThat(grade(layer, groups, high + tiny, low - tiny)).isEqualTo(Grade.STRAINED);
    assertThat(grade(layer, groups, high + tiny, high + tiny)).isEqualTo(Grade.DEGRADED);
  }

  @Test
  void whatIsDegradedMayBeTrainedWithContinuousWeights() {
    SplittableRandom random = new SplittableRandom(6);
    FakeLayer layer = FakeLayer.binary(RandomMatrix.gaussian(random, 16, 30, 1));
    List<float[][]> groups =
        List.of(RandomMatrix.gaussian(random, 50, 30, 1), RandomMatrix.gaussian(random, 50, 30, 1));

    assertThat(ProbeRun.onBlocks(probe, layer, groups).conclusion().remedies()).isEmpty();
    assertThat(
            ProbeRun.onBlocks(new DotProduct(500, 0.99, 0.98), layer, groups)
                .conclusion()
                .remedies())
        .containsExactly(
            new Remedy(
                Subject.of("dense1", "binary"),
                Optional.empty(),
                "continuous weights (100.00 % of the weights measured)"));
  }

  @Test
  void theJointHistogramHoldsQuantizedAcrossAndContinuousUp() {
    float[][] filters = {{0.5f, 0.25f, 0.25f}};
    ProbeRun run =
        ProbeRun.onBlocks(
            probe,
            FakeLayer.binary(filters),
            List.of(new float[][] {{1, 1, 1}, {1, 1, -1}}, new float[][] {{-1, -1, -1}}));
    Finding.Joint joint = run.joint();

    assertThat(joint.labelX()).isEqualTo("wᵇ·a");
    assertThat(joint.labelY()).isEqualTo("wᶜ·a");
    assertThat(joint.axisX().width()).isEqualTo(2);
    assertThat(joint.axisY().high()).isBetween(1.0, 4.0);
    assertThat(count(joint, 3, 1)).isEqualTo(1);
    assertThat(count(joint, 1, 0.5)).isEqualTo(1);
    assertThat(count(joint, -3, -1)).isEqualTo(1);
    assertThat(joint.counts().stream().flatMap(List::stream).mapToLong(Long::longValue).sum())
        .isEqualTo(3);
  }

  @Test
  void productsThatAreNotWholeNumbersGetNarrowBins() {
    SplittableRandom random = new SplittableRandom(1);
    ProbeRun run =
        ProbeRun.onBlocks(
            probe,
            FakeLayer.binary(RandomMatrix.gaussian(random, 3, 8, 1)),
            List.of(
                RandomMatrix.gaussian(random, 9, 8, 0.01),
                new float[2][8],
                RandomMatrix.gaussian(random, 9, 8, 0.01)));

    assertThat(run.joint().axisX().high()).isLessThan(0.5);
  }

  @Test
  void equalInputsGiveEqualFindings() {
    SplittableRandom random = new SplittableRandom(9);
    FakeLayer layer = FakeLayer.binary(RandomMatrix.gaussian(random, 3, 8, 1));
    List<float[][]> groups =
        List.of(RandomMatrix.signs(random, 9, 8), RandomMatrix.signs(random, 9, 8));

    assertThat(ProbeRun.onBlocks(probe, layer, groups))
        .isEqualTo(ProbeRun.onBlocks(probe, layer, groups));
  }

  @Test
  void refusesImpossibleParameters() {
    assertThatThrownBy(() -> new DotProduct(0, 0.9, 0.75))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageContaining("at least 1");
    assertThatThrownBy(() -> new DotProduct(10, 1, 0.75))
        .isInstanceOf(InvalidParameterException.class);
    assertThatThrownBy(() -> new DotProduct(10, Double.NaN, 0.75))
        .isInstanceOf(InvalidParameterException.class);
    assertThatThrownBy(() -> new DotProduct(10, 0.5, 0.75))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageContaining("at most sound");
  }

  private static Grade grade(
      FakeLayer layer, List<float[][]> groups, double sound, double degraded) {
    return ProbeRun.onBlocks(new DotProduct(500, sound, degraded), layer, groups).verdict().grade();
  }

  private static long count(Finding.Joint joint, double x, double y) {
    return joint.counts().get(joint.axisY().bin(y)).get(joint.axisX().bin(x));
  }

  /** Holds an estimate against all pairs, and its interval against leaving out group by group. */
  private static void assertMatches(
      Finding.Scalar scalar,
      List<List<Pair>> groups,
      ToDoubleFunction<List<Pair>> estimator,
      boolean fisher) {
    double margin =
        BruteForce.margin(
            groups,
            List::size,
            some -> {
              double estimate = estimator.applyAsDouble(joined(some));
              return fisher ? artanh(estimate) : estimate;
            });
    double value = estimator.applyAsDouble(joined(groups));
    double low = fisher ? Math.tanh(artanh(value) - margin) : Math.max(0, value - margin);
    double high = fisher ? Math.tanh(artanh(value) + margin) : value + margin;

    assertThat(scalar.value()).isCloseTo(value, within(1e-6));
    assertThat(scalar.low().orElseThrow()).isCloseTo(low, within(1e-5));
    assertThat(scalar.high().orElseThrow()).isCloseTo(high, within(1e-5));
    assertThat(scalar.n()).hasValue(groups.size());
  }

  private static double artanh(double r) {
    return Math.log((1 + r) / (1 - r)) / 2;
  }

  private static List<Pair> joined(List<List<Pair>> groups) {
    return groups.stream().flatMap(List::stream).toList();
  }

  private static List<Pair> pairs(float[][] filters, float[][] images) {
    List<Pair> pairs = new ArrayList<>();
    for (float[] image : images) {
      for (int f = 0; f < filters.length; f++) {
        double x = 0;
        double y = 0;
        for (int k = 0; k < image.length; k++) {
          x += filters[f][k] > 0 ? image[k] : -image[k];
          y += (double) filters[f][k] * image[k];
        }
        pairs.add(new Pair(f, x, y));
      }
    }
    return pairs;
  }

  /** One dot product of a filter, quantized and continuous. */
  private record Pair(int filter, double x, double y) {
    static double pearson(List<Pair> pairs) {
      return covariance(pairs, Pair::x, Pair::y)
          / Math.sqrt(covariance(pairs, Pair::x, Pair::x) * covariance(pairs, Pair::y, Pair::y));
    }

    static double slope(List<Pair> pairs) {
      return covariance(pairs, Pair::x, Pair::y) / covariance(pairs, Pair::x, Pair::x);
    }

    static double flips(List<Pair> pairs) {
      return pairs.stream().mapToInt(p -> (p.x > 0) == (p.y > 0) ? 0 : 1).average().orElseThrow();
    }

    static double zeros(List<Pair> pairs) {
      return pairs.stream().mapToInt(p -> p.x == 0 ? 1 : 0).average().orElseThrow();
    }

    private static double covariance(
        List<Pair> pairs, ToDoubleFunction<Pair> first, ToDoubleFunction<Pair> second) {
      double a = pairs.stream().mapToDouble(first).average().orElseThrow();
      double b = pairs.stream().mapToDouble(second).average().orElseThrow();
      return pairs.stream()
          .mapToDouble(p -> (first.applyAsDouble(p) - a) * (second.applyAsDouble(p) - b))
          .average()
          .orElseThrow();
    }
  }
}
