package org.orthant.framework.sweep;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.orthant.api.BadInputException;
import org.orthant.framework.digest.Sha256;
import org.orthant.framework.job.Bundle;
import org.orthant.framework.storage.OutputFolder;
import org.orthant.framework.storage.Publication;

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
    completePublication();
    if (!Files.isRegularFile(result())) {
      return Optional.empty();
    }
    Path checksum = path.resolve(CHECKSUM);
    if (!Files.isRegularFile(checksum)) {
      throw new UnusableResultException("it has no checksum beside it");
    }
    String line = line(result());
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

  /** Brings into place what a killed process had ready. */
  private void completePublication() throws IOException, UnusableResultException {
    if (Publication.isUnderWay(path)) {
      try {
        OutputFolder.open(path).close();
      } catch (BadInputException e) {
        throw new UnusableResultException(e.getMessage());
      }
    }
  }

  /** Takes away what an earlier run left and cannot stand for the part. */
  void clear() throws IOException {
    try (OutputFolder folder = OutputFolder.open(path)) {
      folder.clear();
    }
  }

  /** Publishes what was computed elsewhere. */
  void take(byte... bundle) throws IOException {
    try (OutputFolder folder = OutputFolder.open(path);
        Publication publication = folder.publish()) {
      Bundle.unpack(bundle, publication.staging());
      seal(publication);
      publication.commit();
    }
  }

  /** Adds the checksum by which a result is known to be finished and as it was written. */
  static void seal(Publication publication) throws IOException {
    String line = line(publication.result());
    publication.write(CHECKSUM, file -> Files.writeString(file, line));
  }

  /** As sha256sum writes and reads it. */
  private static String line(Path result) throws IOException {
    return String.format(Locale.ROOT, "%s  %s\n", Sha256.of(result), RESULT);
  }
}
