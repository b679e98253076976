package org.orthant.probes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.statistics.distribution.TDistribution;
import org.junit.jupiter.api.Test;
import org.orthant.api.Id;
import org.orthant.api.InvalidParameterException;
import org.orthant.api.Seed;
import org.orthant.api.finding.Finding;
import org.orthant.api.finding.Grade;
import org.orthant.api.finding.Subject;
import org.orthant.api.finding.Verdict;
import org.orthant.api.measure.Needs;
import org.orthant.api.model.Extent;
import org.orthant.api.model.ImageShape;
import org.orthant.api.model.LayerKind;
import org.orthant.api.model.LayerShape;
import org.orthant.api.model.Pads;
import org.orthant.api.model.Window;
import org.orthant.api.spi.Probe;
import org.orthant.probes.geometry.JacobiEigenvalues;
import org.orthant.testkit.FakeLayer;
import org.orthant.testkit.ProbeRun;

class SpectrumTest {
  /** Of {@link #sixVariances} the third and fourth are equal: a sample makes the third larger. */
  private static final int[] BEYOND_TIES = {0, 1, 3, 4};

  private final Spectrum ofWeights = new Spectrum(SpectrumOf.WEIGHTS, 1, 1152);
  private final Spectrum ofInputs = new Spectrum(SpectrumOf.INPUTS, 100, 1152);

  @Test
  void aKnownSpectrumIsFound() {
    // Pairs of opposite vectors along the axes: variances in the proportion 1 : 16 : 4 : 1 : 2.
    float[][] filters = new float[10][5];
    float[] scales = {1, 4, 2, 1, (float) Math.sqrt(2)};
    for (int i = 0; i < 5; i++) {
      filters[2 * i][i] = scales[i];
      filters[2 * i + 1][i] = -scales[i];
    }
    ProbeRun run = ProbeRun.onWeights(ofWeights, FakeLayer.binary(filters));

    assertThat(run.scalar("variance-explained-1").subject()).isEqualTo(Subject.layer("dense1"));
    assertThat(values(run))
        .containsExactly(
            new double[] {16.0 / 24, 20.0 / 24, 22.0 / 24, 23.0 / 24, 24.0 * 24 / 278},
            within(1e-7));
    assertThat(run.scalar("variance-explained-3").expected()).hasValue(0.6);
    assertThat(run.scalar("participation-ratio").expected()).hasValue(5);
    assertThat(run.scalar("participation-ratio").n()).hasValue(10);
    assertThat(run.conclusion().verdicts()).isEmpty();
  }

  @Test
  void theClosedFormIsTheCorrelationMeasuredOnTheSameInputs() {
    SplittableRandom random = new SplittableRandom(12);
    float[][] filters = RandomMatrix.gaussian(random, 9, 6, 1);
    List<float[][]> groups =
        IntStream.range(0, 20)
            .mapToObj(group -> shifted(RandomMatrix.gaussian(random, 25, 6, 1), 2))
            .toList();
    FakeLayer layer = FakeLayer.binary(filters);
    ProbeRun spectrum = ProbeRun.onBlocks(ofInputs, layer, groups);
    ProbeRun measured = ProbeRun.onBlocks(new DotProduct(), layer, groups);

    for (String quantile : List.of("median", "lower-quartile", "upper-quartile")) {
      assertThat(spectrum.scalar("closed-form-r-" + quantile).value())
          .isCloseTo(measured.scalar("filter-r-" + quantile).value(), within(1e-5));
    }
    assertThat(spectrum.scalar("loss-share-4").value()).isBetween(0.0, 1.0);
    assertThat(spectrum.scalar("loss-share-4").expected().orElseThrow())
        .isCloseTo(spectrum.scalar("variance-explained-4").value(), within(1e-12));
  }

  @Test
  void vectorsAlongALineHaveOneComponent() {
    SplittableRandom random = new SplittableRandom(1);
    float[][] filters = new float[30][6];
    for (float[] filter : filters) {
      float along = (float) random.nextGaussian();
      for (int i = 0; i < 6; i++) {
        filter[i] = (i - 2) * along + 3;
      }
    }
    ProbeRun run = ProbeRun.onWeights(ofWeights, FakeLayer.binary(filters));

    assertThat(values(run)).containsExactly(new double[] {1, 1, 1, 1, 1}, within(1e-6));
    assertThat(run.scalar("variance-explained-2").high().orElseThrow()).isLessThanOrEqualTo(1);
    assertThat(run.scalar("participation-ratio").low().orElseThrow()).isGreaterThanOrEqualTo(1);
  }

  @Test
  void filtersAreMeasuredAroundTheirMean() {
    float[][] filters = shifted(RandomMatrix.gaussian(new SplittableRandom(2), 57, 7, 0.3), 5);

    assertThat(values(ProbeRun.onWeights(ofWeights, FakeLayer.binary(filters))))
        .containsExactly(estimates(filters), within(1e-5));
  }

  @Test
  void inputsAreMeasuredTogetherHoweverTheyAreGrouped() {
    float[][] inputs = shifted(RandomMatrix.gaussian(new SplittableRandom(3), 90, 7, 2), -4);
    double[] expected = estimates(inputs);

    for (int size : new int[] {90, 25, 7, 1}) {
      List<float[][]> groups = grouped(inputs, size);
      ProbeRun run = onInputs(groups);
      assertThat(values(run)).containsExactly(expected, within(1e-5));
      assertThat(run.scalar("variance-explained-1").n()).hasValue(groups.size());
      assertThat(run.scalar("variance-explained-1").low().isPresent()).isEqualTo(size < 90);
    }
  }

  @Test
  void manyInputsAreTakenChunkByChunk() {
    float[][] inputs = RandomMatrix.gaussian(new SplittableRandom(4), 400_000, 3, 1);
    for (float[] input : inputs) {
      input[0] *= 2;
    }

    assertThat(values(onInputs(List.<float[][]>of(inputs))))
        .containsExactly(estimates(inputs), within(1e-5));
  }

  /** Each part left out and all its eigenvalues computed anew. */
  @Test
  void intervalsAreThoseOfTheJackknifeToFirstOrder() {
    float[][] filters = RandomMatrix.gaussian(new SplittableRandom(5), 600, 5, 1);
    for (float[] filter : filters) {
      for (int i = 0; i < 5; i++) {
        filter[i] *= 5 - i;
      }
    }
    ProbeRun run = ProbeRun.onWeights(ofWeights, FakeLayer.binary(filters));
    int parts = 20;
    double[][] leftOut = new double[parts][];
    for (int part = 0; part < parts; part++) {
      int without = part;
      leftOut[part] =
          estimates(
              IntStream.range(0, filters.length)
                  .filter(row -> row % parts != without)
                  .mapToObj(row -> filters[row])
                  .toArray(float[][]::new));
    }
    double t = TDistribution.of(parts - 1).inverseCumulativeProbability(0.975);
    List<Finding.Scalar> scalars = scalars(run);
    for (int e = 0; e < scalars.size(); e++) {
      int estimate = e;
      double mean = Arrays.stream(leftOut).mapToDouble(x -> x[estimate]).average().orElseThrow();
      double squares =
          Arrays.stream(leftOut)
              .mapToDouble(x -> (x[estimate] - mean) * (x[estimate] - mean))
              .sum();
      double margin = t * Math.sqrt((parts - 1.0) / parts * squares);
      Finding.Scalar scalar = scalars.get(e);
      assertThat(scalar.high().orElseThrow() - scalar.value())
          .isCloseTo(margin, within(0.05 * margin));
      assertThat(scalar.value() - scalar.low().orElseThrow())
          .isCloseTo(margin, within(0.05 * margin));
    }
  }

  @Test
  void intervalsCoverTheTruthOfIndependentFiltersAboutAsOftenAsTheySay() {
    // Variances 4, 2, 1, 1, ½, ½ of 9 in all.
    double[] truth = {4.0 / 9, 6.0 / 9, 7.0 / 9, 8.0 / 9, 81 / 22.5};
    SplittableRandom random = new SplittableRandom(6);
    int[] covered = new int[5];
    int runs = 400;
    for (int run = 0; run < runs; run++) {
      count(
          ProbeRun.onWeights(ofWeights, FakeLayer.binary(sixVariances(random, 800))),
          truth,
          covered);
    }

    for (int estimate : BEYOND_TIES) {
      assertThat((double) covered[estimate] / runs).isBetween(0.90, 0.99);
    }
  }

  @Test
  void intervalsCoverTheTruthOfGroupsWhoseVectorsDependOnEachOther() {
    double[] truth = {4.0 / 9, 6.0 / 9, 7.0 / 9, 8.0 / 9, 81 / 22.5};
    SplittableRandom random = new SplittableRandom(7);
    int[] covered = new int[5];
    int runs = 400;
    for (int run = 0; run < runs; run++) {
      List<float[][]> groups = new ArrayList<>();
      for (int g = 0; g < 80; g++) {
        // Every vector twice: no more is known than from one.
        float[][] some = sixVariances(random, 10);
        groups.add(Stream.of(some, some).flatMap(Stream::of).toArray(float[][]::new));
      }
      count(onInputs(groups), truth, covered);
    }

    for (int estimate : BEYOND_TIES) {
      assertThat((double) covered[estimate] / runs).isBetween(0.90, 0.99);
    }
  }

  @Test
  void theCurveRunsFromTheFirstComponentToTheLast() {
    float[][] filters = RandomMatrix.gaussian(new SplittableRandom(8), 40, 6, 1);
    double[] eigenvalues = JacobiEigenvalues.of(covariance(filters));
    double whole = DoubleStream.of(eigenvalues).sum();
    Finding.Curve curve =
        ProbeRun.onWeights(ofWeights, FakeLayer.binary(filters)).curve().orElseThrow();

    assertThat(curve.subject()).isEqualTo(Subject.layer("dense1"));
    assertThat(curve.metric()).isEqualTo("variance-explained");
    assertThat(curve.x()).containsExactly(1.0, 2.0, 3.0, 4.0, 5.0, 6.0);
    double sum = 0;
    for (int k = 0; k < 6; k++) {
      sum += eigenvalues[k];
      assertThat(curve.y().get(k)).isCloseTo(sum / whole, within(1e-6));
      assertThat(curve.reference().get(k)).isCloseTo((k + 1) / 6.0, within(1e-15));
    }
  }

  @Test
  void aLongCurveIsThinnedOut() {
    float[][] filters = RandomMatrix.gaussian(new SplittableRandom(9), 30, 450, 1);
    Finding.Curve curve =
        ProbeRun.onWeights(ofWeights, FakeLayer.binary(filters)).curve().orElseThrow();

    assertThat(curve.x()).hasSizeBetween(100, 200).startsWith(1.0, 2.0, 3.0, 4.0).endsWith(450.0);
    assertThat(curve.x()).isSorted().doesNotHaveDuplicates();
    assertThat(curve.y()).isSorted().hasSameSizeAs(curve.x());
    for (int i = 0; i < curve.x().size(); i++) {
      assertThat(curve.reference().get(i)).isCloseTo(curve.x().get(i) / 450, within(1e-15));
      // 30 vectors vary in 29 directions.
      assertThat(curve.y().get(i) > 1 - 1e-9).isEqualTo(curve.x().get(i) >= 29);
    }
  }

  @Test
  void fewerDimensionsThanFourHaveFewerComponents() {
    ProbeRun run =
        ProbeRun.onWeights(
            ofWeights, FakeLayer.binary(RandomMatrix.gaussian(new SplittableRandom(10), 40, 2, 1)));

    assertThat(run.scalar("variance-explained-2").value()).isCloseTo(1, within(1e-12));
    assertThat(run.optionalScalar("variance-explained-3")).isEmpty();
    assertThat(run.scalar("participation-ratio").high().orElseThrow()).isLessThanOrEqualTo(2);
  }

  @Test
  void whatNeverVariesHasNoSpectrum() {
    float[][] equal = new float[12][3];
    Arrays.stream(equal).forEach(row -> Arrays.fill(row, 0.3f));
    float[][] aLastDigitApart = new float[12][3];
    for (int i = 0; i < 12; i++) {
      Arrays.fill(aLastDigitApart[i], i % 5 < 2 ? 0.3f : Math.nextUp(0.3f));
    }
    for (ProbeRun run :
        List.of(
            ProbeRun.onWeights(ofWeights, FakeLayer.binary(equal)),
            ProbeRun.onWeights(ofWeights, FakeLayer.binary(new float[1][3])),
            onInputs(grouped(equal, 4)),
            onInputs(grouped(aLastDigitApart, 4)))) {
      assertThat(values(run)).containsOnly(Double.NaN).hasSize(4);
      assertThat(scalars(run)).allMatch(scalar -> scalar.low().isEmpty());
      assertThat(run.curve()).isEmpty();
    }
  }

  @Test
  void longerVectorsThanTheLimitAreNotEvaluated() {
    float[][] rows = RandomMatrix.gaussian(new SplittableRandom(11), 30, 1001, 1);
    for (ProbeRun run :
        List.of(
            ProbeRun.onWeights(new Spectrum(SpectrumOf.WEIGHTS, 1, 1000), FakeLayer.binary(rows)),
            ProbeRun.onBlocks(
                new Spectrum(SpectrumOf.INPUTS, 30, 1000),
                FakeLayer.binary(rows),
                List.<float[][]>of(rows)))) {
      assertThat(run.conclusion().findings()).isEmpty();
      assertThat(run.verdict().subject()).isEqualTo(Subject.layer("dense1"));
      assertThat(run.verdict().grade()).isEqualTo(Grade.NOT_EVALUATED);
      assertThat(run.verdict().reason())
          .isEqualTo(
              "d = 1001 is above limit = 1000;"
                  + " with limit: 1001 the covariance of this layer takes 80 MB");
    }
  }

  @Test
  void looksAtWhatItIsAskedOf() {
    assertThat(new Spectrum()).isEqualTo(new Spectrum(SpectrumOf.INPUTS, 200, 1152));
    assertThat(new Spectrum().needs()).isEqualTo(Needs.inputs(200));
    assertThat(ofWeights.needs()).isEqualTo(Needs.WEIGHTS);
  }

  /** Two channels of one pixel each; the one varies along its first tap, the other along both. */
  @Test
  void groupsOfChannelsAreAveragedAndNotMixed() {
    LayerShape depthwise = depthwise(2, 2);
    SplittableRandom random = new SplittableRandom(21);
    List<float[][]> images = new ArrayList<>();
    List<float[]> second = new ArrayList<>();
    for (int group = 0; group < 4; group++) {
      float[][] some = RandomMatrix.gaussian(random, 30, 4, 1);
      for (float[] image : some) {
        // The numbers are (tap, channel): the first channel moves along its first tap alone.
        image[0] *= 100;
        image[2] = 7;
        image[3] *= 3;
        second.add(new float[] {image[1], image[3]});
      }
      images.add(some);
    }
    double[] ofSecond = estimates(second.toArray(float[][]::new));
    ProbeRun run =
        ProbeRun.onBlocks(ofInputs, layer(depthwise, new float[][] {{1, 2}, {3, 1}}), images);

    assertThat(run.scalar("variance-explained-1").value())
        .isCloseTo((1 + ofSecond[0]) / 2, within(1e-5));
    assertThat(run.scalar("variance-explained-2").value()).isCloseTo(1, within(1e-7));
    assertThat(run.scalar("participation-ratio").value())
        .isCloseTo((1 + ofSecond[2]) / 2, within(1e-5));
    assertThat(run.scalar("participation-ratio").expected()).hasValue(2);
    assertThat(run.scalar("participation-ratio").n()).hasValue(4);
    assertThat(run.scalar("participation-ratio").low().orElseThrow())
        .isLessThanOrEqualTo(run.scalar("participation-ratio").value());
  }

  @Test
  void aGroupThatNeverChangesCountsInNoMean() {
    float[][] images = RandomMatrix.gaussian(new SplittableRandom(22), 50, 4, 1);
    List<float[]> second = new ArrayList<>();
    for (float[] image : images) {
      image[0] = 1;
      image[2] = 2;
      second.add(new float[] {image[1], image[3]});
    }
    ProbeRun run =
        ProbeRun.onBlocks(ofInputs, layer(depthwise(2, 2), new float[2][2]), grouped(images, 10));

    assertThat(run.scalar("participation-ratio").value())
        .isCloseTo(estimates(second.toArray(float[][]::new))[2], within(1e-5));
  }

  /** A depthwise layer's filters have taps for components, whatever their channels. */
  @Test
  void filtersOfADepthwiseLayerAreTakenTogether() {
    float[][] filters = RandomMatrix.gaussian(new SplittableRandom(23), 12, 9, 1);
    LayerShape shape =
        new LayerShape(
            "conv1", LayerKind.CONVOLUTION, new ImageShape(3, 3, 12), Window.same(3), 0, 12, 12);

    assertThat(values(ProbeRun.onWeights(ofWeights, layer(shape, filters))))
        .containsExactly(estimates(filters), within(1e-5));
  }

  @Test
  void filtersOfGroupsHaveASpectrumForEachGroup() {
    float[][] filters = RandomMatrix.gaussian(new SplittableRandom(24), 20, 4, 1);
    for (int f = 0; f < 10; f++) {
      filters[f][0] *= 5;
      filters[f + 10][1] += 100;
    }
    LayerShape shape =
        new LayerShape(
            "conv1",
            LayerKind.CONVOLUTION,
            new ImageShape(1, 2, 4),
            new Window(new Extent(1, 2), Extent.ONE, Extent.ONE, Pads.NONE),
            0,
            20,
            2);
    double[] first = estimates(Arrays.copyOfRange(filters, 0, 10));
    double[] second = estimates(Arrays.copyOfRange(filters, 10, 20));
    double[] mean = new double[first.length];
    Arrays.setAll(mean, k -> (first[k] + second[k]) / 2);

    assertThat(values(ProbeRun.onWeights(ofWeights, layer(shape, filters))))
        .containsExactly(mean, within(1e-5));
  }

  @Test
  void theLimitCountsEveryGroup() {
    LayerShape shape = depthwise(9, 4);
    ProbeRun run =
        ProbeRun.onBlocks(
            new Spectrum(SpectrumOf.INPUTS, 100, 11),
            layer(shape, new float[9][4]),
            List.<float[][]>of(new float[2][36]));

    assertThat(run.conclusion().findings()).isEmpty();
    assertThat(run.verdict())
        .isEqualTo(
            Verdict.notAsked(
                Subject.layer("conv1"),
                "d = 4 in each of 9 groups of channels is above limit = 11; with limit: 12 the"
                    + " covariance of this layer takes 0 MB"));
    assertThat(
            ProbeRun.onBlocks(
                    new Spectrum(SpectrumOf.INPUTS, 100, 12),
                    layer(shape, new float[9][4]),
                    List.<float[][]>of(new float[2][36]))
                .conclusion()
                .verdicts())
        .isEmpty();
  }

  /** A depthwise convolution of one position. */
  private static LayerShape depthwise(int channels, int taps) {
    return new LayerShape(
        "conv1",
        LayerKind.CONVOLUTION,
        new ImageShape(1, taps, channels),
        new Window(new Extent(1, taps), Extent.ONE, Extent.ONE, Pads.NONE),
        0,
        channels,
        channels);
  }

  private static FakeLayer layer(LayerShape shape, float[][] filters) {
    return new FakeLayer(shape, filters, Map.of("binary", FakeLayer::signs), new Seed(4));
  }

  @Test
  void refusesImpossibleParameters() {
    assertThatThrownBy(() -> new Spectrum(SpectrumOf.INPUTS, 0, 1))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessage("must be at least 1, but is 0");
    for (int limit : new int[] {0, 46_341}) {
      assertThatThrownBy(() -> new Spectrum(SpectrumOf.INPUTS, 1, limit))
          .isInstanceOf(InvalidParameterException.class)
          .hasMessage("must lie between 1 and 46340, but is " + limit);
    }
  }

  @Test
  void isRegisteredUnderItsId() {
    assertThat(ServiceLoader.load(Probe.class))
        .filteredOn(probe -> probe instanceof Spectrum)
        .extracting(probe -> probe.getClass().getAnnotation(Id.class).value())
        .containsExactly("spectrum");
  }

  private ProbeRun onInputs(List<float[][]> groups) {
    return ProbeRun.onBlocks(
        ofInputs, FakeLayer.binary(new float[2][groups.get(0)[0].length]), groups);
  }

  private static void count(ProbeRun run, double[] truth, int[] covered) {
    List<Finding.Scalar> scalars = scalars(run);
    for (int e = 0; e < truth.length; e++) {
      covered[e] +=
          scalars.get(e).low().orElseThrow() <= truth[e]
                  && truth[e] <= scalars.get(e).high().orElseThrow()
              ? 1
              : 0;
    }
  }

  private static float[][] sixVariances(SplittableRandom random, int rows) {
    double[] variances = {1, 0.5, 4, 1, 2, 0.5};
    float[][] matrix = RandomMatrix.gaussian(random, rows, 6, 1);
    for (float[] row : matrix) {
      for (int i = 0; i < 6; i++) {
        row[i] *= (float) Math.sqrt(variances[i]);
      }
    }
    return matrix;
  }

  private static float[][] shifted(float[][] rows, float shift) {
    for (float[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        row[i] = (i + 1) * row[i] + shift * i;
      }
    }
    return rows;
  }

  private static List<float[][]> grouped(float[][] rows, int size) {
    List<float[][]> groups = new ArrayList<>();
    for (int from = 0; from < rows.length; from += size) {
      groups.add(Arrays.copyOfRange(rows, from, Math.min(rows.length, from + size)));
    }
    return groups;
  }

  private static List<Finding.Scalar> scalars(ProbeRun run) {
    return run.conclusion().findings().stream()
        .filter(Finding.Scalar.class::isInstance)
        .map(Finding.Scalar.class::cast)
        .filter(scalar -> scalar.subject().quantizer().isEmpty())
        .toList();
  }

  private static double[] values(ProbeRun run) {
    return scalars(run).stream().mapToDouble(Finding.Scalar::value).toArray();
  }

  /** What the first components explain and the participation ratio, by Jacobi's eigenvalues. */
  private static double[] estimates(float[][] rows) {
    double[] eigenvalues = JacobiEigenvalues.of(covariance(rows));
    double whole = DoubleStream.of(eigenvalues).sum();
    int leading = Math.min(4, eigenvalues.length);
    double[] estimates = new double[leading + 1];
    double sum = 0;
    for (int k = 0; k < leading; k++) {
      sum += eigenvalues[k];
      estimates[k] = sum / whole;
    }
    estimates[leading] = whole * whole / DoubleStream.of(eigenvalues).map(x -> x * x).sum();
    return estimates;
  }

  /** In two passes, up to a factor. */
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
