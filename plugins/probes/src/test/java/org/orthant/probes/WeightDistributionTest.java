package org.orthant.probes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.orthant.api.InvalidParameterException;
import org.orthant.api.Seed;
import org.orthant.api.finding.Finding;
import org.orthant.api.finding.Subject;
import org.orthant.api.model.Extent;
import org.orthant.api.model.ImageShape;
import org.orthant.api.model.LayerKind;
import org.orthant.api.model.LayerShape;
import org.orthant.api.model.Pads;
import org.orthant.api.model.Window;
import org.orthant.testkit.FakeLayer;
import org.orthant.testkit.ProbeRun;

class WeightDistributionTest {
  private final WeightDistribution probe = new WeightDistribution();

  @Test
  void gaussianWeightsLookGaussian() {
    float[][] weights = RandomMatrix.gaussian(new SplittableRandom(1), 100, 400, 0.2);
    ProbeRun run = ProbeRun.onWeights(probe, FakeLayer.binary(weights));
    Finding.Distribution components = run.distribution();
    Finding.Scalar near = run.scalar("fraction-near-zero");

    assertThat(run.scalar("excess-kurtosis").value()).isCloseTo(0, within(4 * 0.0245));
    assertThat(run.scalar("excess-kurtosis").expected()).hasValue(0);
    // P(|z| ≤ 0.1), from printed tables.
    assertThat(near.expected().orElseThrow()).isCloseTo(0.079656, within(1e-6));
    assertThat(near.value()).isCloseTo(0.079656, within(4 * 0.00136));
    assertThat(near.n()).hasValue(100);
    assertThat(near.low().orElseThrow()).isLessThan(near.value());
    assertThat(near.high().orElseThrow()).isGreaterThan(near.value());
    for (int bin = 0; bin < components.axis().bins(); bin++) {
      double expected = 40_000 * components.reference().get(bin);
      assertThat((double) components.counts().get(bin))
          .isCloseTo(expected, within(5 * Math.sqrt(expected) + 5));
    }
  }

  @Test
  void everyComponentIsCountedTheLargestToo() {
    ProbeRun run =
        ProbeRun.onWeights(probe, FakeLayer.binary(new float[][] {{-1, 1}, {0.5f, 0.01f}}));
    Finding.Distribution components = run.distribution();

    assertThat(components.metric()).isEqualTo("weights");
    assertThat(components.subject()).isEqualTo(Subject.layer("dense1"));
    assertThat(components.axis().bins()).isEqualTo(100);
    assertThat(components.outside()).isZero();
    assertThat(components.counts().get(0)).isEqualTo(1);
    assertThat(components.counts().get(99)).isEqualTo(1);
    assertThat(components.counts().get(75)).isEqualTo(1);
    assertThat(components.counts().get(50)).isEqualTo(1);
    assertThat(run.scalar("fraction-near-zero").value()).isEqualTo(0.25);
    assertThat(run.conclusion().verdicts()).isEmpty();
  }

  @Test
  void tellsHowFarFiltersDifferInScaleAndTheirLargestFromTheRest() {
    // Root mean squares 1 and e², so that the logarithms 0 and 2 have the deviation √2.
    float e2 = (float) Math.exp(2);
    ProbeRun run =
        ProbeRun.onWeights(
            probe,
            FakeLayer.binary(new float[][] {{-1, 1, 1, 1}, {2 * e2, 0, 0, 0}, {0, 0, 0, 0}}));

    assertThat(run.scalar("scale-spread").value()).isCloseTo(Math.sqrt(2), within(1e-6));
    assertThat(run.scalar("scale-spread").n()).hasValue(2);
    assertThat(run.scalar("scale-spread").expected().orElseThrow())
        .isCloseTo(1 / Math.sqrt(8), within(1e-12));
    assertThat(run.scalar("crest-factor").value()).isCloseTo(1.5, within(1e-6));
  }

  @Test
  void signsHaveTheSmallestKurtosis() {
    ProbeRun run = ProbeRun.onWeights(probe, FakeLayer.binary(new float[][] {{-1, 1}, {1, -1}}));

    assertThat(run.scalar("excess-kurtosis").value()).isCloseTo(-2, within(1e-12));
    assertThat(run.scalar("fraction-near-zero").value()).isZero();
  }

  @Test
  void aLayerOfZerosHasNoGaussianBesideIt() {
    ProbeRun run = ProbeRun.onWeights(probe, FakeLayer.binary(new float[2][3]));

    assertThat(run.scalar("excess-kurtosis").value()).isNaN();
    assertThat(run.scalar("fraction-near-zero").value()).isEqualTo(1);
    assertThat(run.distribution().reference()).isEmpty();
    assertThat(run.distribution().outside()).isZero();
  }

  @Test
  void weightsThatDifferByALastDigitHaveNoShape() {
    float above = Math.nextUp(0.1f);
    ProbeRun run =
        ProbeRun.onWeights(
            probe, FakeLayer.binary(new float[][] {{0.1f, above, 0.1f}, {above, 0.1f, 0.1f}}));

    assertThat(run.scalar("excess-kurtosis").value()).isNaN();
    assertThat(run.scalar("excess-kurtosis").low()).isEmpty();
    assertThat(run.distribution().reference()).isEmpty();
  }

  @Test
  void refusesImpossibleParameters() {
    for (double impossible : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> new WeightDistribution(impossible))
          .isInstanceOf(InvalidParameterException.class)
          .hasMessageContaining("above 0");
    }
  }

  @Test
  void filtersOfAConvolutionOfColouredImagesAreKeptToBeDrawnInThreeDigitsOfTheirLargest() {
    float[] first = new float[12];
    float[] second = new float[12];
    first[0] = -123.456f;
    first[11] = 1.26f;
    second[5] = 0.000123456f;
    ProbeRun run = ProbeRun.onWeights(probe, convolution(3, 2, first, second));

    assertThat(run.filters()).hasSize(2);
    Finding.Filters before = run.filters().get(0);
    assertThat(before.subject()).isEqualTo(Subject.layer("conv1"));
    assertThat(before.kernel()).isEqualTo(Extent.square(2));
    assertThat(before.channels()).isEqualTo(3);
    assertThat(before.values().get(0))
        .containsExactly(-123.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0);
    assertThat(before.values().get(1).get(5)).isEqualTo(0.000123);
    Finding.Filters under = run.filters().get(1);
    assertThat(under.subject()).isEqualTo(Subject.of("conv1", "binary"));
    assertThat(under.values().get(0)).hasSize(12).endsWith(1.0).containsOnly(-1.0, 1.0);
  }

  @Test
  void filtersThatAreNoPicturesAreNotKept() {
    assertThat(ProbeRun.onWeights(probe, convolution(2, 2, new float[8])).filters()).isEmpty();
    assertThat(ProbeRun.onWeights(probe, convolution(1, 1, new float[1])).filters()).isEmpty();
    assertThat(ProbeRun.onWeights(probe, convolution(1, 12, new float[144])).filters()).isEmpty();
    assertThat(ProbeRun.onWeights(probe, convolution(1, 11, new float[121])).filters()).hasSize(2);
    assertThat(ProbeRun.onWeights(probe, FakeLayer.binary(new float[][] {{1, 2}})).filters())
        .isEmpty();
  }

  @Test
  void ofManyFiltersTheFirstAreKept() {
    ProbeRun run = ProbeRun.onWeights(probe, convolution(1, 2, new float[65][4]));

    assertThat(run.filters()).allSatisfy(kept -> assertThat(kept.values()).hasSize(64));
  }

  private static FakeLayer convolution(int channels, int side, float[]... filters) {
    Window window = new Window(Extent.square(side), Extent.ONE, Extent.ONE, Pads.NONE);
    LayerShape shape =
        new LayerShape(
            "conv1",
            LayerKind.CONVOLUTION,
            new ImageShape(16, 16, channels),
            window,
            0,
            filters.length,
            1);
    return new FakeLayer(shape, filters, Map.of("binary", FakeLayer::signs), new Seed(7));
  }
}
