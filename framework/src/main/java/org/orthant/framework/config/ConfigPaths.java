package org.orthant.framework.config;

import java.nio.file.Path;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the paths of plugins' parameters start and may lead: those that stand in the file at the
 * file's folder, those on the command line at the working directory. They are remembered, so that
 * the configuration can be written for those who read it somewhere else.
 */
final class ConfigPaths {
  private final Path folder;
  private final AllowedPaths allowed;
  private final Map<Tree, Tree> whole;
  private final Map<Tree, Tree> absolute;

  ConfigPaths(Path folder, AllowedPaths allowed) {
    this(folder, allowed, new IdentityHashMap<>(), new IdentityHashMap<>());
  }

  private ConfigPaths(
      Path folder, AllowedPaths allowed, Map<Tree, Tree> whole, Map<Tree, Tree> absolute) {
    this.folder = folder;
    this.allowed = allowed;
    this.whole = whole;
    this.absolute = absolute;
  }

  /** Returns the same, which may lead below some folders more. */
  ConfigPaths and(List<Path> more) {
    return new ConfigPaths(folder, allowed.and(more), whole, absolute);
  }

  /** Returns where relative paths of the file start. */
  Path folder() {
    return folder;
  }

  AllowedPaths allowed() {
    return allowed;
  }

  /** The absolute path that a text stands for. */
  Path located(Tree.Scalar written, Path path) {
    boolean isOverride = written.position().isOverride();
    Path located = (isOverride ? path : folder.resolve(path)).toAbsolutePath();
    Tree tree = new Tree.Scalar(written.position(), located.toString(), true);
    absolute.put(written, tree);
    if (isOverride) {
      whole.put(written, tree);
    }
    return located;
  }

  /** A tree whose paths that stood on the command line are absolute. */
  Tree whole(Tree tree) {
    return replaced(tree, whole);
  }

  /** A tree whose paths are all absolute. */
  Tree absolute(Tree tree) {
    return replaced(tree, absolute);
  }

  private static Tree replaced(Tree tree, Map<Tree, Tree> by) {
    if (tree instanceof Tree.Sequence sequence) {
      return new Tree.Sequence(
          sequence.position(), sequence.items().stream().map(item -> replaced(item, by)).toList());
    }
    if (tree instanceof Tree.Mapping mapping) {
      return new Tree.Mapping(
          mapping.position(),
          mapping.entries().stream()
              .map(
                  entry ->
                      new Tree.Entry(entry.position(), entry.key(), replaced(entry.value(), by)))
              .toList());
    }
    return by.getOrDefault(tree, tree);
  }
}
