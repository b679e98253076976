package org.orthant.formats.keras.file;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.orthant.api.BadInputException;

/**
 * A file of Keras that is open. Arrays stay readable once it is closed.
 *
 * @param version of Keras, such as "2.4.0"; empty where the file does not say
 * @param kind of file, such as "HDF5"
 * @param model the architecture
 * @param hdf holds the arrays
 * @param files all that belongs to it
 */
public record KerasFile(
    String version, String kind, JsonNode model, Weights weights, Closeable hdf, List<Path> files)
    implements Closeable {
  private static final int START = 64;

  /**
   * Opens a file, and the one with the arrays beside it where these lie apart.
   *
   * @return empty if it is none of Keras
   * @throws BadInputException if it is one that cannot be read
   */
  public static Optional<KerasFile> open(Path path) throws IOException {
    byte[] start;
    try (InputStream stream = Files.newInputStream(path)) {
      start = stream.readNBytes(START);
    }
    if (Hdf.isHdf(start)) {
      return whole(path);
    } else if (start.length > 1 && start[0] == 'P' && start[1] == 'K') {
      return archive(path);
    }
    return new String(start, StandardCharsets.ISO_8859_1).strip().startsWith("{")
        ? text(path)
        : Optional.empty();
  }

  private static Optional<KerasFile> whole(Path path) throws IOException {
    Hdf hdf = Hdf.open(path);
    try {
      HdfGroup root = hdf.root();
      Optional<String> model = root.text("model_config");
      if (model.isPresent()) {
        HdfGroup arrays =
            root.group("model_weights")
                .orElseThrow(() -> new BadInputException("has no arrays: no group model_weights"));
        return Optional.of(
            new KerasFile(
                root.text("keras_version").or(() -> arrays.text("keras_version")).orElse(""),
                "HDF5",
                Json.of(model.get(), "model_config"),
                new NamedWeights(arrays),
                hdf,
                List.of(path)));
      }
      if (root.has("layer_names") || NumberedWeights.of(root).isPresent()) {
        throw new BadInputException(
            "holds weights alone: put what model.to_json() gives beside it as a .json file of the"
                + " same name, and name that");
      }
      hdf.close();
      return Optional.empty();
    } catch (BadInputException e) {
      hdf.close();
      throw e;
    }
  }

  private static Optional<KerasFile> text(Path path) throws IOException {
    boolean isNamed = path.toString().toLowerCase(Locale.ROOT).endsWith(".json");
    if (Files.size(path) > Json.LARGEST) {
      if (isNamed) {
        throw new BadInputException("is longer than 10 MB, which no architecture is");
      }
      return Optional.empty();
    }
    String text = new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
    Optional<JsonNode> model = isNamed ? Optional.of(Json.of(text, "the text")) : Json.tried(text);
    if (model.isEmpty() || !model.get().has("class_name") || !model.get().has("config")) {
      return Optional.empty();
    }
    Path beside = beside(path);
    Hdf hdf = Hdf.open(beside);
    return Optional.of(
        new KerasFile(
            model.get().path("keras_version").asText(""),
            "JSON and HDF5",
            model.get(),
            weights(hdf.root()),
            hdf,
            List.of(path, beside)));
  }

  /** The file with the arrays of an architecture. */
  private static Path beside(Path path) throws IOException {
    String name = String.valueOf(path.getFileName()).replaceFirst("\\.[^.]*$", "");
    List<String> names =
        Stream.of(".h5", ".weights.h5", "_weights.h5").map(ending -> name + ending).toList();
    for (String each : names) {
      Path file = path.resolveSibling(each);
      if (Files.isRegularFile(file)) {
        try (InputStream stream = Files.newInputStream(file)) {
          if (Hdf.isHdf(stream.readNBytes(START))) {
            return file;
          }
        }
        throw new BadInputException(each + " beside it is no HDF5 file");
      }
    }
    throw new BadInputException(
        "holds an architecture without weights, and none of "
            + String.join(", ", names)
            + " lies beside it");
  }

  private static Weights weights(HdfGroup root) {
    HdfGroup named = root.group("model_weights").orElse(root);
    return NumberedWeights.of(root)
        .filter(numbered -> !named.has("layer_names"))
        .<Weights>map(numbered -> numbered)
        .orElseGet(() -> new NamedWeights(named));
  }

  private static Optional<KerasFile> archive(Path path) throws IOException {
    Optional<Archive> found = Archive.open(path);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    try (Archive archive = found.get()) {
      JsonNode model = Json.of(archive.text("config.json").orElseThrow(), "config.json");
      String version =
          archive
              .text("metadata.json")
              .map(text -> Json.of(text, "metadata.json").path("keras_version").asText(""))
              .orElse("");
      Hdf hdf = Hdf.of(archive.arrays());
      return Optional.of(
          new KerasFile(version, ".keras", model, weights(hdf.root()), hdf, List.of(path)));
    }
  }

  /** The format with its version, such as "Keras 2.4.0, HDF5". */
  public String format() {
    String known = version.matches("[0-9A-Za-z.+-]{1,30}") ? " " + version : "";
    return "Keras" + known + ", " + kind;
  }

  /**
   * Whether Keras 3 wrote it, some of whose functions differ. Its architectures alone name no
   * version, but the modules of their classes; Keras 2 names its version everywhere.
   */
  public boolean isThird() {
    return version.isEmpty() ? model.has("module") : version.startsWith("3");
  }

  @Override
  public void close() throws IOException {
    hdf.close();
  }
}
