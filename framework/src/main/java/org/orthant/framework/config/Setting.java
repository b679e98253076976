package org.orthant.framework.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One {@code --set path=value}. The path's keys are separated by dots; an entry of a list is
 * addressed by its index from 0 or, where it is a plugin, by the id.
 */
final class Setting {
  private static final Pattern INDEX = Pattern.compile("[0-9]{1,9}");

  private final Position position;
  private final List<String> path;
  private final Tree value;
  private final Problems problems;

  private Setting(Position position, List<String> path, Tree value, Problems problems) {
    this.position = position;
    this.path = path;
    this.value = value;
    this.problems = problems;
  }

  /** Reads {@code path=value}; empty if the problems say why it cannot be read. */
  static Optional<Setting> read(String override, Problems problems) {
    int equals = override.indexOf('=');
    String path = equals < 0 ? override : override.substring(0, equals);
    Position position = Position.ofOverride(path);
    if (equals < 0) {
      problems.add(position, "expected path=value");
      return Optional.empty();
    }
    Optional<List<String>> segments = segments(position, path, problems);
    if (segments.isEmpty()) {
      return Optional.empty();
    }
    return YamlReader.read(override.substring(equals + 1), (line, column) -> position, problems)
        .map(value -> new Setting(position, segments.get(), value, problems));
  }

  /**
   * A value that the configuration itself sets at a path; empty if the problems say why it cannot.
   *
   * @param position of the path
   */
  static Optional<Setting> of(Position position, String path, Tree value, Problems problems) {
    return segments(position, path, problems)
        .map(segments -> new Setting(position, segments, value, problems));
  }

  private static Optional<List<String>> segments(
      Position position, String path, Problems problems) {
    List<String> segments = List.of(path.split("\\.", -1));
    if (segments.size() > YamlReader.DEEPEST) {
      problems.add(
          position,
          String.format(
              Locale.ROOT,
              "the path has %d parts; at most %d are allowed",
              segments.size(),
              YamlReader.DEEPEST));
      return Optional.empty();
    }
    if (segments.contains("")) {
      problems.add(position, "the path has an empty part");
      return Optional.empty();
    }
    return Optional.of(segments);
  }

  /** The tree with the value set; the tree itself if the problems say why that cannot be. */
  Tree applyTo(Tree tree) {
    return set(tree, path);
  }

  private Tree set(Tree tree, List<String> rest) {
    if (rest.isEmpty()) {
      return value;
    }
    if (tree instanceof Tree.Mapping mapping) {
      return setEntry(mapping, rest);
    }
    if (tree instanceof Tree.Sequence sequence) {
      return setItem(sequence, rest);
    }
    Tree.Scalar scalar = (Tree.Scalar) tree;
    if (scalar.isNothing()) {
      return setEntry(new Tree.Mapping(position, List.of()), rest);
    }
    if (scalar.text().equals(rest.get(0))) {
      return setEntry(withParameters(scalar), rest);
    }
    problems.add(
        position,
        String.format(
            Locale.ROOT,
            "cannot set %s inside %s; a plugin's parameters come after its id",
            Wording.quote(rest.get(0)),
            Wording.quote(scalar.text())));
    return tree;
  }

  /** A plugin written as its id, ready to take parameters. */
  private Tree.Mapping withParameters(Tree.Scalar id) {
    Tree nothing = new Tree.Scalar(id.position(), "", false);
    return new Tree.Mapping(
        id.position(), List.of(new Tree.Entry(id.position(), id.text(), nothing)));
  }

  private Tree setEntry(Tree.Mapping mapping, List<String> rest) {
    List<Tree.Entry> entries = new ArrayList<>(mapping.entries());
    // A key may contain dots itself, so the longest that is there counts.
    for (int parts = rest.size(); parts > 0; parts--) {
      String key = String.join(".", rest.subList(0, parts));
      Optional<Tree.Entry> entry = mapping.entry(key);
      if (entry.isPresent()) {
        Position keyPosition = parts == rest.size() ? position : entry.get().position();
        Tree changed = set(entry.get().value(), rest.subList(parts, rest.size()));
        entries.set(entries.indexOf(entry.get()), new Tree.Entry(keyPosition, key, changed));
        return new Tree.Mapping(mapping.position(), entries);
      }
    }
    Tree nothing = new Tree.Scalar(position, "", false);
    Tree added = set(nothing, rest.subList(1, rest.size()));
    entries.add(new Tree.Entry(position, rest.get(0), added));
    return new Tree.Mapping(mapping.position(), entries);
  }

  private Tree setItem(Tree.Sequence sequence, List<String> rest) {
    String name = rest.get(0);
    List<Tree> items = new ArrayList<>(sequence.items());
    int index = INDEX.matcher(name).matches() ? Integer.parseInt(name) : items.size();
    if (index < items.size()) {
      items.set(index, set(items.get(index), rest.subList(1, rest.size())));
      return new Tree.Sequence(sequence.position(), items);
    }
    List<List<String>> ids = items.stream().map(Setting::ids).toList();
    for (int i = 0; i < items.size(); i++) {
      if (ids.get(i).contains(name)) {
        items.set(i, set(items.get(i), rest));
        return new Tree.Sequence(sequence.position(), items);
      }
    }
    problems.add(
        position,
        Wording.unknown("list entry", name, ids.stream().flatMap(List::stream).toList())
            + "; or an index from 0, below "
            + items.size());
    return sequence;
  }

  /** By what an entry of a list can be addressed, besides its index. */
  private static List<String> ids(Tree item) {
    if (item instanceof Tree.Scalar scalar) {
      return List.of(scalar.text());
    }
    return item instanceof Tree.Mapping mapping
        ? mapping.entries().stream().map(Tree.Entry::key).toList()
        : List.of();
  }
}
