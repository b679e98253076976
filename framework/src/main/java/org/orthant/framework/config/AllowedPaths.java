package org.orthant.framework.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where the paths of a configuration may lead, whoever wrote it. */
public final class AllowedPaths {
  /** For configurations that were checked before, or that a user wrote for this machine alone. */
  public static final AllowedPaths ANY = new AllowedPaths(List.of());

  private final List<Path> folders;

  private AllowedPaths(List<Path> folders) {
    this.folders = folders;
  }

  /** Those below some folders. */
  public static AllowedPaths below(List<Path> folders) {
    return new AllowedPaths(
        folders.stream().flatMap(folder -> real(folder).stream()).distinct().toList());
  }

  /** Those below some folders more. */
  AllowedPaths and(List<Path> more) {
    return this == ANY ? this : below(Stream.concat(folders.stream(), more.stream()).toList());
  }

  boolean hold(Path path) {
    return this == ANY
        || real(path).filter(real -> folders.stream().anyMatch(real::startsWith)).isPresent();
  }

  /** The folders, with commas between them. */
  String words() {
    return folders.stream().map(Path::toString).collect(Collectors.joining(", "));
  }

  /**
   * Returns where a path leads once all links are followed, though its end need not exist yet;
   * empty where a link leads nowhere.
   */
  private static Optional<Path> real(Path path) {
    Path absolute = path.toAbsolutePath();
    Path existing = absolute;
    while (!Files.exists(existing)) {
      if (Files.isSymbolicLink(existing)) {
        return Optional.empty();
      }
      existing = existing.getParent();
    }
    Path rest = existing.relativize(absolute);
    try {
      Path real = existing.toRealPath().resolve(rest).normalize();
      // What .. leads back to may be a link again.
      return real.equals(absolute) ? Optional.of(real) : real(real);
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
