package org.orthant.formats.deeplearning4j.layers;

import java.util.Locale;
import java.util.Optional;
import org.orthant.api.model.ImageShape;
import org.orthant.formats.draft.Image;
import org.orthant.formats.draft.UnsupportedException;

/** What turns images into rows of numbers and back, between layers. */
public final class Preprocessors {
  private static final String PACKAGE = "org.deeplearning4j.nn.conf.preprocessor.";
  private static final String TO_ROWS = PACKAGE + "CnnToFeedForwardPreProcessor";
  private static final String TO_IMAGES = PACKAGE + "FeedForwardToCnnPreProcessor";

  private Preprocessors() {}

  /** The image that it takes, or makes of a row; empty where it does not say. */
  public static Optional<ImageShape> image(Settings preprocessor) {
    String name = preprocessor.className();
    if (!name.equals(TO_ROWS) && !name.equals(TO_IMAGES)) {
      return Optional.empty();
    }
    int height = preprocessor.whole("inputHeight");
    int width = preprocessor.whole("inputWidth");
    int channels = preprocessor.whole("numChannels");
    return height > 0 && width > 0 && channels > 0
        ? Optional.of(new ImageShape(height, width, channels))
        : Optional.empty();
  }

  /** Returns what it makes of an image. */
  static Image applied(Call call, Settings preprocessor, Image image) {
    return switch (preprocessor.className()) {
      case TO_ROWS -> row(call, preprocessor, image);
      case TO_IMAGES -> whole(call, preprocessor, image);
      default ->
          throw new UnsupportedException(
              String.format(
                  Locale.ROOT,
                  "%s before it is not: CnnToFeedForwardPreProcessor and"
                      + " FeedForwardToCnnPreProcessor are",
                  Advice.shown(preprocessor)));
    };
  }

  private static Image row(Call call, Settings preprocessor, Image image) {
    if (image.axes().rank() == 2) {
      return image;
    }
    requireShape(preprocessor, image);
    boolean isLast = preprocessor.text("format").orElse("NCHW").equals("NHWC");
    if (isLast != call.channelsLast() && image.shape().channels() > 1) {
      throw new UnsupportedException("the channels must be first, or last, in all of the network");
    }
    return call.draft().flatten(call.name() + "/flatten", Flattening.flat(image));
  }

  private static Image whole(Call call, Settings preprocessor, Image image) {
    if (call.channelsLast()) {
      throw new UnsupportedException("where the channels come first, a row may become an image");
    } else if (image.axes().rank() != 4) {
      throw new UnsupportedException("only what enters the network may become an image");
    }
    requireShape(preprocessor, image);
    return image;
  }

  private static void requireShape(Settings preprocessor, Image image) {
    image(preprocessor)
        .filter(shape -> !shape.equals(image.shape()))
        .ifPresent(
            shape -> {
              throw new IllegalArgumentException(
                  String.format(Locale.ROOT, "it takes %s, and %s enters", shape, image.shape()));
            });
  }
}
