package org.orthant.formats.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.orthant.api.BadInputException;
import org.orthant.api.model.StoredLayer;
import org.orthant.formats.draft.Names;
import org.orthant.formats.safetensors.SafetensorsFile;
import org.orthant.formats.safetensors.Tensor;

/**
 * The tensors of one or several safetensors files, of which the headers alone were read.
 *
 * @param files in their order
 * @param tensors by their names
 */
public record Checkpoint(List<Path> files, Map<String, Tensor> tensors) {
  private static final String INDEX = ".index.json";
  private static final String SUFFIX = ".safetensors";

  public Checkpoint {
    files = List.copyOf(files);
    tensors = Map.copyOf(tensors);
  }

  /**
   * Opens a file, the files that an index names, or those of a folder.
   *
   * @param path a {@code .safetensors} file, an {@code .index.json}, or a folder: with {@code
   *     model.safetensors.index.json} in it, its files, else all of its {@code .safetensors} files
   * @throws BadInputException if it is none of these, or one is damaged
   */
  public static Checkpoint open(Path path) throws IOException {
    if (Files.isDirectory(path)) {
      Path index = path.resolve("model" + SUFFIX + INDEX);
      return Files.isRegularFile(index) ? indexed(index) : of(within(path));
    }
    if (!Files.isRegularFile(path)) {
      throw new NoSuchFileException(path.toString());
    }
    return path.toString().endsWith(INDEX) ? indexed(path) : of(List.of(path));
  }

  private static List<Path> within(Path folder) throws IOException {
    try (Stream<Path> listed = Files.list(folder)) {
      List<Path> files =
          listed
              .filter(file -> file.getFileName().toString().endsWith(SUFFIX))
              .filter(Files::isRegularFile)
              .sorted()
              .toList();
      if (files.isEmpty()) {
        throw new BadInputException(folder + " has no " + SUFFIX + " file in it");
      }
      return files;
    }
  }

  private static Checkpoint indexed(Path index) throws IOException {
    Map<String, Path> named = FileIndex.read(index).files();
    Set<Path> files = new LinkedHashSet<>(named.values());
    for (Path file : files) {
      if (!Files.isRegularFile(file)) {
        throw new BadInputException(
            index + " names " + file.getFileName() + ", and there is no such file beside it");
      }
    }
    Checkpoint all = of(files);
    for (Map.Entry<String, Path> entry : named.entrySet()) {
      Tensor tensor = all.tensors.get(entry.getKey());
      if (tensor == null || !tensor.file().equals(entry.getValue())) {
        throw new BadInputException(
            String.format(
                Locale.ROOT,
                "%s says that %s has a tensor '%s', and it has none",
                index,
                entry.getValue().getFileName(),
                Names.readable(entry.getKey())));
      }
    }
    return all;
  }

  private static Checkpoint of(Collection<Path> files) throws IOException {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (Path file : files) {
      for (Tensor tensor : SafetensorsFile.open(file).tensors().values()) {
        Tensor other = tensors.putIfAbsent(tensor.name(), tensor);
        if (other != null) {
          throw new BadInputException(
              String.format(
                  Locale.ROOT,
                  "%s has a tensor '%s', and so has %s",
                  file,
                  Names.readable(tensor.name()),
                  other.file().getFileName()));
        }
      }
    }
    return new Checkpoint(List.copyOf(files), tensors);
  }

  /**
   * The matrices whose names fit a pattern, in the order of their names, numbers by their value.
   *
   * @param patterns names in which {@code *} stands for any letters; where empty, all matrices are
   *     meant whose numbers are of a type that is read
   * @throws BadInputException if a pattern fits no matrix, or one that it fits cannot be read
   */
  public List<StoredLayer> layers(List<String> patterns) {
    List<NamePattern> wanted = patterns.stream().map(NamePattern::of).toList();
    List<Tensor> matrices = new ArrayList<>(tensors.values());
    matrices.removeIf(tensor -> !Matrix.is(tensor));
    matrices.sort((a, b) -> new NaturalOrder().compare(a.name(), b.name()));
    for (NamePattern pattern : wanted) {
      if (matrices.stream().noneMatch(tensor -> pattern.matches(tensor.name()))) {
        throw new BadInputException(
            String.format(
                Locale.ROOT,
                "layers: '%s' fits none of %d matrices, such as %s",
                Names.visible(pattern.text()),
                matrices.size(),
                matrices.stream()
                    .limit(3)
                    .map(tensor -> Names.readable(tensor.name()))
                    .collect(joining(", "))));
      }
    }
    Names names = new Names();
    List<StoredLayer> layers =
        matrices.stream()
            .filter(
                tensor ->
                    wanted.isEmpty()
                        ? tensor.isOfReadType() && tensor.bytes() > 0
                        : wanted.stream().anyMatch(pattern -> pattern.matches(tensor.name())))
            .<StoredLayer>map(tensor -> Matrix.of(names.unique(tensor.name()), tensor))
            .toList();
    if (layers.isEmpty()) {
      throw new BadInputException(
          "there is no matrix [out, in] whose numbers are of a type that is read");
    }
    return layers;
  }

  /** Returns what tells these files from others, by what it is. */
  public Map<String, String> provenance(int layers) throws IOException {
    Map<String, String> provenance = new TreeMap<>();
    provenance.put("format", "safetensors");
    provenance.put(
        "files", files.stream().map(file -> file.getFileName().toString()).collect(joining(", ")));
    long bytes = 0;
    List<String> modified = new ArrayList<>();
    for (Path file : files) {
      bytes += Files.size(file);
      modified.add(Files.getLastModifiedTime(file).toString());
    }
    provenance.put("bytes", String.valueOf(bytes));
    provenance.put("modified", String.join(", ", modified));
    provenance.put("headers, SHA-256", digest());
    provenance.put(
        "tensors that are no layer of this run", String.valueOf(tensors.size() - layers));
    return provenance;
  }

  private String digest() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Map.Entry<String, Tensor> entry : new TreeMap<>(tensors).entrySet()) {
        Tensor tensor = entry.getValue();
        digest.update(
            String.format(
                    Locale.ROOT,
                    "%s %s %s %s %d %d%n",
                    tensor.name(),
                    tensor.file().getFileName(),
                    tensor.type(),
                    tensor.shape(),
                    tensor.begin(),
                    tensor.bytes())
                .getBytes(UTF_8));
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
