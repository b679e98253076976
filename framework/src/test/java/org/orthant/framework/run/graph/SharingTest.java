package org.orthant.framework.run.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.Seed;
import org.orthant.api.graph.Graph;
import org.orthant.api.measure.Trial;
import org.orthant.api.measure.Weights;
import org.orthant.api.model.Layer;
import org.orthant.framework.run.NoProgress;
import org.orthant.framework.run.inference.Network;
import org.orthant.framework.run.inference.Variant;
import org.orthant.framework.run.layer.Arithmetic;
import org.orthant.framework.run.local.LocalThreads;
import org.orthant.framework.run.refit.Refits;
import org.orthant.framework.run.refit.Variants;

/** Many variants of a graph at once against each alone. */
class SharingTest {
  private static final int IMAGES = 4;
  private static final int VARIANTS = 7;

  @Property(tries = 20, seed = "6", edgeCases = EdgeCasesMode.NONE)
  void variantsThatShareGiveWhatEachGivesAlone(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 8) int steps,
      @ForAll Arithmetic arithmetic) {
    Graph graph = RandomGraphs.draw(seed, steps, true);
    Network network = Computed.network(graph, arithmetic);
    List<float[]> images = Computed.images(graph, IMAGES, seed);
    List<Trial> trials = trials(graph, seed);
    Refits refits =
        Refits.fit(
            network,
            Variants.refitted(network, trials),
            Computed.split(images, graph.input()),
            new LocalThreads(1),
            new Seed(1),
            java.util.Optional.empty(),
            new NoProgress());
    List<Variant> variants = new Variants(network, refits).of(trials);
    try (INDArray tensor = Computed.tensor(images, graph.input())) {
      Seen together = Seen.of(network, tensor, variants);
      for (int i = 0; i < trials.size(); i++) {
        // Of its own steps, so that nothing is known of the others.
        Variant alone = new Variants(network, refits).of(List.of(trials.get(i))).get(0);
        Seen.OfVariant expected = Seen.of(network, tensor, List.of(alone)).variant(alone);
        assertEqual(graph, together.variant(variants.get(i)), expected);
      }
      assertThat(tensor.wasClosed()).isFalse();
    }
  }

  /** Different ones in any order, with and without a refit. */
  private static List<Trial> trials(Graph graph, long seed) {
    List<Trial> trials = new ArrayList<>(List.of(Trial.BASELINE, Trial.refitted(IMAGES)));
    IntStream.range(0, VARIANTS - 2)
        .mapToObj(i -> RandomTrials.draw(graph, seed + i, i % 2 == 0 ? 0 : IMAGES))
        .filter(trial -> !trials.contains(trial))
        .forEach(trials::add);
    Collections.shuffle(trials, new Random(seed));
    return trials;
  }

  private static void assertEqual(Graph graph, Seen.OfVariant found, Seen.OfVariant expected) {
    assertThat(found.scores()).isEqualTo(expected.scores());
    for (Layer layer : graph.layers()) {
      Seen.OfLayer here = found.layer(layer.name());
      Seen.OfLayer alone = expected.layer(layer.name());
      assertThat(Arrays.equals(here.inputs(), alone.inputs())).as(layer.name()).isTrue();
      assertThat(here.signs()).isEqualTo(alone.signs());
      assertThat(here.continuous().isPresent()).isEqualTo(alone.continuous().isPresent());
      here.continuous()
          .ifPresent(
              numbers ->
                  assertThat(Arrays.equals(numbers, alone.continuous().orElseThrow()))
                      .as("continuous before %s", layer.name())
                      .isTrue());
      for (Weights weights : Seen.WEIGHTS) {
        assertThat(Arrays.equals(here.dots(weights), alone.dots(weights)))
            .as("%s of %s", weights, layer.name())
            .isTrue();
      }
    }
  }
}
