package org.orthant.formats.deeplearning4j.layers;

import java.util.List;
import java.util.Locale;
import org.orthant.formats.draft.Image;
import org.orthant.formats.draft.UnsupportedException;

/** Vertices of a ComputationGraph that are no layers. */
final class Vertices {
  private static final double[] NOTHING = {0};

  private Vertices() {}

  static Image merge(Call call) {
    List<Image> images =
        call.images().stream().map(image -> Flattening.channels(call, image)).toList();
    images.forEach(Vertices::requireOrder);
    boolean isRow = images.get(0).axes().rank() == 2;
    int channels = (isRow || !call.channelsLast()) ? 1 : 3;
    if (call.settings().number("mergeAxis", channels) != channels) {
      throw new UnsupportedException("along the channels it is");
    }
    return call.draft().concat(call.name(), images);
  }

  private static void requireOrder(Image image) {
    if (!Flattening.isInOrder(image)) {
      throw new UnsupportedException("of flattened images of several pixels it is not");
    }
  }

  static Image elementWise(Call call) {
    List<Image> images = call.images();
    if (!areAlike(images)) {
      throw new UnsupportedException("of images that are flattened alike it is");
    }
    return switch (call.settings().text("op").orElse("")) {
      case "Add" -> call.draft().add(call.name(), images);
      case "Product" -> call.draft().multiply(call.name(), images);
      case "Subtract" -> difference(call, images);
      case "Average" -> average(call, images);
      default -> throw new UnsupportedException("Add, Subtract, Product and Average are");
    };
  }

  /** Whether all are rows or none is, and numbers in the same place of the file meet. */
  private static boolean areAlike(List<Image> images) {
    boolean areInOrder = images.stream().allMatch(Flattening::isInOrder);
    return images.stream().map(image -> image.axes().rank()).distinct().count() == 1
        && (areInOrder || images.stream().map(Image::axes).distinct().count() == 1);
  }

  private static Image difference(Call call, List<Image> images) {
    if (images.size() != 2) {
      throw new IllegalArgumentException("Subtract takes 2 inputs, not " + images.size());
    }
    Image negative =
        call.draft().scale(call.name() + "/negative", images.get(1), new double[] {-1}, NOTHING);
    return call.draft().add(call.name(), List.of(images.get(0), negative));
  }

  private static Image average(Call call, List<Image> images) {
    Image sum = call.draft().add(call.name(), images);
    return call.draft()
        .scale(call.name() + "/average", sum, new double[] {1.0 / images.size()}, NOTHING);
  }

  static Image scale(Call call) {
    double factor = call.settings().number("scaleFactor", 1);
    return call.draft().scale(call.name(), call.image(), new double[] {factor}, NOTHING);
  }

  static Image shift(Call call) {
    double shift = call.settings().number("shiftFactor", 0);
    return call.draft().scale(call.name(), call.image(), new double[] {1}, new double[] {shift});
  }

  /** The channels from one to another, which counts too. */
  static Image subset(Call call) {
    Image image = Flattening.channels(call, call.image());
    requireOrder(image);
    int from = call.settings().whole("from");
    int to = call.settings().whole("to");
    if (from > to || to >= image.shape().channels()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "there are no channels %d to %d of %s", from, to, image.shape()));
    }
    return call.draft().slice(call.name(), image, from, to + 1);
  }

  static Image preprocessor(Call call) {
    return Preprocessors.applied(call, call.settings().of("preProcessor"), call.image());
  }
}
