package org.orthant.formats.onnx;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.orthant.formats.draft.Image;
import org.orthant.formats.draft.LayerWeights;
import org.orthant.formats.draft.NetworkDraft;
import org.orthant.formats.draft.Numbers;
import org.orthant.formats.draft.UnsupportedException;

/**
 * An operator with what enters it.
 *
 * @param isLast whether nothing but the network's end comes behind it
 */
record Call(OnnxNode node, List<Value> inputs, NetworkDraft draft, OnnxFile file, boolean isLast) {

  String name() {
    return node.name();
  }

  boolean has(int input) {
    return input < inputs.size() && !node.inputs().get(input).isEmpty();
  }

  Value value(int input) {
    if (!has(input)) {
      throw new IllegalArgumentException("lacks its input " + input);
    }
    return inputs.get(input) instanceof Value.Quantized quantized
        ? quantized.dequantized()
        : inputs.get(input);
  }

  boolean isImage(int input) {
    return has(input) && value(input) instanceof Value.Flow;
  }

  boolean isConstant(int input) {
    return has(input) && value(input) instanceof Value.Constant;
  }

  /** Whether everything that enters is known without an image. */
  boolean isConstant() {
    for (int i = 0; i < inputs.size(); i++) {
      if (has(i) && !isConstant(i)) {
        return false;
      }
    }
    return true;
  }

  /** The image that enters, its channels in their own order. */
  Image image(int input) {
    if (!(value(input) instanceof Value.Flow flow)) {
      throw new UnsupportedException(
          "its input " + input + " must depend on the image, and does not");
    }
    Image image = flow.image();
    for (int axis = 0; axis < image.axes().rank(); axis++) {
      OptionalInt groups = image.axes().shuffledGroups(axis);
      if (image.axes().rank() == 4 && groups.isPresent()) {
        return draft.shuffle(name() + "/shuffle", image, groups.getAsInt(), axis);
      }
    }
    return image;
  }

  /** The image that enters, which must lie on [images, channels, rows, columns]. */
  Image channelsFirst(int input) {
    Image image = image(input);
    if (!image.axes().isChannelsFirst()) {
      throw new UnsupportedException(
          "its axes must be images, channels, rows, columns; they are "
              + Arrays.toString(image.axes().sizes())
              + " in another order");
    }
    return image;
  }

  LayerWeights weights(int input) {
    if (!(value(input) instanceof Value.Constant constant)) {
      throw new UnsupportedException(
          "its input " + input + " must not depend on the image: attention is not supported");
    }
    return constant.weights();
  }

  Numbers constant(int input) {
    return weights(input).computed();
  }

  Optional<Numbers> optional(int input) {
    return has(input) ? Optional.of(constant(input)) : Optional.empty();
  }

  /** Whole numbers that newer opsets have as an input and older ones as an attribute. */
  Optional<long[]> wholes(int input, String attribute) {
    return has(input)
        ? Optional.of(
            Arrays.stream(constant(input).doubles()).mapToLong(number -> (long) number).toArray())
        : node.wholes(attribute);
  }

  /** Returns the same of a single number. */
  Optional<Double> number(int input, String attribute) {
    if (has(input)) {
      return Optional.of(constant(input).single());
    }
    return node.number(attribute).isPresent()
        ? Optional.of(node.number(attribute).getAsDouble())
        : Optional.empty();
  }

  /**
   * A number for each channel, or one for all, of a constant that meets the image as in NumPy.
   *
   * @throws UnsupportedException if it has a number for each position
   */
  double[] perChannel(Image image, Numbers numbers) {
    int rank = image.axes().rank();
    if (numbers.count() == 1) {
      return numbers.doubles();
    }
    for (int axis = 0; axis < numbers.rank(); axis++) {
      int imageAxis = rank - numbers.rank() + axis;
      if (numbers.size(axis) == numbers.count() && imageAxis >= 0) {
        return alongAxis(image, numbers, imageAxis);
      }
    }
    throw new UnsupportedException(
        "a constant must be one number, or one for each channel; it is " + numbers);
  }

  /** A number for each channel, in the channels' own order. */
  double[] alongChannels(Image image, Numbers numbers) {
    return numbers.count() == 1 && image.shape().channels() > 1
        ? numbers.doubles()
        : alongAxis(image, numbers, 1);
  }

  private static double[] alongAxis(Image image, Numbers numbers, int axis) {
    if (image.axes().isFlat()
        && axis == 1
        && numbers.count() == image.shape().size()
        && image.shape().height() == 1
        && image.shape().width() == 1) {
      double[] ordered = new double[numbers.count()];
      double[] written = numbers.doubles();
      int[] order = image.axes().flatOrder();
      for (int i = 0; i < ordered.length; i++) {
        ordered[order[i]] = written[i];
      }
      return ordered;
    }
    if (!image.axes().isChannelAxis(axis) || numbers.count() != image.shape().channels()) {
      throw new UnsupportedException(
          "a constant must be one number, or one for each channel; it is " + numbers);
    }
    return numbers.doubles();
  }

  /** One pixel where a flat image has more, so that each of its numbers is a channel. */
  Image flattened(Image image) {
    return image.axes().isFlat() ? draft.flatten(name() + "/flatten", image) : image;
  }

  Value flow(Image image) {
    return new Value.Flow(image);
  }
}
