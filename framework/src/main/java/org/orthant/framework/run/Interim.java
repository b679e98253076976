package org.orthant.framework.run;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.commons.io.FileUtils;
import org.orthant.api.Progress;
import org.orthant.framework.digest.Sha256;

/**
 * What a run has found out so far, in files that are gone when it ends, so that a run which was
 * interrupted goes on where it stopped. A file is its content with the content's SHA-256 behind it.
 * Several threads, and several runs of the same, may use it at once: they write the same.
 */
final class Interim {
  private static final int CHECKSUM_BYTES = 32;

  private final Path folder;
  private final Progress progress;
  private final AtomicBoolean complained = new AtomicBoolean();

  /**
   * @param folder for this run alone, named by the hash of all that shapes what it finds out
   */
  Interim(Path folder, Progress progress) {
    this.folder = folder;
    this.progress = progress;
  }

  /** What was kept under that name; a file that is broken is set aside, and said so. */
  Optional<byte[]> find(String name) {
    Path file = folder.resolve(name);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      byte[] kept = Files.readAllBytes(file);
      int length = kept.length - CHECKSUM_BYTES;
      if (length >= 0
          && MessageDigest.isEqual(
              Sha256.bytes(Arrays.copyOf(kept, length)),
              Arrays.copyOfRange(kept, length, kept.length))) {
        return Optional.of(Arrays.copyOf(kept, length));
      }
      Path aside = file.resolveSibling(name + ".corrupt");
      Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
      progress.note(
          String.format(
              Locale.ROOT, "%s is damaged; set aside as %s, computing anew", file, aside));
    } catch (IOException e) {
      progress.note(String.format(Locale.ROOT, "%s cannot be read (%s); computing anew", file, e));
    }
    return Optional.empty();
  }

  /** What is kept. */
  @FunctionalInterface
  interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /** Keeps something; where that cannot be done, the run goes on all the same, and says so once. */
  void keep(String name, Content content) {
    try {
      Files.createDirectories(folder);
      Path temporary = Files.createTempFile(folder, name, ".part");
      try {
        try (OutputStream file = Files.newOutputStream(temporary)) {
          MessageDigest digest = Sha256.digest();
          BufferedOutputStream digested =
              new BufferedOutputStream(new DigestOutputStream(file, digest));
          content.writeTo(digested);
          digested.flush();
          file.write(digest.digest());
        }
        Files.move(temporary, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(temporary);
      }
    } catch (IOException e) {
      if (!complained.getAndSet(true)) {
        progress.note(
            String.format(
                Locale.ROOT,
                "what is found out cannot be kept in %s (%s): if this run is interrupted, it must begin again",
                folder,
                e));
      }
    }
  }

  /** Forgets all of it. */
  void delete() {
    try {
      FileUtils.deleteDirectory(folder.toFile());
    } catch (IOException e) {
      progress.note(String.format(Locale.ROOT, "%s could not be deleted: %s", folder, e));
    }
  }
}
