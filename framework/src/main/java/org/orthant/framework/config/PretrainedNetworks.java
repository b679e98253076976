package org.orthant.framework.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.orthant.api.BadInputException;
import org.orthant.framework.catalog.PluginKind;

/**
 * Trained networks that a configuration names: {@code network: {pretrained: NAME}} stands for the
 * network that the file {@code NAME/network.yaml} describes, with the parameters that lie beside
 * it.
 *
 * @param folders where to look, first to last
 */
public record PretrainedNetworks(List<Path> folders) {
  /** What a configuration writes before the name of such a network. */
  public static final String KEY = "pretrained";

  private static final String FILE = "network.yaml";

  /** What a network that is trained already has been trained to. */
  static final String PARAMETERS = "parameters";

  private static final String COMMENT = "# ";
  private static final long LARGEST_FILE = 1 << 20;

  public PretrainedNetworks {
    folders = List.copyOf(folders);
  }

  /** The first line of each network's description by its name, sorted. */
  public Map<String, String> all() {
    Map<String, String> all = new TreeMap<>();
    for (Path folder : folders) {
      for (Path network : networks(folder)) {
        all.putIfAbsent(network.getFileName().toString(), description(network.resolve(FILE)));
      }
    }
    return all;
  }

  private static List<Path> networks(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> inside = Files.list(folder)) {
      return inside.filter(each -> Files.isRegularFile(each.resolve(FILE))).toList();
    } catch (IOException e) {
      throw new BadInputException("the folder " + folder + " cannot be listed: " + e, e);
    }
  }

  private static String description(Path file) {
    return text(file)
        .lines()
        .findFirst()
        .filter(line -> line.startsWith(COMMENT))
        .orElse(COMMENT)
        .substring(COMMENT.length());
  }

  /** Returns what a tree stands for: itself, unless it names a trained network. */
  Optional<Tree> expanded(Tree tree, Problems problems) {
    if (!(tree instanceof Tree.Mapping mapping)
        || mapping.entries().size() != 1
        || !mapping.entries().get(0).key().equals(KEY)) {
      return Optional.of(tree);
    }
    Tree.Entry entry = mapping.entries().get(0);
    if (!(entry.value() instanceof Tree.Scalar name) || name.isNothing()) {
      problems.add(
          entry.position(),
          "expected the name of a trained network, found " + entry.value().words());
      return Optional.empty();
    }
    Optional<Path> folder =
        folders.stream()
            .flatMap(each -> networks(each).stream())
            .filter(each -> each.getFileName().toString().equals(name.text()))
            .findFirst();
    if (folder.isEmpty()) {
      problems.add(
          name.position(), Wording.unknown("trained network", name.text(), all().keySet()));
      return Optional.empty();
    }
    return described(folder.get(), entry.position(), problems);
  }

  private static String text(Path file) {
    try {
      if (Files.size(file) > LARGEST_FILE) {
        throw new BadInputException(
            String.format(
                Locale.ROOT,
                "%s has %d bytes; at most %d are read",
                file,
                Files.size(file),
                LARGEST_FILE));
      }
      return Files.readString(file);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static BadInputException unreadable(Path file, IOException cause) {
    return new BadInputException(file + " cannot be read: " + cause, cause);
  }

  private static Optional<Tree> described(Path folder, Position named, Problems problems) {
    Path file = folder.resolve(FILE);
    Optional<Tree> description =
        YamlReader.read(
            text(file), (line, column) -> new Position(file.toString(), line, column), problems);
    if (description.isEmpty()) {
      return Optional.empty();
    }
    if (description.get() instanceof Tree.Mapping network
        && network.entries().size() == 1
        && network.entries().get(0).value() instanceof Tree.Mapping parameters) {
      List<Tree.Entry> entries = new ArrayList<>(parameters.entries());
      entries.add(
          new Tree.Entry(
              named, PARAMETERS, new Tree.Scalar(named, folder.toAbsolutePath().toString(), true)));
      return Optional.of(
          new Tree.Mapping(
              named,
              List.of(
                  new Tree.Entry(
                      named, network.entries().get(0).key(), new Tree.Mapping(named, entries)))));
    }
    problems.add(
        description.get().position(),
        String.format(Locale.ROOT, "expected %s with its parameters", PluginKind.NETWORK.words()));
    return Optional.empty();
  }
}
