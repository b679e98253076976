package org.orthant.framework.run.graph;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.Seed;
import org.orthant.api.array.Floats;
import org.orthant.api.data.Split;
import org.orthant.api.graph.Graph;
import org.orthant.api.measure.Inputs;
import org.orthant.api.model.ImageShape;
import org.orthant.api.model.Layer;
import org.orthant.api.model.VectorMap;
import org.orthant.api.spi.Quantizer;
import org.orthant.api.spi.Sample;
import org.orthant.framework.run.inference.Network;
import org.orthant.framework.run.layer.Arithmetic;
import org.orthant.framework.run.layer.InputQuantizers;
import org.orthant.framework.run.layer.InputSample;
import org.orthant.framework.run.layer.QuantizedLayer;

/** Networks of graphs, as the framework computes them. */
public final class Computed {
  private Computed() {}

  /** A network whose layers one quantizer of a run serves, {@link Setting#OTHER}. */
  public static Network network(Graph graph, Arithmetic arithmetic) {
    List<QuantizedLayer> layers =
        graph.layers().stream().map(layer -> layer(layer, arithmetic)).toList();
    return Network.of(graph, layers, arithmetic, false);
  }

  static QuantizedLayer layer(Layer layer, Arithmetic arithmetic) {
    InputSample unasked =
        atMost -> {
          throw new AssertionError("nothing is fitted to inputs");
        };
    Map<String, Quantizer> quantizers = Map.of(Setting.OTHER, new Other());
    INDArray zeros =
        Floats.array(
            new float[layer.shape().input().channels()], 1, layer.shape().input().channels());
    return new QuantizedLayer(
        layer,
        quantizers,
        unasked,
        InputQuantizers.fit(
            List.of(Inputs.quantizedBy(Setting.OTHER)),
            new InputQuantizers.Calibration(layer.shape(), quantizers, which -> zeros, unasked),
            new Seed(1),
            false),
        new Seed(1),
        arithmetic,
        false);
  }

  /** The run's quantizer. */
  private record Other() implements Quantizer {
    @Override
    public VectorMap fit(Sample sample, Seed seed) {
      return HandMadeMap.TERNARY;
    }
  }

  /** Images one after the other, [images, height, width, channels]. */
  public static INDArray tensor(List<float[]> images, ImageShape shape) {
    float[] all = new float[images.size() * shape.size()];
    for (int i = 0; i < images.size(); i++) {
      System.arraycopy(images.get(i), 0, all, i * shape.size(), shape.size());
    }
    return Floats.array(all, images.size(), shape.height(), shape.width(), shape.channels());
  }

  /** So many random images for a graph. */
  public static List<float[]> images(Graph graph, int count, long seed) {
    return IntStream.range(0, count)
        .mapToObj(i -> RandomGraphs.image(graph.input(), new Seed(seed).fork(i).generator()))
        .toList();
  }

  /** Images as training images. */
  public static Split split(List<float[]> images, ImageShape shape) {
    return new Split() {
      @Override
      public int size() {
        return images.size();
      }

      @Override
      public INDArray images(int... indices) {
        return tensor(Arrays.stream(indices).mapToObj(images::get).toList(), shape);
      }

      @Override
      public int[] labels(int... indices) {
        throw new AssertionError("nobody needs labels");
      }
    };
  }
}
