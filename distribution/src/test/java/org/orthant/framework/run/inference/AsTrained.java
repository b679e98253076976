package org.orthant.framework.run.inference;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.Seed;
import org.orthant.api.graph.Graph;
import org.orthant.api.graph.Model;
import org.orthant.framework.run.layer.Arithmetic;
import org.orthant.framework.run.layer.QuantizedLayer;
import org.orthant.framework.run.layer.Signals;

/** A network as trained, without quantizers to compare. */
public record AsTrained(Network network, Variant variant) {

  static AsTrained of(Model model, Arithmetic arithmetic) {
    Network network = network(model.graph().orElseThrow(), arithmetic);
    return new AsTrained(network, Variant.asTrained(network));
  }

  /** The network, without what computes it. */
  public static Network network(Graph graph, Arithmetic arithmetic) {
    List<QuantizedLayer> layers =
        graph.layers().stream()
            .map(
                layer ->
                    new QuantizedLayer(
                        layer,
                        Map.of(),
                        atMost -> {
                          throw new AssertionError("nothing is fitted");
                        },
                        new Seed(1),
                        arithmetic,
                        false))
            .toList();
    return Network.of(graph, layers, arithmetic, false);
  }

  /**
   * The scores.
   *
   * @param images [images, height, width, channels]; closed
   * @return [images, classes]
   */
  INDArray scores(INDArray images) {
    int last = network.scores().index();
    try (Evaluation evaluation =
        new Evaluation(
            network,
            Map.of(),
            () -> Signals.of(images, network.graph().input()),
            index -> variant.stage(network.units().get(index)),
            Set.of(last))) {
      INDArray scores = evaluation.value(last).tensor();
      return scores.dup('c').reshape('c', scores.size(0), scores.size(3));
    }
  }
}
