package org.orthant.framework.digest;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Orthant's own code in this process, which two builds of one version need not have in common: its
 * jars on the class path, and folders of classes, as in its tests.
 */
public final class OwnCode {
  private OwnCode() {}

  /** SHA-256 over all of it. */
  public static String sha256() {
    List<Path> files =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(Path::of)
            .flatMap(OwnCode::files)
            .sorted()
            .toList();
    return Sha256.of(
        out -> {
          for (Path file : files) {
            out.writeUTF(Sha256.of(file));
          }
        });
  }

  private static Stream<Path> files(Path entry) {
    if (Files.isDirectory(entry)) {
      try (Stream<Path> all = Files.walk(entry)) {
        return all.filter(Files::isRegularFile).toList().stream();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    boolean own = entry.getFileName().toString().startsWith("orthant-");
    return own && Files.isRegularFile(entry) ? Stream.of(entry) : Stream.of();
  }
}
