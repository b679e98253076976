package org.orthant.framework.run.node;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
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
import org.orthant.framework.run.layer.PaddedImages;

/** What nodes without statistics of their own give. */
public final class Nodes {
  private Nodes() {}

  /**
   * Whether a node only moves, repeats or leaves out numbers, and adds none but fixed ones: then
   * quantized numbers stay such.
   */
  public static boolean keepsValues(Node node) {
    return (node instanceof Pool pool && pool.kind() == Pool.Kind.MAX)
        || node instanceof Pad
        || node instanceof Flatten
        || node instanceof Concat
        || node instanceof Slice
        || node instanceof PadChannels
        || node instanceof Shuffle;
  }

  /**
   * Returns what leaves a node.
   *
   * @param inputs what enters, [images, height, width, channels] each, in the order of the node
   * @param shapes of the inputs
   * @return a new array [images, height, width, channels]
   * @throws IllegalArgumentException for nodes that are computed elsewhere: products, batch
   *     normalization, quantizers
   */
  public static INDArray apply(Node node, List<INDArray> inputs, List<ImageShape> shapes) {
    ImageShape image = shapes.get(0);
    INDArray first = inputs.get(0);
    ImageShape output = node.output(shapes);
    if (node instanceof Pool pool) {
      // ND4J does not close what was reshaped, so that the numbers move to an array of that shape.
      try (INDArray rows = new Pooling(pool, image).rows(Dense.of(first))) {
        return tensor(Floats.of(rows), first.size(0), output);
      }
    }
    return tensor(numbers(node, inputs, shapes, output), first.size(0), output);
  }

  /** Numbers as a tensor. */
  static INDArray tensor(float[] numbers, long images, ImageShape image) {
    return Floats.array(numbers, images, image.height(), image.width(), image.channels());
  }

  private static float[] numbers(
      Node node, List<INDArray> inputs, List<ImageShape> shapes, ImageShape output) {
    if (node instanceof Add || node instanceof Multiply) {
      return combined(node instanceof Add, inputs, shapes, output);
    }
    float[] first = Floats.of(Dense.of(inputs.get(0)));
    int channels = shapes.get(0).channels();
    if (node instanceof Function function) {
      CurveArithmetic.OfNumber curve = CurveArithmetic.values(function.curve());
      for (int pixel = 0; pixel < first.length; pixel += channels) {
        for (int c = 0; c < channels; c++) {
          first[pixel + c] = curve.at(first[pixel + c], c);
        }
      }
      return first;
    } else if (node instanceof Scale scale) {
      float[] factor = Channels.spread(scale.factor(), channels);
      float[] shift = Channels.spread(scale.shift(), channels);
      for (int pixel = 0; pixel < first.length; pixel += channels) {
        for (int c = 0; c < channels; c++) {
          first[pixel + c] = first[pixel + c] * factor[c] + shift[c];
        }
      }
      return first;
    } else if (node instanceof Flatten) {
      return first;
    } else if (node instanceof Concat) {
      return concatenated(inputs, shapes, output);
    } else if (node instanceof Slice slice) {
      return channels(first, channels, output.channels(), c -> slice.from() + c);
    } else if (node instanceof PadChannels pad) {
      return channels(first, channels, output.channels(), c -> c - pad.before());
    } else if (node instanceof Shuffle shuffle) {
      return channels(first, channels, channels, Channels.shuffled(channels, shuffle.groups()));
    } else if (node instanceof Pad pad) {
      try (INDArray padded =
          PaddedImages.of(inputs.get(0), shapes.get(0), pad.pads(), pad.value())) {
        return Floats.of(padded);
      }
    }
    throw new IllegalArgumentException("not computed here: " + node);
  }

  private static float[] combined(
      boolean sum, List<INDArray> inputs, List<ImageShape> shapes, ImageShape output) {
    int images = (int) inputs.get(0).size(0);
    float[] result = new float[Math.multiplyExact(images, output.size())];
    if (!sum) {
      Arrays.fill(result, 1);
    }
    for (int k = 0; k < inputs.size(); k++) {
      float[] numbers = Floats.of(Dense.of(inputs.get(k)));
      Broadcast places = new Broadcast(shapes.get(k), output);
      for (int i = 0; i < result.length; i++) {
        float number = numbers[places.source(i)];
        result[i] = sum ? result[i] + number : result[i] * number;
      }
    }
    return result;
  }

  private static float[] concatenated(
      List<INDArray> inputs, List<ImageShape> shapes, ImageShape output) {
    int pixels = Math.toIntExact(inputs.get(0).size(0)) * output.height() * output.width();
    float[] result = new float[Math.multiplyExact(pixels, output.channels())];
    int before = 0;
    for (int k = 0; k < inputs.size(); k++) {
      int channels = shapes.get(k).channels();
      float[] numbers = Floats.of(Dense.of(inputs.get(k)));
      for (int pixel = 0; pixel < pixels; pixel++) {
        System.arraycopy(
            numbers, pixel * channels, result, pixel * output.channels() + before, channels);
      }
      before += channels;
    }
    return result;
  }

  /** Each pixel's channels from those of another image; 0 where there are none. */
  private static float[] channels(float[] numbers, int from, int to, IntUnaryOperator source) {
    int pixels = numbers.length / from;
    float[] result = new float[Math.multiplyExact(pixels, to)];
    for (int c = 0; c < to; c++) {
      int taken = source.applyAsInt(c);
      for (int pixel = 0; pixel < pixels && taken >= 0 && taken < from; pixel++) {
        result[pixel * to + c] = numbers[pixel * from + taken];
      }
    }
    return result;
  }
}
