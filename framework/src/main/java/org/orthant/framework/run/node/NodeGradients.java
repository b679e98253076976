package org.orthant.framework.run.node;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.array.Dense;
import org.orthant.api.array.Floats;
import org.orthant.api.graph.Add;
import org.orthant.api.graph.Concat;
import org.orthant.api.graph.Flatten;
import org.orthant.api.graph.Function;
import org.orthant.api.graph.Multiply;
import org.orthant.api.graph.Node;
import org.orthant.api.graph.Pad;
import org.orthant.api.graph.PadChannels;
import org.orthant.api.graph.Pool;
import org.orthant.api.graph.Scale;
import org.orthant.api.graph.Shuffle;
import org.orthant.api.graph.Slice;
import org.orthant.api.model.ImageShape;

/** Passes gradients back through nodes without statistics of their own. */
public final class NodeGradients {
  private NodeGradients() {}

  /**
   * The gradients with respect to what entered a node.
   *
   * @param gradient with respect to what left it, [images, height, width, channels]
   * @param inputs what entered
   * @param shapes of the inputs
   * @return a new array for each input, in their order
   * @throws IllegalArgumentException for nodes that {@link Nodes} does not compute
   */
  public static List<INDArray> of(
      Node node, INDArray gradient, List<INDArray> inputs, List<ImageShape> shapes) {
    long images = gradient.size(0);
    ImageShape image = shapes.get(0);
    if (node instanceof Pool pool) {
      try (INDArray undone = new Pooling(pool, image).undo(gradient, Dense.of(inputs.get(0)))) {
        return List.of(Nodes.tensor(Floats.of(undone), images, image));
      }
    }
    float[] numbers = Floats.of(Dense.of(gradient));
    ImageShape output = node.output(shapes);
    if (node instanceof Multiply) {
      return ofMultiply(numbers, inputs, shapes, output);
    } else if (node instanceof Add) {
      return shapes.stream()
          .map(shape -> Nodes.tensor(summed(numbers, shape, output), images, shape))
          .toList();
    } else if (node instanceof Concat) {
      return ofConcat(numbers, images, shapes, output);
    }
    return List.of(Nodes.tensor(ofOne(node, numbers, inputs.get(0), image, output), images, image));
  }

  private static float[] ofOne(
      Node node, float[] gradient, INDArray input, ImageShape image, ImageShape output) {
    int channels = image.channels();
    if (node instanceof Function function) {
      CurveArithmetic.OfNumber derivative = CurveArithmetic.derivatives(function.curve());
      float[] values = Floats.of(Dense.of(input));
      for (int i = 0; i < gradient.length; i++) {
        gradient[i] *= derivative.at(values[i], i % channels);
      }
      return gradient;
    } else if (node instanceof Scale scale) {
      float[] factor = Channels.spread(scale.factor(), channels);
      for (int i = 0; i < gradient.length; i++) {
        gradient[i] *= factor[i % channels];
      }
      return gradient;
    } else if (node instanceof Flatten) {
      return gradient;
    }
    int pixels = gradient.length / output.channels();
    float[] result = new float[Math.multiplyExact((int) input.size(0), image.size())];
    for (int i = 0; i < pixels * output.channels(); i++) {
      int source = source(node, i, image, output);
      if (source >= 0) {
        result[source] += gradient[i];
      }
    }
    return result;
  }

  /** Returns where a number of the output came from; −1 for a pad. */
  private static int source(Node node, int place, ImageShape image, ImageShape output) {
    int channel = place % output.channels();
    int pixel = place / output.channels();
    if (node instanceof Pad pad) {
      int x = pixel % output.width() - pad.pads().left();
      int y = pixel / output.width() % output.height() - pad.pads().top();
      int n = pixel / (output.width() * output.height());
      boolean inside = x >= 0 && x < image.width() && y >= 0 && y < image.height();
      return inside
          ? ((n * image.height() + y) * image.width() + x) * image.channels() + channel
          : -1;
    }
    int taken;
    if (node instanceof Slice slice) {
      taken = slice.from() + channel;
    } else if (node instanceof PadChannels pad) {
      taken = channel - pad.before();
    } else if (node instanceof Shuffle shuffle) {
      taken = Channels.shuffled(image.channels(), shuffle.groups()).applyAsInt(channel);
    } else {
      throw new IllegalArgumentException("not computed here: " + node);
    }
    return taken >= 0 && taken < image.channels() ? pixel * image.channels() + taken : -1;
  }

  private static float[] summed(float[] gradient, ImageShape input, ImageShape output) {
    if (input.equals(output)) {
      return gradient;
    }
    Broadcast places = new Broadcast(input, output);
    float[] sums = new float[gradient.length / output.size() * input.size()];
    for (int i = 0; i < gradient.length; i++) {
      sums[places.source(i)] += gradient[i];
    }
    return sums;
  }

  private static List<INDArray> ofMultiply(
      float[] gradient, List<INDArray> inputs, List<ImageShape> shapes, ImageShape output) {
    List<INDArray> gradients = new ArrayList<>();
    for (int k = 0; k < inputs.size(); k++) {
      float[] product = gradient.clone();
      for (int other = 0; other < inputs.size(); other++) {
        if (other != k) {
          float[] values = Floats.of(Dense.of(inputs.get(other)));
          Broadcast places = new Broadcast(shapes.get(other), output);
          for (int i = 0; i < product.length; i++) {
            product[i] *= values[places.source(i)];
          }
        }
      }
      gradients.add(
          Nodes.tensor(
              summed(product, shapes.get(k), output), inputs.get(k).size(0), shapes.get(k)));
    }
    return gradients;
  }

  private static List<INDArray> ofConcat(
      float[] gradient, long images, List<ImageShape> shapes, ImageShape output) {
    List<INDArray> gradients = new ArrayList<>();
    int before = 0;
    for (ImageShape shape : shapes) {
      int pixels = gradient.length / output.channels();
      float[] part = new float[pixels * shape.channels()];
      for (int pixel = 0; pixel < pixels; pixel++) {
        System.arraycopy(
            gradient,
            pixel * output.channels() + before,
            part,
            pixel * shape.channels(),
            shape.channels());
      }
      gradients.add(Nodes.tensor(part, images, shape));
      before += shape.channels();
    }
    return gradients;
  }
}
