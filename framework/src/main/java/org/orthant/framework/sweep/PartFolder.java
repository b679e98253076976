package org.orthant.framework.sweep;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.orthant.framework.digest.Sha256;
import org.orthant.framework.run.OutputFolder;

/**
 * The folder of one part. A part is finished where its result is there with its checksum, and both
 * are what they should be.
 */
record PartFolder(Path path) {
  private static final String RESULT = "result.json";
  private static final String CHECKSUM = RESULT + ".sha256";
  private static final String PAGE = "index.html";
  private static final String EXPORT = "export";

  Path result() {
    return path.resolve(RESULT);
  }

  /** Whether the page of the result is missing. */
  boolean lacksPage() {
    return !Files.isRegularFile(path.resolve(PAGE));
  }

  /**
   * The result of a finished part; empty if nothing is there.
   *
   * @param export whether arrays must be there too
   * @throws UnusableResultException if something is there that cannot stand for the part
   */
  Optional<PartResult> finished(Identity identity, boolean export)
      throws IOException, UnusableResultException {
    if (!Files.isRegularFile(result())) {
      return Optional.empty();
    }
    Path checksum = path.resolve(CHECKSUM);
    if (!Files.isRegularFile(checksum)) {
      throw new UnusableResultException("it has no checksum beside it");
    }
    String line = line();
    if (Files.size(checksum) != line.length() || !Files.readString(checksum).equals(line)) {
      throw new UnusableResultException("it has changed since it was written");
    }
    PartResult result = PartResultReader.read(result());
    Optional<String> difference = identity.difference(result.identity());
    if (difference.isPresent()) {
      throw new UnusableResultException(difference.get());
    }
    if (!result.failures().isEmpty()) {
      throw new UnusableResultException("a plugin failed in it");
    }
    if (export && !Files.isDirectory(path.resolve(EXPORT))) {
      throw new UnusableResultException("it was written without an export");
    }
    return Optional.of(result);
  }

  /** Takes away what an earlier run left, so that nothing half new can be taken for finished. */
  void clear() throws IOException {
    try (OutputFolder folder = OutputFolder.open(path)) {
      for (String name : List.of(RESULT, CHECKSUM, PAGE)) {
        Files.deleteIfExists(folder.path().resolve(name));
      }
    }
  }

  /** Moves files here that were computed elsewhere; the result comes last. */
  void take(Path from) throws IOException {
    try (OutputFolder folder = OutputFolder.open(path);
        Stream<Path> files = Files.list(from)) {
      for (Path file : files.sorted(Comparator.comparing(file -> file.endsWith(RESULT))).toList()) {
        Path target = folder.path().resolve(file.getFileName().toString());
        if (Files.isDirectory(target)) {
          FileUtils.deleteDirectory(target.toFile());
        }
        Files.move(file, target, StandardCopyOption.REPLACE_EXISTING);
      }
    }
    Files.delete(from);
  }

  /** Says that the result is finished. */
  void seal() throws IOException {
    try (OutputFolder folder = OutputFolder.open(path)) {
      folder.publish(CHECKSUM, file -> Files.writeString(file, line()));
    }
  }

  /** As sha256sum writes and reads it. */
  private String line() throws IOException {
    return String.format(Locale.ROOT, "%s  %s\n", Sha256.of(result()), RESULT);
  }
}
