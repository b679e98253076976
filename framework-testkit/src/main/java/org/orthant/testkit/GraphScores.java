package org.orthant.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.Seed;
import org.orthant.api.array.Dense;
import org.orthant.api.array.Floats;
import org.orthant.api.graph.Graph;
import org.orthant.api.model.ImageShape;
import org.orthant.api.model.Layer;
import org.orthant.framework.run.inference.Inference;
import org.orthant.framework.run.inference.Network;
import org.orthant.framework.run.inference.Path;
import org.orthant.framework.run.inference.Variant;
import org.orthant.framework.run.layer.Arithmetic;
import org.orthant.framework.run.layer.QuantizedLayer;

/** What Orthant's engine computes of images, for comparisons with other engines. */
public final class GraphScores {
  private GraphScores() {}

  /**
   * The scores of images, computed in floats.
   *
   * @param images [images, height, width, channels], one after the other
   * @return [images, classes], one after the other
   */
  public static float[] of(Graph graph, float... images) {
    List<QuantizedLayer> layers = new ArrayList<>();
    graph.layers().forEach(layer -> layers.add(unquantized(layer)));
    Network network = Network.of(graph, layers, Arithmetic.FLOATS, false);
    ImageShape shape = graph.input();
    int count = images.length / shape.size();
    float[][] scores = new float[1][];
    try (INDArray pixels =
        Floats.array(images, count, shape.height(), shape.width(), shape.channels())) {
      Inference.run(
          network,
          pixels,
          List.of(Variant.asTrained(network)),
          new Inference.Observer() {
            @Override
            public void leaves(Variant variant, Path path, INDArray found) {
              scores[0] = Floats.of(Dense.of(found));
            }
          });
    }
    return scores[0];
  }

  private static QuantizedLayer unquantized(Layer layer) {
    return new QuantizedLayer(
        layer,
        Map.of(),
        atMost -> {
          throw new AssertionError("nothing is fitted to what enters " + layer.name());
        },
        new Seed(1),
        Arithmetic.FLOATS,
        false);
  }
}
