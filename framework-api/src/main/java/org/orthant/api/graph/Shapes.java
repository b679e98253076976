package org.orthant.api.graph;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.model.ImageShape;

/** Requirements that several nodes have of what enters them. */
final class Shapes {
  private Shapes() {}

  static void require(boolean kept, String problem, Object... values) {
    if (!kept) {
      throw new IllegalArgumentException(String.format(Locale.ROOT, problem, values));
    }
  }

  /** Requires one number for each channel. */
  static void requirePerChannel(String what, INDArray values, ImageShape image) {
    require(
        values.rank() == 1 && values.length() == image.channels(),
        "has %s of %s, and meets %d channels",
        what,
        Arrays.toString(values.shape()),
        image.channels());
  }

  /** Requires one number for each channel, or one for all. */
  static void requirePerChannelOrOne(String what, INDArray values, ImageShape image) {
    if (values.length() != 1) {
      requirePerChannel(what, values, image);
    }
  }

  /**
   * Returns the output shape of a node that works number by number; an image of one pixel, of one
   * channel or of both meets every pixel or channel of another.
   */
  static ImageShape broadcast(List<ImageShape> inputs) {
    require(inputs.size() >= 2, "needs at least two inputs, has %d", inputs.size());
    int height = inputs.stream().mapToInt(ImageShape::height).max().orElseThrow();
    int width = inputs.stream().mapToInt(ImageShape::width).max().orElseThrow();
    int channels = inputs.stream().mapToInt(ImageShape::channels).max().orElseThrow();
    for (ImageShape input : inputs) {
      boolean samePixels = input.height() == height && input.width() == width;
      boolean onePixel = input.height() == 1 && input.width() == 1;
      boolean fits =
          (samePixels || onePixel) && (input.channels() == channels || input.channels() == 1);
      require(fits, "meets images that do not fit together: %s", inputs);
    }
    return new ImageShape(height, width, channels);
  }
}
