package org.orthant.formats;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.orthant.api.BadInputException;
import org.orthant.api.data.DatasetShape;
import org.orthant.api.file.AtomicFile;
import org.orthant.api.graph.Graph;
import org.orthant.api.graph.Model;
import org.orthant.api.inspection.Inspection;
import org.orthant.api.model.ImageShape;
import org.orthant.api.model.LayerOutline;
import org.orthant.formats.draft.DraftArrays;
import org.orthant.formats.draft.Names;
import org.orthant.formats.draft.Pixels;
import org.orthant.formats.draft.ReadNetwork;
import org.orthant.formats.equalization.Rescaled;
import org.orthant.formats.equalization.Rescaling;

/**
 * A file with a network, and what reads it.
 *
 * @param id of the plugin, for messages
 */
record NetworkFile(String id, Path path, Reader reader) {
  private static final int BUFFER = 1 << 16;

  /** Reads one format. */
  @FunctionalInterface
  interface Reader {
    /**
     * Reads a file.
     *
     * @param wanted the image that shall enter
     * @param pixels what is made of it first
     * @return empty if the file is of another format
     */
    Optional<ReadNetwork> read(Path path, Optional<ImageShape> wanted, Pixels pixels)
        throws IOException;
  }

  /** The file that a configuration names. */
  static NetworkFile named(String id, Optional<Path> file, Reader reader) {
    return new NetworkFile(
        id,
        file.orElseThrow(
            () ->
                new BadInputException(
                    String.format(
                        Locale.ROOT,
                        "%s: name the network's file: { %s: { file: FILE } }",
                        id,
                        id))),
        reader);
  }

  /** Returns what it holds; empty if it is of another format. */
  Optional<Inspection> inspection() {
    return read(Optional.empty(), Pixels.UNCHANGED).map(ReadNetwork::inspection);
  }

  private Optional<ReadNetwork> read(Optional<ImageShape> wanted, Pixels pixels) {
    try {
      if (!Files.isRegularFile(path)) {
        throw new NoSuchFileException(path.toString());
      }
      return reader.read(path, wanted, pixels);
    } catch (BadInputException e) {
      throw refused(e.getMessage(), e);
    } catch (NoSuchFileException e) {
      throw refused("there is no such file", e);
    } catch (IOException e) {
      throw refused("cannot be read: " + AtomicFile.inWords(e), e);
    }
  }

  private BadInputException refused(String problem, Throwable cause) {
    return new BadInputException(
        String.format(Locale.ROOT, "%s: %s: %s", id, path, Names.visible(problem)), cause);
  }

  /** The layers, from the file without its large arrays. */
  List<LayerOutline> outlines(Optional<DatasetShape> dataset, Preprocessing preprocessing) {
    return graph(dataset, preprocessing, DraftArrays.ANNOUNCED).graph().outlines();
  }

  /** The network. */
  Model model(Optional<DatasetShape> dataset, Preprocessing preprocessing, Rescaling rescaling)
      throws IOException {
    Made made = graph(dataset, preprocessing, DraftArrays.READ);
    Rescaled rescaled = rescaled(made.graph(), rescaling);
    Map<String, String> provenance = new TreeMap<>(rescaled.provenance());
    provenance.put("file", String.valueOf(path.getFileName()));
    provenance.put("file, SHA-256", digest(made.read().files()));
    provenance.put("format", made.read().format());
    provenance.put("pixels", preprocessing.inWords());
    provenance.put("loss", made.graph().loss().toString());
    if (!made.read().draft().dropped().isEmpty()) {
      provenance.put("dropped", String.join(", ", made.read().draft().dropped()));
    }
    return Model.of(rescaled.graph(), provenance, List.of());
  }

  private Rescaled rescaled(Graph graph, Rescaling rescaling) {
    try {
      return rescaling.of(graph);
    } catch (BadInputException e) {
      throw refused(e.getMessage(), e);
    }
  }

  /** A network and what it was made of. */
  private record Made(ReadNetwork read, Graph graph) {}

  private Made graph(
      Optional<DatasetShape> dataset, Preprocessing preprocessing, DraftArrays arrays) {
    if (dataset.isEmpty()) {
      throw refused("this network is for a dataset's images: name one", null);
    }
    preprocessing.requireRange(id);
    ReadNetwork network =
        read(dataset.map(DatasetShape::image), preprocessing.pixels())
            .orElseThrow(() -> refused("is not of this format", null));
    try {
      Graph graph = network.graph(arrays);
      require(graph, dataset.get());
      return new Made(network, graph);
    } catch (BadInputException e) {
      throw refused(e.getMessage(), e);
    }
  }

  private static void require(Graph graph, DatasetShape dataset) {
    if (!graph.input().equals(dataset.image())) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "the network takes images of %s, and those of the dataset are %s",
              graph.input(),
              dataset.image()));
    }
    int scores = graph.shapes().get(graph.scores()).channels();
    if (dataset.isLabelled() && scores != dataset.classes()) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "the network gives %d scores, and the dataset has %d classes",
              scores,
              dataset.classes()));
    }
    if (graph.layers().isEmpty()) {
      throw new BadInputException("the network has no layer: no convolution and no dense one");
    }
  }

  private static String digest(List<Path> files) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[BUFFER];
      for (Path file : files) {
        try (InputStream stream = Files.newInputStream(file)) {
          for (int count = stream.read(buffer); count > 0; count = stream.read(buffer)) {
            digest.update(buffer, 0, count);
          }
        }
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
