package org.orthant.probes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.orthant.api.finding.Grade;
import org.orthant.api.finding.Verdict;
import org.orthant.api.model.VectorMap;
import org.orthant.probes.estimate.Shortfall;
import org.orthant.testkit.FakeLayer;
import org.orthant.testkit.ProbeRun;

/** What probes say where quantization leaves r near 1. */
class FineQuantizersTest {
  private static final int DIMENSION = 100;
  private static final int FILTERS = 16;

  private final SplittableRandom random = new SplittableRandom(8);

  /** Rounding to multiples of Δ adds noise of variance Δ²/12 (Bennett, 1948). */
  @ParameterizedTest
  @CsvSource({"0.5", "0.0078125"})
  void agreesWithTheNoiseOfRounding(double step) {
    float[][] filters = gaussian(FILTERS);
    FakeLayer layer = FakeLayer.under(rounding(step), filters);
    double square =
        Arrays.stream(filters)
            .flatMapToDouble(
                row -> IntStream.range(0, row.length).mapToDouble(i -> row[i] * row[i]))
            .average()
            .orElseThrow();
    double expected = 10 * Math.log10(12 * square / (step * step) + 1);
    ProbeRun products = products(layer);
    ProbeRun angles = ProbeRun.onWeights(new Angle(), layer);

    assertThat(products.scalar("r-db").value()).isCloseTo(expected, within(0.5));
    assertThat(products.scalar("r-db").expected().orElseThrow()).isCloseTo(expected, within(0.03));
    assertThat(angles.scalar("angle-db").value()).isCloseTo(expected, within(0.5));
    assertThat(angles.scalar("angle-db").expected().orElseThrow())
        .isCloseTo(expected, within(0.03));
    assertThat(products.verdict().grade()).isEqualTo(Grade.SOUND);
    assertThat(angles.verdict().grade()).isEqualTo(Grade.SOUND);
  }

  @Test
  void whatIsLostIsOneLessR() {
    FakeLayer layer = FakeLayer.under(rounding(0.25), gaussian(FILTERS));
    ProbeRun products = products(layer);
    ProbeRun angles = ProbeRun.onWeights(new Angle(), layer);
    double low = products.scalar("pearson-r").low().orElseThrow();

    assertThat(products.scalar("lost").value()).isEqualTo(1 - products.scalar("pearson-r").value());
    assertThat(products.scalar("lost").high()).hasValue(1 - low);
    assertThat(products.scalar("r-db").low().orElseThrow())
        .isCloseTo(-10 * Math.log10(1 - low * low), within(1e-6));
    assertThat(angles.scalar("lost").value()).isEqualTo(1 - angles.scalar("mean-cosine").value());
    assertThat(angles.scalar("lost").expected().orElseThrow())
        .isEqualTo(1 - angles.scalar("mean-cosine").expected().orElseThrow());
  }

  @Test
  void filtersWithAnOutlierFallShortOfGaussianOnesUnderFourBits() {
    float[][] filters = gaussian(FILTERS);
    FakeLayer plain = FakeLayer.under(FineQuantizersTest::fourBits, gaussian(FILTERS));
    for (float[] filter : filters) {
      filter[17] = 12;
    }
    FakeLayer planted = FakeLayer.under(FineQuantizersTest::fourBits, filters);
    Verdict products = products(planted).verdict();
    Verdict angles = ProbeRun.onWeights(new Angle(), planted).verdict();

    assertThat(products(plain).verdict().grade()).isEqualTo(Grade.SOUND);
    assertThat(ProbeRun.onWeights(new Angle(), plain).verdict().grade()).isEqualTo(Grade.SOUND);
    assertThat(products(planted).scalar("pearson-r").value()).isGreaterThan(0.93);
    assertThat(products.grade()).isEqualTo(Grade.DEGRADED);
    assertThat(products.reason())
        .startsWith("Pearson's r is 0.9")
        .contains(
            " dB where Gaussian vectors give ",
            ", a shortfall of ",
            "n = 8 groups of images), degraded above 3.0 dB; ",
            " of the signs flip");
    assertThat(angles.grade()).isEqualTo(Grade.DEGRADED);
    assertThat(angles.reason())
        .contains(
            "Gaussian vectors of d = 100 give ",
            "°, a shortfall of ",
            "n = 16 filters), degraded above 3.0 dB");
  }

  @Test
  void inputsThatVaryWhereQuantizationErrsSpoilTheProductsAlone() {
    float[][] filters = gaussian(FILTERS);
    for (float[] filter : filters) {
      filter[0] = 0.12f;
    }
    FakeLayer layer = FakeLayer.under(rounding(0.25), filters);
    List<float[][]> groups = inputs(8);
    groups.stream().flatMap(Arrays::stream).forEach(input -> input[0] *= 20);
    ProbeRun run = ProbeRun.onBlocks(new DotProduct(), layer, groups);

    assertThat(run.scalar("pearson-r").value()).isGreaterThan(0.95);
    assertThat(run.verdict().grade()).isEqualTo(Grade.DEGRADED);
    assertThat(ProbeRun.onWeights(new Angle(), layer).verdict().grade()).isEqualTo(Grade.SOUND);
  }

  @Test
  void filtersOnTheGridAreBetterThanGaussianOnes() {
    float[][] filters = gaussian(FILTERS);
    for (float[] filter : filters) {
      for (int i = 0; i < DIMENSION; i++) {
        filter[i] = Math.round(filter[i] * 4) / 4f + (i == 3 ? 0.1f : 0);
      }
    }
    FakeLayer layer = FakeLayer.under(rounding(0.25), filters);

    assertThat(products(layer).verdict().grade()).isEqualTo(Grade.SOUND);
    assertThat(products(layer).verdict().reason())
        .contains(" dB better than these (95 % interval ", "; a shortfall is sound below");
    assertThat(ProbeRun.onWeights(new Angle(), layer).verdict().reason())
        .contains(" dB better than these (95 % interval ");
  }

  @Test
  void whatChangesNothingIsSound() {
    FakeLayer layer = FakeLayer.under(rows -> rows.dup('c'), gaussian(FILTERS));

    assertThat(products(layer).verdict().grade()).isEqualTo(Grade.SOUND);
    assertThat(products(layer).scalar("r-db").value()).isCloseTo(120, within(1e-9));
    assertThat(ProbeRun.onWeights(new Angle(), layer).verdict().grade()).isEqualTo(Grade.SOUND);
  }

  @Test
  void coarseQuantizersAreJudgedByRAndDegrees() {
    FakeLayer layer = FakeLayer.under(rounding(1.5), gaussian(FILTERS));

    assertThat(products(layer).verdict().reason()).contains("sound above 0.9");
    assertThat(ProbeRun.onWeights(new Angle(), layer).verdict().reason())
        .contains("sound below 5.0°");
    assertThat(Shortfall.decides(0.98)).isFalse();
    assertThat(Shortfall.decides(0.9801)).isTrue();
  }

  @Test
  void oneFilterHasNoVerdictOnItsAngle() {
    Verdict verdict =
        ProbeRun.onWeights(new Angle(), FakeLayer.under(rounding(0.25), gaussian(1))).verdict();

    assertThat(verdict.grade()).isEqualTo(Grade.NOT_EVALUATED);
  }

  @Test
  void theSpectrumGivesTheSameInDecibels() {
    FakeLayer layer = FakeLayer.under(rounding(0.25), gaussian(1));
    List<float[][]> groups = inputs(8);
    ProbeRun run = ProbeRun.onBlocks(new Spectrum(), layer, groups);
    double r = run.scalar("closed-form-r-median").value();

    assertThat(run.scalar("closed-form-lost-median").value()).isEqualTo(1 - r);
    assertThat(run.scalar("closed-form-r-db-median").value())
        .isCloseTo(-10 * Math.log10(1 - r * r), within(1e-6))
        .isCloseTo(
            ProbeRun.onBlocks(new DotProduct(), layer, groups).scalar("r-db").value(),
            within(1e-3));
    assertThat(run.scalar("closed-form-r-db-median").expected().orElseThrow())
        .isCloseTo(ProbeRun.onWeights(new Angle(), layer).scalar("angle-db").value(), within(1e-6));
  }

  private ProbeRun products(FakeLayer layer) {
    return ProbeRun.onBlocks(new DotProduct(), layer, inputs(8));
  }

  private List<float[][]> inputs(int groups) {
    return IntStream.range(0, groups)
        .mapToObj(group -> RandomMatrix.gaussian(random, 250, DIMENSION, 1))
        .toList();
  }

  private float[][] gaussian(int filters) {
    return RandomMatrix.gaussian(random, filters, DIMENSION, 1);
  }

  private static VectorMap rounding(double step) {
    return rows -> mapped(rows, row -> step);
  }

  /** The multiples −7 to 7 of a seventh of each filter's largest component. */
  private static INDArray fourBits(INDArray rows) {
    return mapped(
        rows,
        row ->
            IntStream.range(0, row.length).mapToDouble(i -> Math.abs(row[i])).max().orElse(0) / 7);
  }

  private interface StepOf {
    double of(float... row);
  }

  private static INDArray mapped(INDArray rows, StepOf steps) {
    float[] values = rows.data().asFloat();
    for (int from = 0; from < values.length; from += DIMENSION) {
      double step = steps.of(Arrays.copyOfRange(values, from, from + DIMENSION));
      for (int i = from; i < from + DIMENSION; i++) {
        values[i] = (float) (step * Math.rint(values[i] / step));
      }
    }
    return Nd4j.create(values, rows.shape(), 'c');
  }
}
