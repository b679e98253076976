package org.orthant.probes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.factory.Nd4j;
import org.orthant.api.Id;
import org.orthant.api.InvalidParameterException;
import org.orthant.api.Seed;
import org.orthant.api.finding.Finding;
import org.orthant.api.finding.Grade;
import org.orthant.api.finding.Subject;
import org.orthant.api.model.ImageShape;
import org.orthant.api.model.LayerKind;
import org.orthant.api.model.LayerShape;
import org.orthant.api.model.VectorMap;
import org.orthant.api.model.Window;
import org.orthant.api.spi.Probe;
import org.orthant.api.statistics.Moments;
import org.orthant.probes.geometry.SignAngle;
import org.orthant.probes.geometry.TernaryAngle;
import org.orthant.testkit.FakeLayer;
import org.orthant.testkit.ProbeRun;

class AngleTest {
  private final Angle probe = new Angle();

  /** The mean angle and sd of Gaussian vectors, as in the literature; the last digit is rounded. */
  @ParameterizedTest
  @CsvSource({
    "27, 36.186, .0005, 3.83",
    "1152, 37.05, .005, .593",
    "4608, 37.066, .0005, .298",
  })
  void signsAreHeldAgainstTheClosedForm(int dimension, double degrees, double rounding, double sd) {
    ProbeRun run = ProbeRun.onWeights(probe, FakeLayer.binary(gaussian(dimension, 2, 0.3)));
    Finding.Scalar expected = run.scalar("expected-degrees");
    SignAngle exact = new SignAngle(dimension);

    assertThat(expected.value()).isCloseTo(degrees, within(rounding));
    assertThat(expected.low()).isEmpty();
    assertThat(expected.n()).isEmpty();
    assertThat(run.scalar("mean-degrees").expected()).hasValue(expected.value());
    assertThat(run.scalar("sd-degrees").expected().orElseThrow()).isCloseTo(sd, within(5e-3));
    assertThat(run.scalar("mean-cosine").expected()).hasValue(exact.meanCosine());
    assertThat(run.scalar("scaled-cosine-variance").expected())
        .hasValue(dimension * exact.cosineVariance());
  }

  /**
   * Of 3 × 3 and 5 × 5 taps, whose mean angles two million Gaussian vectors gave to ±0.005°:
   * 34.353° and 36.116°.
   */
  @ParameterizedTest
  @CsvSource({"3, 34.353", "5, 36.116"})
  void depthwiseFiltersAreHeldAgainstTheExactAngleOfTheirTaps(int side, double degrees) {
    int channels = 400;
    LayerShape shape =
        new LayerShape(
            "conv1",
            LayerKind.CONVOLUTION,
            new ImageShape(8, 8, channels),
            Window.same(side),
            0,
            channels,
            channels);
    FakeLayer layer =
        new FakeLayer(
            shape,
            gaussian(side * side, channels, 0.3),
            Map.of("binary", FakeLayer::signs),
            new Seed(6));
    ProbeRun run = ProbeRun.onWeights(probe, layer);
    Finding.Scalar mean = run.scalar("mean-degrees");

    assertThat(run.scalar("expected-degrees").value()).isCloseTo(degrees, within(0.02));
    assertThat(mean.expected()).hasValue(run.scalar("expected-degrees").value());
    double fourStandardErrors =
        4 * run.scalar("sd-degrees").expected().orElseThrow() / Math.sqrt(channels);
    assertThat(mean.value()).isCloseTo(degrees, within(fourStandardErrors));
    assertThat(mean.high().orElseThrow()).isLessThan(SignAngle.limitDegrees());
    assertThat(run.verdict().grade()).isEqualTo(Grade.SOUND);
    assertThat(run.verdict().reason()).contains("Gaussian vectors of d = " + side * side + " give");
  }

  /** The angle with −θ(x) is 180° less the one with θ(x). */
  @ParameterizedTest
  @ValueSource(ints = {2, 10, 27, 288, 1152})
  void whatIsNotTheSignIsHeldAgainstASimulation(int dimension) {
    VectorMap reversed = rows -> FakeLayer.signs(rows).negi();
    ProbeRun run =
        ProbeRun.onWeights(probe, FakeLayer.under(reversed, gaussian(dimension, 2, 0.3)));
    Finding.Scalar expected = run.scalar("expected-degrees");
    double n = expected.n().orElseThrow();
    SignAngle exact = new SignAngle(dimension);
    double sd = exact.standardDeviationDegrees();
    double variance = dimension * exact.cosineVariance();

    assertThat(expected.value())
        .isNotEqualTo(180 - exact.meanDegrees())
        .isCloseTo(180 - exact.meanDegrees(), within(4 * sd / Math.sqrt(n)));
    assertThat(expected.high().orElseThrow() - expected.low().orElseThrow())
        .isCloseTo(2 * 1.96 * sd / Math.sqrt(n), within(0.1 * sd / Math.sqrt(n)));
    assertThat(run.scalar("mean-degrees").expected()).hasValue(expected.value());
    assertThat(run.scalar("sd-degrees").expected().orElseThrow())
        .isCloseTo(sd, within(4 * sd / Math.sqrt(n)));
    assertThat(run.scalar("mean-cosine").expected().orElseThrow())
        .isCloseTo(-exact.meanCosine(), within(4 * Math.sqrt(exact.cosineVariance() / n)));
    assertThat(run.scalar("scaled-cosine-variance").expected().orElseThrow())
        .isCloseTo(variance, within(4 * variance * Math.sqrt(3 / n)));
  }

  @Test
  void gaussianFiltersHaveTheExpectedVarianceOfTheCosine() {
    ProbeRun run = ProbeRun.onWeights(probe, FakeLayer.binary(gaussian(100, 4000, 0.3)));
    Finding.Scalar variance = run.scalar("scaled-cosine-variance");

    assertThat(variance.expected().orElseThrow()).isCloseTo(0.0443, within(5e-5));
    assertThat(variance.low().orElseThrow()).isBetween(0.0443 * 0.9, 0.0443);
    assertThat(variance.high().orElseThrow()).isBetween(0.0443, 0.0443 * 1.1);
    assertThat(variance.n()).hasValue(4000);
  }

  @Test
  void theReferenceHasTheScaleOfTheWeights() {
    double sd = 0.18;
    double threshold = 0.02;
    float[][] weights = gaussian(1152, 40, sd);
    Moments components = new Moments();
    for (float[] filter : weights) {
      for (float component : filter) {
        components.add(component);
      }
    }
    double t = threshold / components.rootMeanSquare();
    ProbeRun run = ProbeRun.onWeights(probe, FakeLayer.under(ternary((float) threshold), weights));

    assertThat(run.scalar("expected-degrees").value())
        .isCloseTo(new TernaryAngle(t).degrees(), within(0.05));
    assertThat(run.scalar("expected-degrees").value()).isCloseTo(33.84, within(0.1));
  }

  @Test
  void knownAnglesGiveTheirMomentsAndIntervals() {
    float[][] filters = {{1, 1}, {2, 0}, {1, -1}, {0, -3}, {1, (float) Math.sqrt(3)}};
    // θ(0) = −1, so (2, 0) becomes (1, −1) and (0, −3) becomes (−1, −1).
    double[] degrees = {0, 45, 0, 45, 15};
    ProbeRun run = ProbeRun.onWeights(probe, FakeLayer.binary(filters));
    double mean = 21;
    double sd = Math.sqrt((2 * 21 * 21 + 2 * 24 * 24 + 36) / 4.0);
    double cosine = 0;
    for (double angle : degrees) {
      cosine += Math.cos(Math.toRadians(angle)) / degrees.length;
    }
    // Student's t and χ² for 4 degrees of freedom, from printed tables.
    double margin = 2.776445 * sd / Math.sqrt(5);
    Finding.Scalar measured = run.scalar("mean-degrees");
    Finding.Scalar spread = run.scalar("sd-degrees");

    assertThat(measured.subject()).isEqualTo(Subject.of("dense1", "binary"));
    assertThat(measured.value()).isCloseTo(mean, within(1e-5));
    assertThat(measured.low().orElseThrow()).isCloseTo(Math.max(0, mean - margin), within(1e-4));
    assertThat(measured.high().orElseThrow()).isCloseTo(mean + margin, within(1e-4));
    assertThat(measured.n()).hasValue(5);
    assertThat(spread.value()).isCloseTo(sd, within(1e-5));
    assertThat(spread.low().orElseThrow()).isCloseTo(sd * Math.sqrt(4 / 11.14329), within(1e-4));
    assertThat(spread.high().orElseThrow()).isCloseTo(sd * Math.sqrt(4 / 0.484419), within(1e-3));
    assertThat(run.scalar("mean-cosine").value()).isCloseTo(cosine, within(1e-7));
    // 1, √½, 1, √½ and cos 15°, whose unbiased variance is taken twice, d being 2.
    double squares = 0;
    for (double angle : degrees) {
      squares += Math.pow(Math.cos(Math.toRadians(angle)) - cosine, 2);
    }
    assertThat(run.scalar("scaled-cosine-variance").value())
        .isCloseTo(2 * squares / 4, within(1e-7));
    assertThat(run.optionalScalar("undefined-angles")).isEmpty();
    assertThat(run.optionalScalar("fits-mean-degrees")).isEmpty();
    assertThat(run.optionalScalar("fits-sd-degrees")).isEmpty();
  }

  @Test
  void theDistributionHoldsEveryFilterAndItsReferenceSumsToOne() {
    ProbeRun run = ProbeRun.onWeights(probe, FakeLayer.binary(gaussian(27, 300, 1)));
    Finding.Distribution degrees = run.distribution();

    assertThat(degrees.metric()).isEqualTo("degrees");
    assertThat(degrees.counts().stream().mapToLong(Long::longValue).sum()).isEqualTo(300);
    assertThat(degrees.outside()).isZero();
    assertThat(degrees.counts()).hasSize(degrees.axis().bins());
    assertThat(degrees.reference()).hasSize(degrees.axis().bins());
    assertThat(degrees.reference().stream().mapToDouble(Double::doubleValue).sum())
        .isCloseTo(1, within(1e-12));
    double mean = 0;
    for (int bin = 0; bin < degrees.axis().bins(); bin++) {
      mean += degrees.reference().get(bin) * degrees.axis().center(bin);
    }
    assertThat(mean).isCloseTo(36.186, within(degrees.axis().width()));
  }

  @Test
  void gaussianFiltersAreSound() {
    ProbeRun run = ProbeRun.onWeights(probe, FakeLayer.binary(gaussian(27, 64, 0.1)));

    assertThat(run.verdict().grade()).isEqualTo(Grade.SOUND);
    assertThat(run.verdict().reason()).contains("d = 27", "n = 64 filters", "sound below 5.0°");
  }

  @Test
  void filtersAlongAnAxisAreDegraded() {
    float[][] filters = gaussian(100, 20, 0.01);
    for (float[] filter : filters) {
      filter[3] = 5;
    }
    ProbeRun run = ProbeRun.onWeights(probe, FakeLayer.binary(filters));

    assertThat(run.scalar("mean-degrees").value()).isGreaterThan(80);
    assertThat(run.verdict().grade()).isEqualTo(Grade.DEGRADED);
    assertThat(run.verdict().reason()).contains("degraded above 15.0°");
  }

  @Test
  void betweenTheLimitsIsStrained() {
    // A quarter of the components carries next to nothing: cos ≈ √(2/π)·√¾, some 46°.
    float[][] filters = gaussian(400, 30, 1);
    ProbeRun reference = ProbeRun.onWeights(probe, FakeLayer.binary(filters));
    for (float[] filter : filters) {
      for (int c = 0; c < 100; c++) {
        filter[c] *= 0.01f;
      }
    }
    ProbeRun run = ProbeRun.onWeights(probe, FakeLayer.binary(filters));
    double excess = run.scalar("mean-degrees").value() - reference.scalar("mean-degrees").value();

    assertThat(excess).isBetween(6.0, 14.0);
    assertThat(run.verdict().grade()).isEqualTo(Grade.STRAINED);
    assertThat(run.verdict().reason()).contains("sound below 5.0°, degraded above 15.0°");
  }

  @Test
  void aWideIntervalIsNotSound() {
    float[][] filters = {{1, 1, 1, 1}, {1, 0.001f, 0.001f, 0.001f}};
    ProbeRun run = ProbeRun.onWeights(probe, FakeLayer.binary(filters));

    assertThat(run.verdict().grade()).isEqualTo(Grade.UNCERTAIN);
  }

  @Test
  void anAngleSmallerThanTheGaussianOneIsSound() {
    float[][] filters = RandomMatrix.signs(new SplittableRandom(1), 10, 50);
    ProbeRun run = ProbeRun.onWeights(probe, FakeLayer.binary(filters));

    assertThat(run.scalar("mean-degrees").value()).isCloseTo(0, within(1e-5));
    assertThat(run.verdict().grade()).isEqualTo(Grade.SOUND);
  }

  @Test
  void zeroFiltersAreCountedApartAndAreNotSound() {
    float[][] filters = gaussian(27, 20, 1);
    filters[4] = new float[27];
    ProbeRun run = ProbeRun.onWeights(probe, FakeLayer.binary(filters));
    Finding.Scalar undefined = run.scalar("undefined-angles");

    assertThat(undefined.value()).isEqualTo(1);
    assertThat(undefined.n()).hasValue(20);
    assertThat(run.scalar("mean-degrees").n()).hasValue(19);
    assertThat(run.scalar("mean-degrees").value()).isCloseTo(36.2, within(4.0));
    assertThat(run.verdict().grade()).isEqualTo(Grade.STRAINED);
    assertThat(run.verdict().reason()).contains("1 of 20 filters have no angle");
  }

  @Test
  void filtersQuantizedToZeroHaveNoAngle() {
    float[][] filters = gaussian(27, 20, 1);
    for (int c = 0; c < 27; c++) {
      filters[4][c] = 0.01f;
    }
    ProbeRun run = ProbeRun.onWeights(probe, FakeLayer.under(ternary(0.02f), filters));

    assertThat(run.scalar("undefined-angles").value()).isEqualTo(1);
  }

  @Test
  void aLayerOfZerosIsNotEvaluated() {
    ProbeRun run = ProbeRun.onWeights(probe, FakeLayer.binary(new float[3][4]));

    assertThat(run.scalar("mean-degrees").value()).isNaN();
    assertThat(run.scalar("mean-degrees").expected()).isEmpty();
    assertThat(run.scalar("mean-degrees").low()).isEmpty();
    assertThat(run.scalar("undefined-angles").value()).isEqualTo(3);
    assertThat(run.distribution().reference()).isEmpty();
    assertThat(run.verdict().grade()).isEqualTo(Grade.NOT_EVALUATED);
  }

  @Test
  void oneFilterIsNotEvaluated() {
    ProbeRun run = ProbeRun.onWeights(probe, FakeLayer.binary(gaussian(27, 1, 1)));

    assertThat(run.scalar("mean-degrees").low()).isEmpty();
    assertThat(run.scalar("sd-degrees").value()).isNaN();
    assertThat(run.verdict().grade()).isEqualTo(Grade.NOT_EVALUATED);
    assertThat(run.verdict().reason()).contains("1 of 1 filters");
  }

  @Test
  void findingsDependOnNoSeed() {
    float[][] filters = gaussian(27, 10, 1);
    FakeLayer layer = FakeLayer.binary(filters);
    FakeLayer otherwise =
        new FakeLayer("dense1", filters, Map.of("binary", FakeLayer::signs), new Seed(8));
    ProbeRun run = ProbeRun.onWeights(probe, layer);

    assertThat(ProbeRun.onWeights(probe, layer).conclusion()).isEqualTo(run.conclusion());
    assertThat(ProbeRun.onWeights(probe, otherwise).conclusion()).isEqualTo(run.conclusion());
  }

  @Test
  void quantizersMeetTheSameGaussianVectorsWhoeverElseIsThere() {
    float[][] filters = gaussian(27, 10, 1);
    FakeLayer both =
        new FakeLayer(
            "dense1", filters, Map.of("a", ternary(0.5f), "b", ternary(0.05f)), new Seed(7));
    FakeLayer one = new FakeLayer("dense1", filters, Map.of("b", ternary(0.05f)), new Seed(7));
    ProbeRun run = ProbeRun.onWeights(probe, both);
    Finding.Scalar second =
        run.conclusion().findings().stream()
            .filter(finding -> finding.subject().quantizer().orElseThrow().equals("b"))
            .filter(finding -> finding.metric().equals("expected-degrees"))
            .map(Finding.Scalar.class::cast)
            .findFirst()
            .orElseThrow();

    assertThat(run.conclusion().verdicts()).hasSize(2);
    assertThat(second).isEqualTo(ProbeRun.onWeights(probe, one).scalar("expected-degrees"));
    assertThat(run.scalar("expected-degrees").value()).isLessThan(second.value() - 5);
  }

  @Test
  void everyFitHasASeedOfItsOwn() {
    float[][] filters = gaussian(2, 50, 1);
    filters[7] = new float[2];
    List<Seed> seeds = new ArrayList<>();
    FakeLayer layer =
        refitted(
            filters,
            seed -> {
              seeds.add(seed);
              return turn(10 * seeds.size() * seeds.size());
            });
    ProbeRun run = ProbeRun.onWeights(new Angle(5, 15, 3), layer);
    Finding.Scalar mean = run.scalar("fits-mean-degrees");
    Finding.Scalar spread = run.scalar("fits-sd-degrees");
    Seed fits = layer.seed().fork("fits");
    // Student's t and χ² for 2 degrees of freedom, from printed tables; the angles' sum is 140°,
    // that
    // of their squares 9800.
    double sd = Math.sqrt((9800 - 140 * 140 / 3.0) / 2);
    double margin = 4.302653 * sd / Math.sqrt(3);

    assertThat(seeds).containsExactly(fits.fork(1), fits.fork(2), fits.fork(3));
    assertThat(mean.value()).isCloseTo(140.0 / 3, within(1e-4));
    assertThat(mean.expected()).hasValue(run.scalar("expected-degrees").value());
    assertThat(mean.n()).hasValue(3);
    assertThat(mean.low().orElseThrow()).isCloseTo(Math.max(0, 140.0 / 3 - margin), within(1e-3));
    assertThat(mean.high().orElseThrow()).isCloseTo(140.0 / 3 + margin, within(1e-3));
    assertThat(spread.value()).isCloseTo(sd, within(1e-4));
    assertThat(spread.low().orElseThrow()).isCloseTo(sd * Math.sqrt(2 / 7.377759), within(1e-3));
    assertThat(spread.high().orElseThrow()).isCloseTo(sd * Math.sqrt(2 / 0.0506356), within(1e-2));
    assertThat(spread.expected()).isEmpty();
    assertThat(spread.n()).hasValue(3);
  }

  @Test
  void aQuantizerWithoutChanceHasNoSpreadOverFits() {
    float[][] filters = gaussian(1024, 1500, 0.1);
    filters[1200] = new float[1024];
    List<Long> sizes = new ArrayList<>();
    FakeLayer layer =
        refitted(
            filters,
            seed ->
                rows -> {
                  sizes.add(rows.size(0));
                  return FakeLayer.signs(rows);
                });
    ProbeRun run = ProbeRun.onWeights(new Angle(5, 15, 50), layer);

    assertThat(sizes).containsExactly(1024L, 476L, 1024L, 476L);
    assertThat(run.scalar("fits-mean-degrees").n()).hasValue(2);
    assertThat(run.scalar("fits-mean-degrees").value())
        .isCloseTo(
            ProbeRun.onWeights(probe, FakeLayer.binary(filters)).scalar("mean-degrees").value(),
            within(1e-9));
    assertThat(run.scalar("fits-sd-degrees").value()).isZero();
    assertThat(run.scalar("mean-degrees").n()).hasValue(1499);
  }

  @Test
  void fitsOfALayerOfZerosHaveNoAngle() {
    ProbeRun run = ProbeRun.onWeights(new Angle(5, 15, 4), FakeLayer.binary(new float[3][4]));

    assertThat(run.scalar("fits-mean-degrees").value()).isNaN();
    assertThat(run.scalar("fits-mean-degrees").n()).hasValue(0);
    assertThat(run.scalar("fits-mean-degrees").low()).isEmpty();
    assertThat(run.scalar("fits-sd-degrees").value()).isNaN();
  }

  @Test
  void refusesImpossibleParameters() {
    assertThatThrownBy(() -> new Angle(0, 15, 1))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageContaining("above 0");
    assertThatThrownBy(() -> new Angle(Double.NaN, 15, 1))
        .isInstanceOf(InvalidParameterException.class);
    assertThatThrownBy(() -> new Angle(10, 5, 1))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageContaining("at least strained");
    assertThatThrownBy(() -> new Angle(10, 181, 1)).isInstanceOf(InvalidParameterException.class);
    assertThatThrownBy(() -> new Angle(5, 15, 0))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageContaining("at least 1, but is 0");
  }

  @Test
  void theServiceLoaderFindsAllProbesUnderTheirIds() {
    assertThat(
            ServiceLoader.load(Probe.class).stream()
                .map(provider -> provider.type().getAnnotation(Id.class).value()))
        .contains("angle", "dot-product", "weights", "accuracy");
  }

  private static float[][] gaussian(int dimension, int filters, double sd) {
    return RandomMatrix.gaussian(new SplittableRandom(3), filters, dimension, sd);
  }

  /** A layer whose quantizer is fitted by that function. */
  private static FakeLayer refitted(float[][] filters, Function<Seed, VectorMap> fit) {
    return new FakeLayer("dense1", filters, Map.of("binary", rows -> rows.dup('c')), new Seed(7)) {
      @Override
      public VectorMap fitAgain(String quantizer, Seed seed) {
        return fit.apply(seed);
      }
    };
  }

  /** Turns vectors of the plane by so many degrees. */
  private static VectorMap turn(double degrees) {
    float cosine = (float) Math.cos(Math.toRadians(degrees));
    float sine = (float) Math.sin(Math.toRadians(degrees));
    return rows -> {
      float[] values = rows.data().asFloat();
      for (int i = 0; i < values.length; i += 2) {
        float x = values[i];
        values[i] = cosine * x - sine * values[i + 1];
        values[i + 1] = sine * x + cosine * values[i + 1];
      }
      return Nd4j.create(values, rows.shape(), 'c');
    };
  }

  private static VectorMap ternary(float threshold) {
    return rows -> {
      float[] values = rows.data().asFloat();
      for (int i = 0; i < values.length; i++) {
        values[i] = Math.abs(values[i]) <= threshold ? 0 : Math.signum(values[i]);
      }
      return Nd4j.create(values, rows.shape(), 'c');
    };
  }
}
