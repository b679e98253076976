package org.orthant.formats.keras;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.orthant.api.model.Pads;
import org.orthant.formats.draft.Image;
import org.orthant.formats.keras.file.Json;

/** Layers that change where numbers lie, and those that only training knows. */
final class ShapeLayers {
  static final Map<String, Function<Call, Image>> ALL = new HashMap<>();

  static {
    ALL.put("Flatten", call -> on(call, -1));
    ALL.put("Reshape", ShapeLayers::reshape);
    ALL.put("Permute", ShapeLayers::permute);
    ALL.put("ZeroPadding2D", ShapeLayers::pad);
    Stream.of(
            "Dropout",
            "SpatialDropout2D",
            "GaussianDropout",
            "GaussianNoise",
            "AlphaDropout",
            "DropoutNoScale",
            "DropoutNoScaleForBinary",
            "DropoutNoScaleForTernary",
            "ActivityRegularization",
            "Identity",
            "RandomFlip",
            "RandomRotation",
            "RandomTranslation",
            "RandomZoom",
            "RandomContrast",
            "RandomBrightness")
        .forEach(type -> ALL.put(type, ShapeLayers::dropped));
  }

  private ShapeLayers() {}

  private static Image dropped(Call call) {
    call.draft().drop(call.layer().type() + " " + call.name());
    return call.image();
  }

  private static Image on(Call call, long... sizes) {
    long[] all = LongStream.concat(LongStream.of(0), LongStream.of(sizes)).toArray();
    return call.image().on(call.image().axes().reshaped(all));
  }

  private static Image reshape(Call call) {
    return on(
        call,
        call.settings().wholes("target_shape").stream().mapToLong(Integer::longValue).toArray());
  }

  private static Image permute(Call call) {
    List<Integer> dims = call.settings().wholes("dims");
    int[] order =
        IntStream.concat(IntStream.of(0), dims.stream().mapToInt(Integer::intValue)).toArray();
    return call.image().on(call.image().axes().transposed(order));
  }

  private static Image pad(Call call) {
    Image image = call.channelsLast();
    JsonNode padding = call.settings().get("padding");
    Pads pads;
    if (padding.path(0).isArray()) {
      pads =
          new Pads(
              size(padding.path(0).path(0)),
              size(padding.path(0).path(1)),
              size(padding.path(1).path(0)),
              size(padding.path(1).path(1)));
    } else {
      int rows = size(padding.isArray() ? padding.path(0) : padding);
      int columns = size(padding.isArray() ? padding.path(1) : padding);
      pads = new Pads(rows, rows, columns, columns);
    }
    return Call.last(call.draft().pad(call.name(), image, pads, 0));
  }

  private static int size(JsonNode node) {
    if (!node.isInt() || node.asInt() < 0 || node.asInt() > Short.MAX_VALUE) {
      throw new IllegalArgumentException("pads with " + Json.shortened(node) + " rows or columns");
    }
    return node.asInt();
  }
}
