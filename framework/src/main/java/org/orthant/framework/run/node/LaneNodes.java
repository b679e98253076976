package org.orthant.framework.run.node;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import org.orthant.api.graph.Add;
import org.orthant.api.graph.Concat;
import org.orthant.api.graph.Curve;
import org.orthant.api.graph.Flatten;
import org.orthant.api.graph.Function;
import org.orthant.api.graph.Multiply;
import org.orthant.api.graph.Node;
import org.orthant.api.graph.PadChannels;
import org.orthant.api.graph.Pool;
import org.orthant.api.graph.Shuffle;
import org.orthant.api.graph.Slice;
import org.orthant.api.model.ImageShape;
import org.orthant.kernels.lanes.LaneImages;

/**
 * The arithmetic of {@link Nodes} on images in lanes, where the numbers lie as kernels take them.
 */
public final class LaneNodes {
  private LaneNodes() {}

  /**
   * Returns what leaves a node.
   *
   * @param inputs what enters, in the order of the node
   * @param shapes of the inputs
   * @return empty for nodes that are not computed in lanes
   */
  public static Optional<LaneImages> apply(
      Node node, List<LaneImages> inputs, List<ImageShape> shapes) {
    LaneImages first = inputs.get(0);
    ImageShape output = node.output(shapes);
    if (node instanceof Pool pool) {
      return Optional.of(new LanePooling(pool, output).pooled(first));
    } else if (node instanceof Add || node instanceof Multiply) {
      return Optional.of(combined(node instanceof Add, inputs, output));
    } else if (node instanceof Function function) {
      return Optional.of(curved(function.curve(), first));
    }
    return moved(node, inputs, output);
  }

  /** Nodes that only say where numbers stand. */
  private static Optional<LaneImages> moved(Node node, List<LaneImages> inputs, ImageShape output) {
    LaneImages first = inputs.get(0);
    if (node instanceof Concat) {
      return Optional.of(concatenated(inputs));
    } else if (node instanceof Slice slice) {
      return Optional.of(channels(first, output.channels(), c -> slice.from() + c));
    } else if (node instanceof PadChannels pad) {
      return Optional.of(channels(first, output.channels(), c -> c - pad.before()));
    } else if (node instanceof Shuffle shuffle) {
      return Optional.of(
          channels(
              first, output.channels(), Channels.shuffled(first.channels(), shuffle.groups())));
    }
    return node instanceof Flatten ? Optional.of(flattened(first)) : Optional.empty();
  }

  private static LaneImages like(LaneImages images, float[][] channels) {
    return new LaneImages(channels, images.images(), images.height(), images.width());
  }

  private static LaneImages curved(Curve curve, LaneImages images) {
    if (curve instanceof Curve.Relu) {
      return images.map((channel, from, to) -> clip(from, 0, Float.POSITIVE_INFINITY, to));
    } else if (curve instanceof Curve.Clip clip) {
      return images.map((channel, from, to) -> clip(from, clip.low(), clip.high(), to));
    }
    CurveArithmetic.OfNumber values = CurveArithmetic.values(curve);
    return images.map(
        (channel, from, to) -> {
          for (int i = 0; i < to.length; i++) {
            to[i] = values.at(from[i], channel);
          }
        });
  }

  private static void clip(float[] from, float low, float high, float[] to) {
    for (int i = 0; i < to.length; i++) {
      to[i] = Math.min(high, Math.max(low, from[i]));
    }
  }

  private static LaneImages combined(boolean sum, List<LaneImages> inputs, ImageShape output) {
    int images = inputs.get(0).images();
    int pixels = output.height() * output.width();
    float[][] result = new float[output.channels()][];
    for (int c = 0; c < result.length; c++) {
      float[] numbers = start(sum, inputs.get(0), c, pixels * images);
      for (LaneImages input : inputs.subList(1, inputs.size())) {
        combine(sum, channel(input, c), numbers);
      }
      result[c] = numbers;
    }
    return new LaneImages(result, images, output.height(), output.width());
  }

  /** Returns what an input has for a channel; one channel meets all. */
  private static float[] channel(LaneImages input, int channel) {
    return input.channel(input.channels() == 1 ? 0 : channel);
  }

  /** The first input's numbers, in a new array. */
  private static float[] start(boolean sum, LaneImages input, int c, int length) {
    float[] first = channel(input, c);
    if (first.length == length) {
      return first.clone();
    }
    float[] numbers = new float[length];
    Arrays.fill(numbers, sum ? 0 : 1);
    combine(sum, first, numbers);
    return numbers;
  }

  private static void combine(boolean sum, float[] from, float[] to) {
    if (from.length < to.length) {
      spread(sum, from, to);
    } else if (sum) {
      for (int i = 0; i < to.length; i++) {
        to[i] += from[i];
      }
    } else {
      for (int i = 0; i < to.length; i++) {
        to[i] *= from[i];
      }
    }
  }

  /** One pixel meets all. */
  private static void spread(boolean sum, float[] from, float[] to) {
    for (int pixel = 0; pixel < to.length; pixel += from.length) {
      for (int i = 0; i < from.length; i++) {
        to[pixel + i] = sum ? to[pixel + i] + from[i] : to[pixel + i] * from[i];
      }
    }
  }

  private static LaneImages concatenated(List<LaneImages> inputs) {
    List<float[]> channels = new ArrayList<>();
    for (LaneImages input : inputs) {
      for (int c = 0; c < input.channels(); c++) {
        channels.add(input.channel(c));
      }
    }
    return like(inputs.get(0), channels.toArray(float[][]::new));
  }

  /** Each channel from another one; zeros where there is none. */
  private static LaneImages channels(LaneImages images, int count, IntUnaryOperator source) {
    float[][] result = new float[count][];
    for (int c = 0; c < count; c++) {
      int from = source.applyAsInt(c);
      result[c] =
          from >= 0 && from < images.channels()
              ? images.channel(from)
              : new float[images.channel(0).length];
    }
    return like(images, result);
  }

  private static LaneImages flattened(LaneImages images) {
    int pixels = images.height() * images.width();
    int count = images.images();
    float[][] result = new float[pixels * images.channels()][];
    for (int i = 0; i < result.length; i++) {
      int from = i / images.channels() * count;
      result[i] = Arrays.copyOfRange(images.channel(i % images.channels()), from, from + count);
    }
    return new LaneImages(result, count, 1, 1);
  }
}
