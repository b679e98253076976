package org.orthant.formats.folder;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
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
import org.orthant.api.model.LayerOutline;
import org.orthant.formats.equalization.Rescaled;
import org.orthant.formats.equalization.Rescaling;
import org.orthant.formats.folder.yaml.Problems;
import org.orthant.formats.folder.yaml.Wording;
import org.orthant.formats.folder.yaml.YamlReader;

/**
 * A network that lies in a folder: {@code network.yaml}, which describes it, and the NumPy files
 * and tensors that this names.
 */
public final class GraphFolder {
  private static final int MOST_BYTES = 10_000_000;
  private static final int BUFFER = 1 << 16;

  private final Path path;
  private final Problems problems;
  private final ArrayFolder arrays;

  public GraphFolder(Path path) {
    this.path = path;
    this.problems = new Problems(path, Description.FILE);
    this.arrays = new ArrayFolder(new Folder(path));
  }

  /** What is announced: the description as it lies there, and the graph without its numbers. */
  private record Announced(String text, Description description, Graph graph) {}

  /**
   * The layers, from the description and the arrays' headers alone.
   *
   * @throws BadInputException with all that is wrong
   */
  public List<LayerOutline> outlines(Optional<DatasetShape> dataset) {
    return announced(dataset).graph().outlines();
  }

  /**
   * The network.
   *
   * @throws BadInputException with all that is wrong
   */
  public Model model(Optional<DatasetShape> dataset, Rescaling rescaling) throws IOException {
    Announced announced = announced(dataset);
    Optional<Graph> graph =
        Assembly.graph(announced.description(), dataset, new ReadArrays(problems), problems);
    problems.throwIfAny();
    Rescaled rescaled = rescaled(graph.orElseThrow(), rescaling);
    Map<String, String> provenance = new TreeMap<>(announced.description().provenance());
    provenance.putAll(rescaled.provenance());
    provenance.put("graph", String.valueOf(path.toAbsolutePath().normalize().getFileName()));
    provenance.put("graph, SHA-256", digest(announced.text()));
    provenance.put("loss", announced.description().loss().toString());
    return Model.of(rescaled.graph(), provenance, List.of());
  }

  private Rescaled rescaled(Graph graph, Rescaling rescaling) {
    try {
      return rescaling.of(graph);
    } catch (BadInputException e) {
      throw new BadInputException(
          Wording.oneLine(String.format(Locale.ROOT, "graph: %s: %s", path, e.getMessage())), e);
    }
  }

  private Announced announced(Optional<DatasetShape> dataset) {
    if (!Files.isDirectory(path)) {
      throw new BadInputException("graph: there is no folder " + path);
    }
    if (dataset.isEmpty()) {
      problems.add("this network is for a dataset's images: name one");
    }
    Optional<String> text = bytes().flatMap(this::text);
    Optional<Description> description =
        text.flatMap(yaml -> YamlReader.read(yaml, problems))
            .flatMap(tree -> new DescriptionReader(arrays, problems).read(tree));
    description.ifPresent(read -> new NodeOrder(read.nodes()).check(problems));
    Optional<Graph> graph =
        description.flatMap(
            read -> Assembly.graph(read, dataset, new AnnouncedArrays(problems), problems));
    problems.throwIfAny();
    return new Announced(text.orElseThrow(), description.orElseThrow(), graph.orElseThrow());
  }

  private Optional<byte[]> bytes() {
    try {
      Path file = new Folder(path).file(Description.FILE);
      try (InputStream stream = Files.newInputStream(file)) {
        byte[] bytes = stream.readNBytes(MOST_BYTES + 1);
        if (bytes.length <= MOST_BYTES) {
          return Optional.of(bytes);
        }
        problems.add(
            Description.FILE + " is longer than " + MOST_BYTES + " bytes; no more are read");
      }
    } catch (BadInputException e) {
      problems.add(e.getMessage());
    } catch (IOException e) {
      problems.add(Description.FILE + " cannot be read: " + AtomicFile.inWords(e));
    }
    return Optional.empty();
  }

  private Optional<String> text(byte[] bytes) {
    try {
      return Optional.of(UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      problems.add(Description.FILE + " is not UTF-8");
      return Optional.empty();
    }
  }

  /** Of the description and, one after the other, the arrays as it names them first. */
  private String digest(String description) throws IOException {
    MessageDigest digest = sha256();
    digest.update(description.getBytes(UTF_8));
    byte[] buffer = new byte[BUFFER];
    for (Path file : arrays.files()) {
      try (InputStream stream = Files.newInputStream(file)) {
        for (int count = stream.read(buffer); count > 0; count = stream.read(buffer)) {
          digest.update(buffer, 0, count);
        }
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
