package org.orthant.framework.config;

import java.nio.file.Path;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the paths of plugins' parameters start and may lead: those that stand in the file at the
 * file's folder, those on the command line at the working directory. The latter are remembered, so
 * that they can be written as a whole for those who read the configuration somewhere else.
 */
final class ConfigPaths {
  private final Path folder;
  private final AllowedPaths allowed;
  private final Map<Tree, Tree> whole;

  ConfigPaths(Path folder, AllowedPaths allowed) {
    this(folder, allowed, new IdentityHashMap<>());
  }

  private ConfigPaths(Path folder, AllowedPaths allowed, Map<Tree, Tree> whole) {
    this.folder = folder;
    this.allowed = allowed;
    this.whole = whole;
  }

  /** The same, which may lead below some folders more. */
  ConfigPaths and(List<Path> more) {
    return new ConfigPaths(folder, allowed.and(more), whole);
  }

  /** Where relative paths of the file start. */
  Path folder() {
    return folder;
  }

  AllowedPaths allowed() {
    return allowed;
  }

  /** The absolute path that a text stands for. */
  Path located(Tree.Scalar written, Path path) {
    if (!written.position().isOverride()) {
      return folder.resolve(path).toAbsolutePath();
    }
    Path absolute = path.toAbsolutePath();
    whole.put(written, new Tree.Scalar(written.position(), absolute.toString(), true));
    return absolute;
  }

  /** A tree whose paths that stood on the command line are absolute. */
  Tree whole(Tree tree) {
    if (tree instanceof Tree.Sequence sequence) {
      return new Tree.Sequence(
          sequence.position(), sequence.items().stream().map(this::whole).toList());
    }
    if (tree instanceof Tree.Mapping mapping) {
      return new Tree.Mapping(
          mapping.position(),
          mapping.entries().stream()
              .map(entry -> new Tree.Entry(entry.position(), entry.key(), whole(entry.value())))
              .toList());
    }
    return whole.getOrDefault(tree, tree);
  }
}
