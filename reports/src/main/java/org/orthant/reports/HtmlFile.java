package org.orthant.reports;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Puts a file in its place at once or not at all. */
final class HtmlFile {
  private HtmlFile() {}

  /**
   * Writes beside the target, then moves.
   *
   * @throws UnusableInputException if the target is a folder or lies in none
   */
  static void write(Path target, byte[] content) throws IOException {
    Path folder = target.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new UnusableInputException(target + ": no such folder as " + folder);
    }
    if (Files.isDirectory(target)) {
      throw new UnusableInputException(target + ": is a folder; name the HTML file");
    }
    Path temporary = folder.resolve("." + target.getFileName() + "." + UUID.randomUUID());
    try {
      Files.write(temporary, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      Files.move(
          temporary,
          target.toAbsolutePath(),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }
}
