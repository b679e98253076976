package org.orthant.formats.equalization;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import org.orthant.api.graph.Graph;
import org.orthant.testkit.GraphScores;

/** Networks drawn at random: whatever is done to their weights, they compute what they did. */
final class SameScoresTest {
  private static final int IMAGES = 3;
  private static final AtomicInteger CHANGED = new AtomicInteger();

  @Property(tries = 150, seed = "1705", shrinking = ShrinkingMode.OFF)
  void foldedToRounding(@ForAll long seed) {
    Graph graph = RandomNetworks.draw(seed);
    float[] images = RandomNetworks.images(graph, IMAGES, seed);
    float[] expected = GraphScores.of(graph, images);
    float[] found = GraphScores.of(Rescaling.FOLDED.of(graph).graph(), images);
    double largest = 0;
    double apart = 0;
    for (int i = 0; i < expected.length; i++) {
      largest = Math.max(largest, Math.abs(expected[i]));
      apart = Math.max(apart, Math.abs(expected[i] - found[i]));
    }
    assertThat(apart).isLessThanOrEqualTo(1e-4 * largest);
  }

  @Property(tries = 150, seed = "1705", shrinking = ShrinkingMode.OFF)
  void equalizedToTheLastBit(@ForAll long seed) {
    Graph graph = RandomNetworks.draw(seed);
    Graph folded = Rescaling.FOLDED.of(graph).graph();
    Graph equalized = Rescaling.EQUALIZED.of(graph).graph();
    float[] images = RandomNetworks.images(graph, IMAGES, seed);
    assertThat(GraphScores.of(equalized, images)).isEqualTo(GraphScores.of(folded, images));
    CHANGED.addAndGet(folded.nodes().equals(equalized.nodes()) ? 0 : 1);
  }

  @AfterContainer
  static void someWereChanged() {
    assertThat(CHANGED.get()).isGreaterThan(100);
  }
}
