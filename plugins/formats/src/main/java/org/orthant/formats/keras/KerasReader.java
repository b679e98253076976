package org.orthant.formats.keras;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.orthant.api.BadInputException;
import org.orthant.api.model.ImageShape;
import org.orthant.formats.draft.Image;
import org.orthant.formats.draft.NetworkDraft;
import org.orthant.formats.draft.Pixels;
import org.orthant.formats.draft.ReadNetwork;
import org.orthant.formats.keras.file.Json;
import org.orthant.formats.keras.file.KerasFile;
import org.orthant.formats.keras.file.Place;
import org.orthant.formats.layout.Axes;

/** Reads a file of Keras. */
public final class KerasReader {
  private final KerasFile file;
  private final Architecture model;
  private final NetworkDraft draft;

  private KerasReader(KerasFile file, Pixels pixels) {
    this.file = file;
    this.model = Architecture.of(file.model());
    this.draft = new NetworkDraft(pixels);
  }

  /**
   * Reads a file.
   *
   * @param wanted the image that shall enter, where a network takes its numbers in a row or does
   *     not say how large its images are
   * @param pixels what is made of it first
   * @return empty if it is none of Keras
   * @throws BadInputException if it is one that cannot be read
   */
  public static Optional<ReadNetwork> read(Path path, Optional<ImageShape> wanted, Pixels pixels)
      throws IOException {
    Optional<KerasFile> found = KerasFile.open(path);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    try (KerasFile file = found.get()) {
      return Optional.of(new KerasReader(file, pixels).network(wanted));
    }
  }

  private ReadNetwork network(Optional<ImageShape> wanted) {
    KerasLayer input = input();
    Optional<Axes> axes = axes(input, wanted);
    List<Optional<Image>> outputs =
        new Walk(model, Place.OUTSIDE, file, draft, true).outputs(List.of(axes.map(draft::input)));
    if (outputs.size() > 1) {
      draft.drop("all outputs but the first of " + outputs.size());
    }
    return new ReadNetwork(
        file.format(),
        model.layers().size(),
        draft,
        axes.map(Axes::image),
        outputs.stream().findFirst().flatMap(image -> image),
        file.files());
  }

  private KerasLayer input() {
    if (model.inputs().size() != 1) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "takes %d inputs (%s); networks of one image are read",
              model.inputs().size(),
              String.join(", ", model.inputs().stream().map(Reference::layer).limit(10).toList())));
    }
    String name = model.inputs().get(0).layer();
    return model.layers().stream()
        .filter(layer -> layer.name().equals(name) && layer.isInput())
        .findFirst()
        .orElseThrow(() -> new BadInputException("its input " + name + " is no InputLayer"));
  }

  /**
   * Returns how the image lies on the axes of what enters; empty where these are none of an image.
   */
  private Optional<Axes> axes(KerasLayer input, Optional<ImageShape> wanted) {
    JsonNode shape =
        Stream.of("batch_shape", "batch_input_shape")
            .map(key -> input.settings().get(key))
            .filter(JsonNode::isArray)
            .findFirst()
            .orElseThrow(
                () ->
                    new BadInputException(
                        "does not say of which shape its input "
                            + input.name()
                            + " is; build the model before it is saved"));
    int rank = shape.size();
    int[] sizes = new int[rank];
    for (int axis = 1; axis < rank; axis++) {
      sizes[axis] = size(shape.get(axis), wanted(wanted, rank, axis), input.name(), axis);
      if (sizes[axis] == 0) {
        draft.refuse(
            input.name(),
            "a dynamic shape",
            "axis " + axis + " has no fixed size, " + Json.shortened(shape));
        return Optional.empty();
      }
    }
    return switch (rank) {
      case 2 -> Optional.of(Axes.channelsLast(1, row(sizes[1], wanted)).reshaped(1, -1));
      case 3 ->
          Optional.of(
              Axes.channelsLast(1, new ImageShape(sizes[1], sizes[2], 1))
                  .reshaped(1, sizes[1], -1));
      case 4 -> Optional.of(Axes.channelsLast(1, new ImageShape(sizes[1], sizes[2], sizes[3])));
      default -> {
        draft.refuse(
            input.name(),
            "an input of " + rank + " axes",
            "images have 4 or 3, rows of numbers have 2");
        yield Optional.empty();
      }
    };
  }

  /** The size that an image would have on an axis of four; 0 where that is not known. */
  private static int wanted(Optional<ImageShape> wanted, int rank, int axis) {
    if (wanted.isEmpty() || rank != 4) {
      return 0;
    }
    return axis == 1
        ? wanted.get().height()
        : axis == 2 ? wanted.get().width() : wanted.get().channels();
  }

  private static int size(JsonNode written, int otherwise, String name, int axis) {
    if (written.isNull()) {
      return otherwise;
    }
    if (!written.isInt() || written.asInt() < 1 || written.asInt() > 1 << 20) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "axis %d of the input %s has the size %s",
              axis,
              name,
              Json.shortened(written)));
    }
    return written.asInt();
  }

  /** The image whose numbers enter in a row: the dataset's, or that of a Reshape right behind. */
  private ImageShape row(int size, Optional<ImageShape> wanted) {
    return wanted
        .filter(image -> image.size() == size)
        .or(() -> reshaped(size))
        .orElseGet(() -> ImageShape.vector(size));
  }

  private Optional<ImageShape> reshaped(int size) {
    return model.layers().stream()
        .filter(layer -> layer.type().equals("Reshape"))
        .filter(layer -> layer.calls().contains(model.inputs()))
        .map(layer -> layer.settings().wholes("target_shape"))
        .filter(sizes -> sizes.size() == 3 && sizes.stream().allMatch(each -> each > 0))
        .filter(sizes -> (long) sizes.get(0) * sizes.get(1) * sizes.get(2) == size)
        .map(sizes -> new ImageShape(sizes.get(0), sizes.get(1), sizes.get(2)))
        .findFirst();
  }
}
