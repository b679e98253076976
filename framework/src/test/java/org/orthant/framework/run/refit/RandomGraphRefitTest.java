package org.orthant.framework.run.refit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.Seed;
import org.orthant.api.data.Split;
import org.orthant.api.graph.BatchNormalization;
import org.orthant.api.graph.Graph;
import org.orthant.api.graph.Node;
import org.orthant.api.graph.Product;
import org.orthant.api.measure.Correction;
import org.orthant.api.measure.Trial;
import org.orthant.api.model.BatchNorm;
import org.orthant.framework.run.graph.Comparison;
import org.orthant.framework.run.graph.Computed;
import org.orthant.framework.run.graph.FittedChannels;
import org.orthant.framework.run.graph.Interpreter;
import org.orthant.framework.run.graph.RandomGraphs;
import org.orthant.framework.run.graph.RandomTrials;
import org.orthant.framework.run.graph.RefitByHand;
import org.orthant.framework.run.graph.Seen;
import org.orthant.framework.run.graph.Tally;
import org.orthant.framework.run.inference.ChannelAffine;
import org.orthant.framework.run.inference.Network;
import org.orthant.framework.run.inference.Variant;
import org.orthant.framework.run.layer.Arithmetic;
import org.orthant.framework.run.local.LocalThreads;

/** Refits of random graphs, held to statistics in float64. */
class RandomGraphRefitTest {
  /** More than one group. */
  private static final int IMAGES = 28;

  private static final int PASSING = 4;

  private static final Tally UNCERTAIN = new Tally();
  private static final Tally TIED = new Tally();

  @AfterContainer
  static void mostWereCompared() {
    UNCERTAIN.assertThatFew(0.3);
    TIED.assertThatFew(0.4);
  }

  @Property(tries = 40, seed = "4", edgeCases = EdgeCasesMode.NONE)
  void refitsAreMeansAndVariancesOfWhatPlainArithmeticGives(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 8) int steps) {
    Graph graph = RandomGraphs.draw(seed, steps, true);
    List<float[]> images = Computed.images(graph, IMAGES, seed);
    RefitByHand unchanged = RefitByHand.unchanged(graph, images);
    for (Trial trial : trials(graph, seed)) {
      assertFitted(graph, trial, unchanged, images);
    }
  }

  @Property(tries = 40, seed = "5", edgeCases = EdgeCasesMode.NONE)
  void meansAreThoseOfTheNetworkAsTrained(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 8) int steps) {
    Graph graph = RandomGraphs.draw(seed, steps, true);
    List<float[]> images = Computed.images(graph, IMAGES, seed);
    RefitByHand unchanged = RefitByHand.unchanged(graph, images, Correction.MEANS);
    for (Trial trial : trials(graph, seed)) {
      Trial means = new Trial(trial.changes(), IMAGES, Correction.MEANS);
      assertFitted(graph, means, unchanged, images);
    }
  }

  private static void assertFitted(
      Graph graph, Trial trial, RefitByHand unchanged, List<float[]> images) {
    RefitByHand expected = trial.changes().isEmpty() ? unchanged : unchanged.under(trial, images);
    for (Arithmetic arithmetic : Arithmetic.values()) {
      Network network = Computed.network(graph, arithmetic);
      Refit found =
          refitter(network, images, trial.correction(), 1, Long.MAX_VALUE)
              .fit(Alterations.canonical(network, trial));
      assertAsExpected(network, found, expected);
      assertThatScores(network, found, trial, images.subList(0, PASSING), expected);
    }
  }

  private static List<Trial> trials(Graph graph, long seed) {
    return List.of(
        Trial.refitted(IMAGES),
        RandomTrials.draw(graph, seed, IMAGES),
        RandomTrials.draw(graph, seed + 1, IMAGES));
  }

  private static BatchNormRefitter refitter(
      Network network,
      List<float[]> images,
      Correction correction,
      int threads,
      long mostNumbersKept) {
    Split training = Computed.split(images, network.graph().input());
    return new BatchNormRefitter(
        network,
        training,
        new Trial(Map.of(), IMAGES, correction),
        new Seed(1),
        new LocalThreads(threads),
        () -> {},
        mostNumbersKept);
  }

  private static void assertAsExpected(Network network, Refit found, RefitByHand expected) {
    for (Node node : network.graph().nodes()) {
      String name = node.name();
      if (node instanceof BatchNormalization normalization) {
        UNCERTAIN.add(!expected.isCertain(name));
        if (expected.isCertain(name)) {
          BatchNorm norm = found.norms().get(network.unitOf(name));
          if (expected.norm(name) == null) {
            assertThat(norm).isEqualTo(normalization.norm());
            continue;
          }
          assertClose(
              "mean of " + name,
              norm.mean().toFloatVector(),
              "variance of " + name,
              norm.variance().toFloatVector(),
              expected.norm(name));
        }
      } else if (node instanceof Product && network.graph().batchNormalization(name).isEmpty()) {
        UNCERTAIN.add(!expected.isCertain(name));
        if (expected.isCertain(name)) {
          ChannelAffine affine = found.affines().get(network.unitOf(name));
          Optional.ofNullable(expected.affine(name))
              .ifPresentOrElse(
                  fitted ->
                      assertClose(
                          "factor of " + name,
                          affine.factor(),
                          "shift of " + name,
                          affine.shift(),
                          fitted),
                  () -> assertThat(affine.isIdentity()).isTrue());
        }
      }
    }
  }

  private static void assertClose(
      String first, float[] firsts, String second, float[] seconds, FittedChannels expected) {
    Comparison.assertWithinBounds(first, firsts, 0, expected.first());
    Comparison.assertWithinBounds(second, seconds, 0, expected.second());
  }

  private static void assertThatScores(
      Network network, Refit refit, Trial trial, List<float[]> images, RefitByHand expected) {
    Variant variant =
        new Variants(network, Refits.known(Map.of(Alterations.canonical(network, trial), refit)))
            .of(List.of(trial))
            .get(0);
    try (INDArray tensor = Computed.tensor(images, network.graph().input())) {
      float[] scores = Seen.of(network, tensor, List.of(variant)).variant(variant).scores();
      for (int image = 0; image < PASSING; image++) {
        Interpreter.Passage passage = expected.interpreter().pass(images.get(image));
        boolean tied = passage.isTied() || !expected.isCertain(network.graph().scores());
        TIED.add(tied);
        if (!tied) {
          Comparison.assertWithinBounds("refitted scores", scores, image, passage.scores());
        }
      }
    }
  }

  @Property(tries = 15, seed = "5", edgeCases = EdgeCasesMode.NONE)
  void neitherThreadsNorWhatIsKeptNorOtherTrialsChangeABit(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 8) int steps) {
    Graph graph = RandomGraphs.draw(seed, steps, true);
    List<float[]> images = Computed.images(graph, IMAGES, seed);
    Network network = Computed.network(graph, Arithmetic.BITS);
    List<Trial> trials = Variants.refitted(network, trials(graph, seed));
    List<ByteBuffer> together =
        bytes(
            network,
            refitter(network, images, Correction.NORMALIZATION, 1, Long.MAX_VALUE),
            trials);

    assertThat(bytes(network, refitter(network, images, Correction.NORMALIZATION, 3, 0), trials))
        .isEqualTo(together);
    assertThat(
            bytes(
                network,
                refitter(network, images, Correction.NORMALIZATION, 3, (long) IMAGES * 40),
                trials))
        .isEqualTo(together);
    IntStream.range(0, trials.size())
        .forEach(
            i ->
                assertThat(
                        bytes(
                            network,
                            refitter(network, images, Correction.NORMALIZATION, 1, 0),
                            List.of(trials.get(i))))
                    .containsExactly(together.get(i)));
  }

  private static List<ByteBuffer> bytes(
      Network network, BatchNormRefitter refitter, List<Trial> trials) {
    return trials.stream()
        .map(trial -> ByteBuffer.wrap(RefitFormat.write(refitter.fit(trial), network)))
        .toList();
  }
}
