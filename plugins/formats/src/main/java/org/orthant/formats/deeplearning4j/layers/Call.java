package org.orthant.formats.deeplearning4j.layers;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.orthant.formats.draft.Image;
import org.orthant.formats.draft.NetworkDraft;
import org.orthant.formats.draft.Numbers;
import org.orthant.formats.draft.UnsupportedException;

/**
 * A layer or vertex with what enters it.
 *
 * @param inputs empty for what comes behind something that is not supported
 * @param parameters the layer's arrays by their names, of those that are known
 * @param channelsLast whether the network's tensors are [images, rows, columns, channels]
 * @param isLast whether nothing comes behind it but what does not change the scores' order
 */
public record Call(
    String name,
    Settings settings,
    List<Optional<Image>> inputs,
    Map<String, Numbers> parameters,
    NetworkDraft draft,
    boolean channelsLast,
    boolean isLast) {

  /** Returns what enters alone or first. */
  Image image() {
    return inputs.get(0).orElseThrow();
  }

  /** All that enters. */
  List<Image> images() {
    return inputs.stream().map(Optional::orElseThrow).toList();
  }

  /** The image that enters, which must not have been flattened. */
  Image whole() {
    Image image = image();
    if (image.axes().rank() != 4) {
      throw new UnsupportedException("behind a flattened image it is not");
    }
    return image;
  }

  boolean has(String parameter) {
    return parameters.containsKey(parameter);
  }

  Numbers parameter(String parameter) {
    return parameters.get(parameter);
  }

  /**
   * Numbers of channels, of which a flattened image may have another order than its pixels.
   *
   * @param written in the file's order
   * @return in the image's own
   */
  static double[] ordered(Image image, double... written) {
    if (image.axes().rank() == 4) {
      return written;
    }
    int[] order = image.axes().flatOrder();
    if (order.length != written.length) {
      throw new IllegalArgumentException(
          "it has " + written.length + " channels, and " + order.length + " enter");
    }
    double[] ordered = new double[written.length];
    for (int i = 0; i < written.length; i++) {
      ordered[order[i]] = written[i];
    }
    return ordered;
  }

  /** Returns the same with another image in place of all that enters. */
  Call with(Image image) {
    return new Call(
        name, settings, List.of(Optional.of(image)), parameters, draft, channelsLast, isLast);
  }
}
