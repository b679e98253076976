package org.orthant.framework.cli;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.orthant.api.BadInputException;
import org.orthant.api.data.DatasetShape;
import org.orthant.api.inspection.Inspection;
import org.orthant.api.model.ImageShape;
import org.orthant.api.spi.DatasetSource;
import org.orthant.framework.catalog.Catalog;
import org.orthant.framework.catalog.PluginKind;
import org.orthant.framework.catalog.PluginType;

/** Writes the configuration of a run for a network's file. */
record RunTemplate(Catalog catalog) {

  /**
   * The configuration as YAML.
   *
   * @param plugin the id of what reads the file
   */
  String of(Path file, String plugin, Inspection inspection) {
    return String.format(
        Locale.ROOT,
        """
        name: %s
        seed: 1705
        %s
        network:
          %s:
            file: %s
            pixels: 0..1             # or 0..255, -1..1: what the network was trained on
            # expect-accuracy: 0.9   # ends the run at once where the pixels are not these
        quantizers:                  # what might replace the weights that the network has
          binary: scaled-binary
          ternary: { ternary: { scaled: true } }
          int4: { uniform: { bits: 4 } }
        probes:
          - angle
          - weights
          - dot-product: { images: 100 }
          - permutation: { images: 100 }
          - ablation: { images: 1000, refit: 1000 }
        """,
        name(file),
        dataset(inspection),
        plugin,
        quoted(file.toString()));
  }

  private static String name(Path file) {
    String name =
        file.getFileName()
            .toString()
            .replaceFirst("\\.[^.]*$", "")
            .replaceAll("[^A-Za-z0-9-]+", "-")
            .replaceAll("^-+|-+$", "");
    return name.isEmpty() ? "network" : name;
  }

  private String dataset(Inspection inspection) {
    Optional<String> known = known(inspection);
    return known
        .map(id -> "dataset: " + id)
        .orElseGet(
            () ->
                String.format(
                    Locale.ROOT,
                    "dataset: NAME                # one of images of %s in %s classes; none comes"
                        + " with Orthant",
                    inspection.input().map(Object::toString).orElse("that size"),
                    inspection.classes().map(Object::toString).orElse("as many")));
  }

  /** The largest dataset of such images. */
  private Optional<String> known(Inspection inspection) {
    return catalog.all(PluginKind.DATASET).stream()
        .filter(type -> shape(type).filter(shape -> fits(shape, inspection)).isPresent())
        .max(Comparator.comparing(type -> shape(type).orElseThrow().test()))
        .map(PluginType::id);
  }

  /** Empty where it takes parameters to know it, such as the names of files. */
  private static Optional<DatasetShape> shape(PluginType<?> type) {
    try {
      return type.defaults().map(DatasetSource.class::cast).map(DatasetSource::shape);
    } catch (BadInputException e) {
      return Optional.empty();
    }
  }

  private static boolean fits(DatasetShape dataset, Inspection inspection) {
    ImageShape image = dataset.image();
    return inspection.classes().filter(classes -> classes == dataset.classes()).isPresent()
        && inspection
            .input()
            .filter(input -> input.equals(image) || input.equals(ImageShape.vector(image.size())))
            .isPresent();
  }

  /** As JSON and YAML quote text. */
  private static String quoted(String text) {
    return '"' + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
  }
}
