package org.orthant.formats.keras;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.orthant.api.BadInputException;
import org.orthant.formats.draft.Image;
import org.orthant.formats.draft.NetworkDraft;
import org.orthant.formats.draft.Numbers;
import org.orthant.formats.draft.UnsupportedException;
import org.orthant.formats.keras.file.Place;
import org.orthant.formats.keras.file.Settings;
import org.orthant.formats.keras.file.Weights;
import org.orthant.formats.layout.Axes;

/**
 * A layer with what enters it.
 *
 * @param name of its node: the layer's, with the models around it
 * @param inputs empty behind a layer that is not supported
 * @param isLast whether nothing comes behind it that changes the order of the scores
 * @param isThird whether Keras 3 wrote it
 */
record Call(
    KerasLayer layer,
    String name,
    Place place,
    List<Optional<Image>> inputs,
    NetworkDraft draft,
    Weights weights,
    boolean isLast,
    boolean isThird) {

  Settings settings() {
    return layer.settings();
  }

  boolean isKnown() {
    return inputs.stream().allMatch(Optional::isPresent);
  }

  /** The only image that enters. */
  Image image() {
    if (inputs.size() != 1) {
      throw new IllegalArgumentException("takes one input, and " + inputs.size() + " enter it");
    }
    return inputs.get(0).orElseThrow();
  }

  List<Image> images() {
    return inputs.stream().map(Optional::orElseThrow).toList();
  }

  /** The only image that enters, which must lie on [images, rows, columns, channels]. */
  Image channelsLast() {
    Image image = image();
    if (!image.axes().isChannelsLast()) {
      throw new UnsupportedException(
          "what enters must be [images, rows, columns, channels]; it is "
              + Arrays.toString(image.axes().sizes())
              + (image.axes().rank() == 4 ? " in another order" : ""));
    }
    return image;
  }

  /** One pixel where a flat image has more, so that each of its numbers is a channel. */
  Image flattened(Image image) {
    return image.axes().isFlat() ? draft.flatten(name + "/flatten", image) : image;
  }

  /** Returns what left the draft, on the axes that Keras keeps it on. */
  static Image last(Image image) {
    return image.axes().rank() == 4
        ? image.on(Axes.channelsLast(image.axes().images(), image.shape()))
        : image;
  }

  /** The layer's arrays by name, in the order in which Keras makes them. */
  Map<String, Numbers> arrays(List<String> names) {
    return weights.of(place, names);
  }

  /**
   * An array.
   *
   * @throws BadInputException if it is missing
   */
  Numbers array(Map<String, Numbers> arrays, String... names) {
    return Arrays.stream(names)
        .filter(arrays::containsKey)
        .map(arrays::get)
        .findFirst()
        .orElseThrow(
            () ->
                new BadInputException(
                    String.format(
                        Locale.ROOT,
                        "the layer %s lacks its array %s; it has %s",
                        name,
                        names[0],
                        arrays.isEmpty() ? "none" : String.join(", ", arrays.keySet()))));
  }

  /** A number for each channel in the channels' own order; one stands for all. */
  double[] perChannel(Image image, double... numbers) {
    if (numbers.length == 1) {
      return numbers;
    }
    if (numbers.length != image.shape().channels()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "has %d numbers, and meets %d channels",
              numbers.length,
              image.shape().channels()));
    }
    if (!image.axes().isFlat()) {
      return numbers;
    }
    int[] order = image.axes().flatOrder();
    double[] ordered = new double[numbers.length];
    IntStream.range(0, ordered.length).forEach(i -> ordered[order[i]] = numbers[i]);
    return ordered;
  }
}
