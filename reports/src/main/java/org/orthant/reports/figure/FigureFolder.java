package org.orthant.reports.figure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.orthant.reports.result.Result;
import org.orthant.reports.result.UnusableInputException;

/**
 * A folder of a result's figures: each as SVG and as tables for pgfplots, and {@code figures.txt},
 * which says what each is. The folder appears as a whole or not at all, and takes the place of one
 * that holds nothing but figures of before.
 */
public record FigureFolder(Path path) {
  private static final String INDEX = "figures.txt";

  /**
   * Writes every figure of the page.
   *
   * @return no lines: nothing is missing
   * @throws UnusableInputException if the result has no figure, or the folder holds something else
   * @throws IOException with a message that names the folder, if it cannot be written
   */
  public List<String> write(Result result) throws IOException {
    publish(ReportFigures.of(result), "the result has no figure");
    return List.of();
  }

  /**
   * Writes the paper's figures.
   *
   * @return a line for each that the result cannot give
   * @throws UnusableInputException if it can give none, or the folder holds something else
   * @throws IOException with a message that names the folder, if it cannot be written
   */
  public List<String> writePaper(Result result) throws IOException {
    PaperFigures.Found found = PaperFigures.of(result);
    publish(
        found.files(),
        "the result has none of the paper's figures; " + String.join("; ", found.missing()));
    return found.missing();
  }

  private void publish(List<FigureFile> figures, String ifNone) throws IOException {
    if (figures.isEmpty()) {
      throw new UnusableInputException(ifNone);
    }
    Path target = path.toAbsolutePath().normalize();
    if (target.getFileName() == null) {
      throw new UnusableInputException(path + ": name a folder for the figures");
    }
    requireOwn(target);
    Path beside = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID());
    try {
      Files.createDirectories(beside);
      for (Map.Entry<String, String> file : files(figures).entrySet()) {
        Files.writeString(beside.resolve(file.getKey()), file.getValue());
      }
      exchange(beside, target);
    } catch (IOException e) {
      throw new IOException(path + " cannot be written: " + e.getMessage(), e);
    } finally {
      discard(beside);
    }
  }

  private static Map<String, String> files(List<FigureFile> figures) {
    Map<String, String> files = new LinkedHashMap<>();
    StringBuilder index = new StringBuilder();
    for (FigureFile figure : figures) {
      files.put(figure.name() + ".svg", figure.svg());
      index.append(figure.name()).append(".svg\t").append(Slug.words(figure.about())).append('\n');
      for (int part = 0; part < figure.tables().size(); part++) {
        String name = figure.table(part);
        files.put(name, figure.tables().get(part).document());
        index.append(name).append("\tits numbers\n");
      }
    }
    files.put(INDEX, index.toString());
    return files;
  }

  /** Nothing of somebody else's is deleted. */
  private void requireOwn(Path target) throws IOException {
    if (!Files.exists(target)) {
      return;
    }
    if (!Files.isDirectory(target)) {
      throw new UnusableInputException(path + ": is a file; name a folder for the figures");
    }
    Set<String> listed = listed(target);
    try (Stream<Path> files = Files.list(target)) {
      List<String> foreign =
          files
              .filter(file -> Files.isDirectory(file) || !listed.contains(name(file)))
              .map(FigureFolder::name)
              .sorted()
              .toList();
      if (!foreign.isEmpty()) {
        throw new UnusableInputException(
            String.format(
                Locale.ROOT,
                "%s: holds %s, which is no figure of before; name a new folder, or an empty one",
                path,
                foreign.get(0)));
      }
    }
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  private static Set<String> listed(Path target) throws IOException {
    Path index = target.resolve(INDEX);
    if (!Files.isRegularFile(index)) {
      return Set.of();
    }
    Set<String> names =
        new String(Files.readAllBytes(index), StandardCharsets.UTF_8)
            .lines()
            .map(line -> line.split("\t", 2)[0])
            .filter(name -> name.endsWith(".svg") || name.endsWith(".dat"))
            .collect(Collectors.toCollection(TreeSet::new));
    names.add(INDEX);
    return names;
  }

  /** Puts the new folder into its place; if that fails, the old one is there again. */
  private static void exchange(Path made, Path target) throws IOException {
    if (!Files.exists(target)) {
      Files.move(made, target, StandardCopyOption.ATOMIC_MOVE);
      return;
    }
    Path old = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID());
    Files.move(target, old, StandardCopyOption.ATOMIC_MOVE);
    try {
      Files.move(made, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      Files.move(old, target, StandardCopyOption.ATOMIC_MOVE);
      throw e;
    }
    discard(old);
  }

  /** A folder of files; one that cannot be deleted stays, hidden. */
  private static void discard(Path folder) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(folder);
    } catch (DirectoryNotEmptyException e) {
      // Somebody has put a file into it meanwhile, which is theirs.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
