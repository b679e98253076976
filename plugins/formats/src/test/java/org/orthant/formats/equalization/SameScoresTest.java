package org.orthant.formats.equalization;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import org.orthant.api.RandomNumbers;
import org.orthant.api.Seed;
import org.orthant.api.graph.Graph;
import org.orthant.api.graph.Node;
import org.orthant.testkit.GraphScores;

/** Networks drawn at random: whatever is done to their weights, they compute what they did. */
final class SameScoresTest {
  private static final int IMAGES = 3;
  private static final AtomicInteger CHANGED = new AtomicInteger();

  private static void requireSame(Graph expected, Graph found, long seed) {
    float[] images = RandomNetworks.images(expected, IMAGES, seed);
    float[] before = GraphScores.of(expected, images);
    float[] after = GraphScores.of(found, images);
    double largest = 0;
    double apart = 0;
    for (int i = 0; i < before.length; i++) {
      largest = Math.max(largest, Math.abs(before[i]));
      apart = Math.max(apart, Math.abs(before[i] - after[i]));
    }
    assertThat(apart).isLessThanOrEqualTo(1e-4 * largest);
  }

  @Property(tries = 150, seed = "1705", shrinking = ShrinkingMode.OFF)
  void foldedToRounding(@ForAll long seed) {
    Graph graph = RandomNetworks.draw(seed);
    requireSame(graph, Rescaling.FOLDED.of(graph).graph(), seed);
  }

  @Property(tries = 150, seed = "1705", shrinking = ShrinkingMode.OFF)
  void equalizedToRounding(@ForAll long seed) {
    Graph graph = RandomNetworks.draw(seed);
    requireSame(graph, Rescaling.EQUALIZED.of(graph).graph(), seed);
  }

  /** Nothing is rounded where a number is multiplied by a power of two, so that no bit changes. */
  @Property(tries = 150, seed = "1705", shrinking = ShrinkingMode.OFF)
  void rescaledByPowersOfTwoToTheLastBit(@ForAll long seed) {
    Graph folded = Rescaling.FOLDED.of(RandomNetworks.draw(seed)).graph();
    Graph rescaled = rescaled(folded, new Seed(seed).generator());
    float[] images = RandomNetworks.images(folded, IMAGES, seed);
    assertThat(GraphScores.of(rescaled, images)).isEqualTo(GraphScores.of(folded, images));
    CHANGED.addAndGet(folded.nodes().equals(rescaled.nodes()) ? 0 : 1);
  }

  private static Graph rescaled(Graph graph, RandomNumbers random) {
    Rescaler rescaler = new Rescaler(graph);
    for (Pair pair : Pair.in(graph)) {
      double[] scales = new double[pair.channels()];
      Arrays.setAll(scales, channel -> Math.scalb(1.0, random.nextInt(-6, 7)));
      rescaler.add(pair, scales);
    }
    List<Node> nodes = graph.nodes().stream().map(rescaler::rescaled).toList();
    return new Graph(graph.input(), nodes, graph.scores(), graph.loss());
  }

  @AfterContainer
  static void someWereChanged() {
    assertThat(CHANGED.get()).isGreaterThan(100);
  }
}
