package org.orthant.framework.run.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.graph.Graph;
import org.orthant.api.graph.Node;
import org.orthant.api.graph.Product;
import org.orthant.api.measure.Weights;
import org.orthant.framework.run.layer.Arithmetic;

class ForwardTest {
  private static final int IMAGES = 6;

  @Property(tries = 150, seed = "1", edgeCases = EdgeCasesMode.NONE)
  void scoresAndWhatEntersLayersAreThoseOfPlainArithmetic(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 10) int steps) {
    Graph graph = RandomGraphs.draw(seed, steps, true);
    List<float[]> images = Computed.images(graph, IMAGES, seed);
    Interpreter interpreter = Interpreter.trained(graph);
    List<Interpreter.Passage> expected = images.stream().map(interpreter::pass).toList();
    for (Arithmetic arithmetic : Arithmetic.values()) {
      try (INDArray tensor = Computed.tensor(images, graph.input())) {
        Seen.OfVariant seen = Seen.asTrained(Computed.network(graph, arithmetic), tensor);
        for (int image = 0; image < IMAGES; image++) {
          if (!expected.get(image).isTied()) {
            assertAsExpected(graph, seen, image, expected.get(image));
          }
        }
      }
    }
  }

  private static void assertAsExpected(
      Graph graph, Seen.OfVariant seen, int image, Interpreter.Passage expected) {
    for (Node node : graph.nodes()) {
      if (node instanceof Product product) {
        String name = product.name();
        Seen.OfLayer layer = seen.layer(name);
        Bounded input = expected.value(product.input());
        Comparison.assertWithinBounds("what enters " + name, layer.inputs(), image, input);
        for (Weights weights : Seen.WEIGHTS) {
          Comparison.assertWithinBounds(
              weights + " of " + name,
              layer.dots(weights),
              image,
              DotProducts.of(
                  product.layer().shape(), Setting.weights(product.layer(), weights), input));
        }
        Optional<Bounded> continuous = expected.continuous(product.input());
        assertThat(layer.continuous().isPresent()).isEqualTo(continuous.isPresent());
        continuous.ifPresent(
            before ->
                Comparison.assertWithinBounds(
                    "what is continuous before " + name,
                    layer.continuous().orElseThrow(),
                    image,
                    before));
      }
    }
    Comparison.assertWithinBounds("scores", seen.scores(), image, expected.scores());
  }
}
