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
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.InvalidParameterException;
import org.orthant.api.Seed;
import org.orthant.api.finding.Finding;
import org.orthant.api.finding.Grade;
import org.orthant.api.finding.Subject;
import org.orthant.api.finding.Verdict;
import org.orthant.api.measure.Needs;
import org.orthant.api.model.ImageShape;
import org.orthant.api.model.LayerShape;
import org.orthant.probes.BruteForce.Pair;
import org.orthant.testkit.FakeBlock;
import org.orthant.testkit.FakeLayer;
import org.orthant.testkit.MemoryRecording;
import org.orthant.testkit.ProbeRun;

class ActivationDotProductTest {
  private static final LayerShape CONVOLUTION =
      LayerShape.same("conv2", new ImageShape(4, 4, 2), 3, 5);

  private final ActivationDotProduct probe = new ActivationDotProduct();

  @Test
  void seesWeightsAndInputs() {
    assertThat(probe.needs()).isEqualTo(new Needs(true, 500, 0, 0, 0));
    assertThat(new ActivationDotProduct(40, 0.9, 0.8).needs())
        .isEqualTo(new Needs(true, 40, 0, 0, 0));
  }

  @Test
  void agreesWithBruteForce() {
    SplittableRandom random = new SplittableRandom(41);
    float[][] filters = RandomMatrix.gaussian(random, 5, 18, 1);
    FakeLayer layer =
        new FakeLayer(CONVOLUTION, filters, Map.of("binary", FakeLayer::signs), new Seed(2));
    List<FakeBlock> blocks =
        IntStream.range(0, 5)
            .mapToObj(g -> signed(layer, g, RandomMatrix.gaussian(random, 4 + g, 32, 1)))
            .toList();
    ProbeRun run = ProbeRun.on(probe, layer, blocks);
    float[][] signs = signs(filters);
    List<List<Pair>> pairs = blocks.stream().map(block -> pairs(block, signs, signs)).toList();

    assertThat(run.scalar("pearson-r").subject()).isEqualTo(Subject.of("conv2", "binary"));
    BruteForce.assertCorrelation(run.scalar("pearson-r"), pairs);
    BruteForce.assertCorrelation(
        run.scalar("pearson-r-both"),
        blocks.stream().map(block -> pairs(block, signs, filters)).toList());
    BruteForce.assertEstimate(
        run.scalar("sign-flip-fraction"),
        pairs,
        List::size,
        groups -> fraction(groups, ActivationDotProductTest::flips));
    BruteForce.assertEstimate(
        run.scalar("zero-fraction"),
        pairs,
        List::size,
        groups -> fraction(groups, pair -> pair.x() == 0));
    BruteForce.assertEstimate(
        run.scalar("slope"), pairs, List::size, ActivationDotProductTest::slope);
    double[] ofFilters =
        IntStream.range(0, 5)
            .mapToDouble(
                f ->
                    BruteForce.pearson(
                        BruteForce.joined(pairs).stream()
                            .filter(pair -> pair.filter() == f)
                            .toList()))
            .sorted()
            .toArray();
    assertThat(run.scalar("filter-r-lower-quartile").value()).isCloseTo(ofFilters[1], within(1e-6));
    assertThat(run.scalar("filter-r-median").value()).isCloseTo(ofFilters[2], within(1e-6));
    assertThat(run.scalar("filter-r-upper-quartile").value()).isCloseTo(ofFilters[3], within(1e-6));
  }

  @Test
  void expectsWhatIndependentActivationsGive() {
    SplittableRandom random = new SplittableRandom(42);
    float[][] filters = RandomMatrix.gaussian(random, 5, 18, 1);
    FakeLayer layer = FakeLayer.binary(filters);
    List<float[][]> groups = List.of(gaussian(random, 6), gaussian(random, 4), gaussian(random, 5));
    ProbeRun run =
        ProbeRun.on(
            probe,
            layer,
            IntStream.range(0, 3).mapToObj(g -> signed(layer, g, groups.get(g))).toList());
    List<List<Pair>> activations = new ArrayList<>();
    for (float[][] group : groups) {
      List<Pair> pairs = new ArrayList<>();
      for (float[] image : group) {
        for (float activation : image) {
          pairs.add(new Pair(0, activation > 0 ? 1 : -1, activation));
        }
      }
      activations.add(pairs);
    }
    double cosine =
        Arrays.stream(filters)
            .mapToDouble(filter -> BruteForce.cosine(filter, BruteForce.signs(filter)))
            .average()
            .orElseThrow();
    double r = BruteForce.pearson(BruteForce.joined(activations));

    assertThat(run.scalar("activation-r").subject()).isEqualTo(Subject.layer("dense1"));
    BruteForce.assertCorrelation(run.scalar("activation-r"), activations);
    assertThat(run.scalar("pearson-r").expected().orElseThrow()).isCloseTo(r, within(1e-6));
    assertThat(run.scalar("pearson-r-both").expected().orElseThrow())
        .isCloseTo(r * cosine, within(1e-6));
  }

  @Test
  void independentGaussianActivationsMeetTheTheory() {
    SplittableRandom random = new SplittableRandom(43);
    FakeLayer layer = FakeLayer.binary(RandomMatrix.gaussian(random, 8, 64, 1));
    ProbeRun run =
        ProbeRun.on(
            probe,
            layer,
            IntStream.range(0, 20)
                .mapToObj(g -> signed(layer, g, RandomMatrix.gaussian(random, 100, 64, 1)))
                .toList());

    assertThat(run.scalar("activation-r").value()).isCloseTo(Math.sqrt(2 / Math.PI), within(0.01));
    assertThat(run.scalar("pearson-r").value()).isCloseTo(Math.sqrt(2 / Math.PI), within(0.02));
    assertThat(run.scalar("pearson-r-both").value())
        .isCloseTo(run.scalar("pearson-r-both").expected().orElseThrow(), within(0.03));
    assertThat(run.verdict().grade()).isEqualTo(Grade.STRAINED);
    assertThat(run.verdict().reason()).contains("single activations", "n = 20 groups");
  }

  @Test
  void aLayerWithContinuousInputsIsNotEvaluated() {
    SplittableRandom random = new SplittableRandom(44);
    FakeLayer layer =
        new FakeLayer(
            "conv1",
            RandomMatrix.gaussian(random, 3, 8, 1),
            Map.of("binary", FakeLayer::signs, "kept", rows -> rows.dup()),
            new Seed(1));
    ProbeRun run =
        ProbeRun.onBlocks(
            probe,
            layer,
            List.of(
                RandomMatrix.gaussian(random, 5, 8, 1), RandomMatrix.gaussian(random, 5, 8, 1)));

    assertThat(run.conclusion().findings()).isEmpty();
    assertThat(run.conclusion().verdicts())
        .containsExactly(
            Verdict.notAsked(
                Subject.of("conv1", "binary"), "The inputs of conv1 are not quantized"),
            Verdict.notAsked(Subject.of("conv1", "kept"), "The inputs of conv1 are not quantized"));
  }

  @Test
  void quantizedActivationsThatNeverChangeAreNotEvaluatedWhateverTheContinuousOnesDo() {
    SplittableRandom random = new SplittableRandom(44);
    FakeLayer layer = FakeLayer.binary(RandomMatrix.gaussian(random, 6, 8, 1));
    float[][] ones = new float[9][8];
    Arrays.stream(ones).forEach(row -> Arrays.fill(row, 1));
    List<FakeBlock> blocks =
        IntStream.range(0, 5)
            .mapToObj(
                g -> {
                  float[][] continuous = RandomMatrix.gaussian(random, 9, 8, 1);
                  for (float[] row : continuous) {
                    for (int i = 0; i < row.length; i++) {
                      row[i] += 100;
                    }
                  }
                  return new FakeBlock(layer, g, ones, Optional.of(continuous));
                })
            .toList();
    ProbeRun run = ProbeRun.on(probe, layer, blocks);

    assertThat(run.scalar("activation-r").value()).isNaN();
    assertThat(run.scalar("undefined-filters").value()).isEqualTo(6);
    assertThat(run.scalar("filter-r-median").n()).hasValue(0);
    for (String metric : List.of("pearson-r", "pearson-r-both", "slope")) {
      assertThat(run.scalar(metric).low()).isEmpty();
    }
    assertThat(run.verdict().grade()).isEqualTo(Grade.NOT_EVALUATED);
    assertThat(run.verdict().open()).isTrue();
    assertThat(run.verdict().reason())
        .startsWith(
            "Pearson's r is undefined within each of the 6 filters: their products after"
                + " quantization are the same for all inputs, within rounding")
        .doesNotContain("NaN");
  }

  @Test
  void activationsThatStayTheSameCorrelatePerfectly() {
    SplittableRandom random = new SplittableRandom(45);
    FakeLayer layer = FakeLayer.binary(RandomMatrix.gaussian(random, 3, 8, 1));
    ProbeRun run =
        ProbeRun.on(
            probe,
            layer,
            IntStream.range(0, 3)
                .mapToObj(
                    g -> {
                      float[][] images = RandomMatrix.gaussian(random, 6, 8, 1);
                      return new FakeBlock(layer, g, images, Optional.of(images));
                    })
                .toList());

    assertThat(run.scalar("pearson-r").value()).isCloseTo(1, within(1e-12));
    assertThat(run.scalar("activation-r").value()).isCloseTo(1, within(1e-12));
    assertThat(run.scalar("sign-flip-fraction").value()).isZero();
    assertThat(run.scalar("pearson-r-both").value()).isBetween(0.3, 0.999);
    assertThat(run.verdict().grade()).isEqualTo(Grade.SOUND);
  }

  @Test
  void correlationsAreGradedByTheirInterval() {
    SplittableRandom random = new SplittableRandom(46);
    FakeLayer layer = FakeLayer.binary(RandomMatrix.gaussian(random, 4, 16, 1));
    List<FakeBlock> blocks =
        IntStream.range(0, 6)
            .mapToObj(g -> signed(layer, g, RandomMatrix.gaussian(random, 8, 16, 1)))
            .toList();
    Finding.Scalar r = ProbeRun.on(probe, layer, blocks).scalar("pearson-r");
    double low = r.low().orElseThrow();
    double high = r.high().orElseThrow();
    double tiny = 1e-9;

    assertThat(grade(layer, blocks, low - tiny, low - tiny)).isEqualTo(Grade.SOUND);
    assertThat(grade(layer, blocks, low + tiny, low - tiny)).isEqualTo(Grade.UNCERTAIN);
    assertThat(grade(layer, blocks, high + tiny, high - tiny)).isEqualTo(Grade.UNCERTAIN);
    assertThat(grade(layer, blocks, high + tiny, low - tiny)).isEqualTo(Grade.STRAINED);
    assertThat(grade(layer, blocks, high + tiny, high + tiny)).isEqualTo(Grade.DEGRADED);
  }

  @Test
  void theJointHistogramHoldsQuantizedActivationsAcrossAndContinuousUp() {
    FakeLayer layer = FakeLayer.binary(new float[][] {{0.5f, 0.25f, -0.25f}});
    ProbeRun run =
        ProbeRun.on(
            probe,
            layer,
            List.of(
                signed(layer, 0, new float[][] {{0.5f, 0.25f, -0.25f}}),
                signed(layer, 1, new float[][] {{-0.5f, -0.75f, -0.75f}})));
    Finding.Joint joint = run.joint();

    assertThat(joint.labelX()).isEqualTo("wᵇ·aᵇ");
    assertThat(joint.labelY()).isEqualTo("wᵇ·aᶜ");
    assertThat(joint.axisX().width()).isEqualTo(2);
    assertThat(joint.counts().get(joint.axisY().bin(1)).get(joint.axisX().bin(3))).isEqualTo(1);
    assertThat(joint.counts().get(joint.axisY().bin(-0.5)).get(joint.axisX().bin(-1))).isEqualTo(1);
  }

  @Test
  void theBlockStaysAsItIs() {
    SplittableRandom random = new SplittableRandom(47);
    float[][] filters = RandomMatrix.gaussian(random, 5, 18, 1);
    FakeLayer convolution =
        new FakeLayer(CONVOLUTION, filters, Map.of("binary", FakeLayer::signs), new Seed(2));
    FakeLayer dense = FakeLayer.binary(filters);
    for (FakeBlock block :
        List.of(
            signed(convolution, 0, RandomMatrix.gaussian(random, 3, 32, 1)),
            signed(dense, 0, RandomMatrix.gaussian(random, 3, 18, 1)))) {
      INDArray continuous = block.continuousInputs().orElseThrow();
      float[] before = continuous.data().asFloat();
      probe.onBlock(block, new MemoryRecording().nextGroup());

      assertThat(continuous.wasClosed()).isFalse();
      assertThat(continuous.data().asFloat()).containsExactly(before);
    }
  }

  @Test
  void refusesImpossibleParameters() {
    assertThatThrownBy(() -> new ActivationDotProduct(0, 0.9, 0.75))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageContaining("at least 1");
    assertThatThrownBy(() -> new ActivationDotProduct(10, 1, 0.75))
        .isInstanceOf(InvalidParameterException.class);
    assertThatThrownBy(() -> new ActivationDotProduct(10, 0.5, 0.75))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageContaining("at most sound");
  }

  private static Grade grade(
      FakeLayer layer, List<FakeBlock> blocks, double sound, double degraded) {
    return ProbeRun.on(new ActivationDotProduct(500, sound, degraded), layer, blocks)
        .verdict()
        .grade();
  }

  private static float[][] gaussian(SplittableRandom random, int images) {
    return RandomMatrix.gaussian(random, images, 18, 1);
  }

  private static FakeBlock signed(FakeLayer layer, int group, float[][] continuous) {
    return new FakeBlock(layer, group, signs(continuous), Optional.of(continuous));
  }

  private static float[][] signs(float[][] rows) {
    UnaryOperator<float[]> signs = BruteForce::signs;
    return Arrays.stream(rows).map(signs).toArray(float[][]::new);
  }

  /** Products of the one filters with aᵇ, and of the others with aᶜ. */
  private static List<Pair> pairs(FakeBlock block, float[][] ofQuantized, float[][] ofContinuous) {
    float[][] quantized = block.unfold(block.inputs()).toFloatMatrix();
    float[][] continuous = block.unfold(block.continuousInputs().orElseThrow()).toFloatMatrix();
    List<Pair> pairs = new ArrayList<>();
    for (int row = 0; row < quantized.length; row++) {
      for (int f = 0; f < ofQuantized.length; f++) {
        pairs.add(
            new Pair(
                f,
                BruteForce.dot(ofQuantized[f], quantized[row]),
                BruteForce.dot(ofContinuous[f], continuous[row])));
      }
    }
    return pairs;
  }

  private static boolean flips(Pair pair) {
    return (pair.x() > 0) != (pair.y() > 0);
  }

  private static double fraction(List<List<Pair>> groups, Predicate<Pair> predicate) {
    List<Pair> all = BruteForce.joined(groups);
    return (double) all.stream().filter(predicate).count() / all.size();
  }

  private static double slope(List<List<Pair>> groups) {
    List<Pair> all = BruteForce.joined(groups);
    double meanX = all.stream().mapToDouble(Pair::x).average().orElseThrow();
    double meanY = all.stream().mapToDouble(Pair::y).average().orElseThrow();
    return all.stream().mapToDouble(p -> (p.x() - meanX) * (p.y() - meanY)).sum()
        / all.stream().mapToDouble(p -> (p.x() - meanX) * (p.x() - meanX)).sum();
  }
}
