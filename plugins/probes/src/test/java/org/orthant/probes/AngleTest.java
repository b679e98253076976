package org.orthant.probes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.ServiceLoader;
import java.util.SplittableRandom;
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
import org.orthant.api.model.VectorMap;
import org.orthant.api.spi.Probe;
import org.orthant.api.statistics.Moments;
import org.orthant.probes.geometry.SignTheory;

class AngleTest {
  private final Angle probe = new Angle();

  /** The mean angle and sd of Gaussian vectors, as in the literature; the last digit is rounded. */
  @ParameterizedTest
  @CsvSource({
    "2, 22.500, .0005",
    "3, 28.118, .0005",
    "9, 34.353, .0005",
    "10, 34.642, .0005",
    "27, 36.186, .0005",
    "100, 36.84, .005",
    "576, 37.03, .005",
    "1152, 37.05, .005",
    "4608, 37.06, .005"
  })
  void theGaussianReferenceIsTheKnownOne(int dimension, double degrees, double rounding) {
    ProbeRun run = ProbeRun.onWeights(probe, FakeLayer.binary(gaussian(dimension, 2, 0.3)));
    Finding.Scalar expected = run.scalar("expected-degrees");
    double sd = run.scalar("sd-degrees").expected().orElseThrow();
    double n = expected.n().orElseThrow();

    assertThat(expected.value()).isCloseTo(degrees, within(rounding + 4 * sd / Math.sqrt(n)));
    assertThat(run.scalar("mean-degrees").expected()).hasValue(expected.value());
    assertThat(expected.high().orElseThrow() - expected.low().orElseThrow())
        .isCloseTo(2 * 1.96 * sd / Math.sqrt(n), within(1e-3 * sd / Math.sqrt(n) * 4));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 10, 27, 288, 1152})
  void theGaussianMeanCosineIsTheClosedForm(int dimension) {
    ProbeRun run = ProbeRun.onWeights(probe, FakeLayer.binary(gaussian(dimension, 2, 0.3)));
    double n = run.scalar("expected-degrees").n().orElseThrow();

    assertThat(run.scalar("mean-cosine").expected().orElseThrow())
        .isCloseTo(
            SignTheory.mean(dimension),
            within(4 * Math.sqrt(Math.max(1e-30, SignTheory.variance(dimension)) / n) + 1e-12));
  }

  @ParameterizedTest
  @CsvSource({"27, 3.83", "1152, .593", "4608, .298"})
  void theGaussianSpreadIsTheKnownOne(int dimension, double sd) {
    ProbeRun run = ProbeRun.onWeights(probe, FakeLayer.binary(gaussian(dimension, 2, 0.3)));
    double n = run.scalar("expected-degrees").n().orElseThrow();

    assertThat(run.scalar("sd-degrees").expected().orElseThrow())
        .isCloseTo(sd, within(5e-3 + 4 * sd / Math.sqrt(2 * n)));
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
    double erfc = 2 * (1 - standardNormalBelow(t));
    double cosine = Math.sqrt(2 / Math.PI) * Math.exp(-t * t / 2) / Math.sqrt(erfc);

    assertThat(run.scalar("expected-degrees").value())
        .isCloseTo(Math.toDegrees(Math.acos(cosine)), within(0.05));
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
    assertThat(measured.low().orElseThrow()).isCloseTo(mean - margin, within(1e-4));
    assertThat(measured.high().orElseThrow()).isCloseTo(mean + margin, within(1e-4));
    assertThat(measured.n()).hasValue(5);
    assertThat(spread.value()).isCloseTo(sd, within(1e-5));
    assertThat(spread.low().orElseThrow()).isCloseTo(sd * Math.sqrt(4 / 11.14329), within(1e-4));
    assertThat(spread.high().orElseThrow()).isCloseTo(sd * Math.sqrt(4 / 0.484419), within(1e-3));
    assertThat(run.scalar("mean-cosine").value()).isCloseTo(cosine, within(1e-7));
    assertThat(run.optionalScalar("undefined-angles")).isEmpty();
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
    assertThat(run.verdict().reason())
        .contains("d = 27", "n = 64 filters", "wholly below strained = 5.0°");
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
    assertThat(run.verdict().reason()).contains("wholly above degraded = 15.0°");
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
    assertThat(run.verdict().reason()).contains("neither wholly below", "nor wholly above");
  }

  @Test
  void aWideIntervalIsNotSound() {
    float[][] filters = {{1, 1, 1, 1}, {1, 0.001f, 0.001f, 0.001f}};
    ProbeRun run = ProbeRun.onWeights(probe, FakeLayer.binary(filters));

    assertThat(run.verdict().grade()).isEqualTo(Grade.STRAINED);
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
  void equalSeedsGiveEqualFindings() {
    float[][] filters = gaussian(27, 10, 1);
    FakeLayer layer = FakeLayer.binary(filters);
    FakeLayer otherwise =
        new FakeLayer("dense1", filters, Map.of("binary", FakeLayer::signs), new Seed(8));
    ProbeRun run = ProbeRun.onWeights(probe, layer);

    assertThat(ProbeRun.onWeights(probe, layer).conclusion()).isEqualTo(run.conclusion());
    assertThat(ProbeRun.onWeights(probe, otherwise).scalar("expected-degrees").value())
        .isNotEqualTo(run.scalar("expected-degrees").value());
  }

  @Test
  void quantizersMeetTheSameGaussianVectorsWhoeverElseIsThere() {
    float[][] filters = gaussian(27, 10, 1);
    FakeLayer both =
        new FakeLayer(
            "dense1", filters, Map.of("a", ternary(0.5f), "binary", FakeLayer::signs), new Seed(7));
    ProbeRun run = ProbeRun.onWeights(probe, both);
    Finding.Scalar ofBinary =
        run.conclusion().findings().stream()
            .filter(finding -> finding.subject().quantizer().orElseThrow().equals("binary"))
            .filter(finding -> finding.metric().equals("expected-degrees"))
            .map(Finding.Scalar.class::cast)
            .findFirst()
            .orElseThrow();

    assertThat(run.conclusion().verdicts()).hasSize(2);
    assertThat(ofBinary)
        .isEqualTo(ProbeRun.onWeights(probe, FakeLayer.binary(filters)).scalar("expected-degrees"));
    assertThat(run.scalar("expected-degrees").value()).isLessThan(ofBinary.value() - 5);
  }

  @Test
  void refusesImpossibleLimits() {
    assertThatThrownBy(() -> new Angle(0, 15))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageContaining("above 0");
    assertThatThrownBy(() -> new Angle(Double.NaN, 15))
        .isInstanceOf(InvalidParameterException.class);
    assertThatThrownBy(() -> new Angle(10, 5))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageContaining("at least strained");
    assertThatThrownBy(() -> new Angle(10, 181)).isInstanceOf(InvalidParameterException.class);
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

  private static VectorMap ternary(float threshold) {
    return rows -> {
      float[] values = rows.data().asFloat();
      for (int i = 0; i < values.length; i++) {
        values[i] = Math.abs(values[i]) <= threshold ? 0 : Math.signum(values[i]);
      }
      return Nd4j.create(values, rows.shape(), 'c');
    };
  }

  /** Φ(t) by the midpoint rule. */
  private static double standardNormalBelow(double t) {
    int steps = 10_000;
    double sum = 0;
    for (int i = 0; i < steps; i++) {
      double x = (i + 0.5) * t / steps;
      sum += Math.exp(-x * x / 2) * t / steps;
    }
    return 0.5 + sum / Math.sqrt(2 * Math.PI);
  }
}
