package org.orthant.formats.deeplearning4j;

import java.util.List;
import java.util.Optional;
import org.orthant.api.model.ImageShape;
import org.orthant.formats.deeplearning4j.layers.Preprocessors;
import org.orthant.formats.deeplearning4j.layers.Settings;
import org.orthant.formats.layout.Axes;

/**
 * The image that enters a network. A file says how large it is where a preprocessor turns it into a
 * row or a row into it, or where a dense layer takes its numbers; else the dataset says.
 */
final class InputImage {
  private static final List<String> DENSE = List.of("DenseLayer", "OutputLayer");
  private static final String CHANNELS = "nin";

  private InputImage() {}

  /** Returns how it lies on the axes of what enters; empty where nobody knows. */
  static Optional<Axes> of(Configuration configuration, Optional<ImageShape> wanted) {
    List<Vertex> first = configuration.consumers(configuration.input());
    boolean isLast = configuration.isChannelsLast();
    Optional<Axes> told =
        first.stream()
            .flatMap(vertex -> vertex.preprocessor().flatMap(InputImage::image).stream())
            .findFirst()
            .map(image -> axes(image, isLast));
    return told.or(() -> row(first, wanted)).or(() -> wanted.map(image -> axes(image, isLast)));
  }

  private static Optional<ImageShape> image(Settings preprocessor) {
    try {
      return Preprocessors.image(preprocessor);
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // said where the layer is added
    }
  }

  private static Axes axes(ImageShape image, boolean isLast) {
    return isLast ? Axes.channelsLast(1, image) : Axes.channelsFirst(1, image);
  }

  /** A row of numbers, in the order (channel, row, column). */
  private static Optional<Axes> row(List<Vertex> first, Optional<ImageShape> wanted) {
    return first.stream()
        .map(Vertex::settings)
        .filter(settings -> DENSE.contains(settings.simpleName()) && size(settings) > 0)
        .findFirst()
        .map(
            settings -> {
              ImageShape row = ImageShape.vector(size(settings));
              ImageShape image = wanted.filter(shape -> shape.size() == row.size()).orElse(row);
              return Axes.channelsFirst(1, image).reshaped(0, -1);
            });
  }

  private static int size(Settings settings) {
    try {
      return settings.whole(CHANNELS);
    } catch (IllegalArgumentException e) {
      return 0; // said where the layer is added
    }
  }
}
