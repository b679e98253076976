package org.orthant.formats;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.Seed;
import org.orthant.api.array.Floats;
import org.orthant.api.data.DatasetShape;
import org.orthant.api.graph.Graph;
import org.orthant.api.model.ImageShape;
import org.orthant.api.spi.NetworkSource;
import org.orthant.api.spi.Preparation;
import org.orthant.framework.run.inference.Inference;
import org.orthant.framework.run.inference.Network;
import org.orthant.framework.run.inference.Path;
import org.orthant.framework.run.inference.Variant;
import org.orthant.framework.run.layer.Arithmetic;
import org.orthant.framework.run.layer.QuantizedLayer;
import org.orthant.testkit.FakeDataset;
import org.orthant.testkit.SilentProgress;

/** What a network gives for images when the framework computes it. */
public final class Engine {
  private Engine() {}

  /**
   * The scores of a network, image by image.
   *
   * @param images [images, height, width, channels], in [−1, 1]
   */
  public static float[] scores(NetworkSource source, INDArray images, int classes)
      throws IOException {
    ImageShape image =
        new ImageShape((int) images.size(1), (int) images.size(2), (int) images.size(3));
    return scores(graph(source, new DatasetShape(image, classes, 1, 1)), images);
  }

  /** The graph of a network that is for such images. */
  public static Graph graph(NetworkSource source, DatasetShape shape) throws IOException {
    Preparation preparation =
        new Preparation(
            Optional.of(new FakeDataset(shape, new Seed(1))),
            new Seed(1),
            name -> {
              throw new AssertionError("nothing is cached");
            },
            new SilentProgress());
    return source.obtain(preparation).graph().orElseThrow();
  }

  private static float[] scores(Graph graph, INDArray images) {
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
                        Arithmetic.FLOATS,
                        false))
            .toList();
    Network network = Network.of(graph, layers, Arithmetic.FLOATS, false);
    Scores scores = new Scores();
    Inference.run(network, images, List.of(Variant.asTrained(network)), scores);
    return scores.seen;
  }

  /** Keeps the scores. */
  private static final class Scores implements Inference.Observer {
    private float[] seen = {};

    @Override
    public void leaves(Variant variant, Path path, INDArray scores) {
      seen = Floats.of(scores.dup('c'));
    }
  }
}
