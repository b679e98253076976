package org.orthant.dl4j;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;

/** Writes a file in one step: it is there whole, or as it was before. */
final class AtomicWrite {
  private AtomicWrite() {}

  /** What makes a file's content. */
  @FunctionalInterface
  interface Content {
    void writeTo(Path file) throws IOException;
  }

  /** Writes to a temporary file beside it, then moves it into place. */
  static void to(Path file, Content content) throws IOException {
    Path temporary =
        file.resolveSibling(file.getFileName() + "." + ProcessHandle.current().pid() + ".part");
    try {
      Files.createDirectories(file.getParent());
      content.writeTo(temporary);
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new IOException(
          String.format(Locale.ROOT, "%s cannot be written: %s", file, e.getMessage()), e);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }
}
