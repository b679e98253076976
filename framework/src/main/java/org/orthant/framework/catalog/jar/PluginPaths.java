package org.orthant.framework.catalog.jar;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.orthant.api.BadInputException;

/**
 * Where jars of plugins lie.
 *
 * @param home a folder of jars that need not exist
 * @param named jars, or folders of jars
 */
public record PluginPaths(Path home, List<Path> named) {
  public PluginPaths {
    named = List.copyOf(named);
  }

  /**
   * All jars, those of the home first, those of a folder by name; one that is found twice counts
   * once.
   *
   * @throws BadInputException if a named path does not exist or holds no jar, or if a jar is not
   *     what it must be
   */
  public List<PluginJar> jars() {
    return Stream.concat(
            Files.isDirectory(home) ? inside(home).stream() : Stream.of(),
            named.stream().flatMap(PluginPaths::at))
        .map(jar -> jar.toAbsolutePath().normalize())
        .distinct()
        .map(PluginJar::open)
        .toList();
  }

  private static Stream<Path> at(Path path) {
    if (Files.isRegularFile(path)) {
      return Stream.of(path);
    }
    List<Path> jars = Files.isDirectory(path) ? inside(path) : List.of();
    if (jars.isEmpty()) {
      throw new BadInputException(
          Files.exists(path)
              ? String.format(Locale.ROOT, "--plugins: the folder %s holds no jar", path)
              : String.format(Locale.ROOT, "--plugins: no jar or folder %s", path));
    }
    return jars.stream();
  }

  private static List<Path> inside(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    } catch (IOException e) {
      throw new BadInputException(
          String.format(Locale.ROOT, "the folder of plugins %s cannot be read: %s", folder, e), e);
    }
  }
}
