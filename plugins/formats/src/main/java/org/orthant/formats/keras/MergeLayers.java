package org.orthant.formats.keras;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.orthant.formats.draft.Image;
import org.orthant.formats.draft.UnsupportedException;

/** Layers that several images enter. */
final class MergeLayers {
  static final Map<String, Function<Call, Image>> ALL =
      Map.of(
          "Add", call -> met(call, call.draft().add(call.name(), images(call))),
          "Average", MergeLayers::average,
          "Subtract", MergeLayers::subtract,
          "Multiply", call -> met(call, call.draft().multiply(call.name(), images(call))),
          "Concatenate", MergeLayers::concatenate);

  private static final double[] ZERO = {0};

  private MergeLayers() {}

  /** Images that meet number by number. */
  private static List<Image> images(Call call) {
    List<Image> images = call.images();
    if (images.size() < 2) {
      throw new IllegalArgumentException("takes several inputs, and one enters it");
    }
    Image largest =
        images.stream()
            .reduce((one, other) -> other.shape().size() > one.shape().size() ? other : one)
            .orElseThrow();
    for (Image image : images) {
      boolean meets =
          image.axes().equals(largest.axes())
              || (image.axes().rank() == largest.axes().rank()
                  && image.axes().isChannelsLast()
                  && largest.axes().isChannelsLast());
      if (!meets) {
        throw new UnsupportedException("of images with their axes in one order it is");
      }
    }
    return images;
  }

  /** Returns what images became, on the axes that Keras keeps it on. */
  private static Image met(Call call, Image image) {
    return call.images().stream().allMatch(each -> each.axes().isChannelsLast())
        ? Call.last(image)
        : image;
  }

  private static Image average(Call call) {
    Image sum = met(call, call.draft().add(call.name() + "/sum", images(call)));
    return call.draft().scale(call.name(), sum, new double[] {1.0 / call.inputs().size()}, ZERO);
  }

  private static Image subtract(Call call) {
    List<Image> images = images(call);
    if (images.size() != 2) {
      throw new IllegalArgumentException("takes two inputs, and has " + images.size());
    }
    Image negative =
        call.draft().scale(call.name() + "/negative", images.get(1), new double[] {-1}, ZERO);
    return met(call, call.draft().add(call.name(), List.of(images.get(0), negative)));
  }

  private static Image concatenate(Call call) {
    List<Image> images = call.images().stream().map(call::flattened).toList();
    int rank = images.get(0).axes().rank();
    int axis = call.settings().whole("axis", -1);
    boolean alongChannels =
        (axis == -1 || axis == rank - 1) && images.stream().allMatch(MergeLayers::isInOrder);
    if (!alongChannels || images.stream().anyMatch(image -> image.axes().rank() != rank)) {
      throw new UnsupportedException("along the channels it is");
    }
    return images.size() == 1 ? images.get(0) : Call.last(call.draft().concat(call.name(), images));
  }

  /** Whether the last axis goes through the channels in their own order. */
  private static boolean isInOrder(Image image) {
    return image.axes().isFlat() ? image.axes().isChannelAxis(1) : image.axes().isChannelsLast();
  }
}
