package org.orthant.reports;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Where a report goes; it is put there at once or not at all. */
record ReportFile(Path path) {

  /**
   * What {@code --out} means: a name that ends like the report's own is the file, any other is its
   * folder, which is made where it is missing.
   *
   * @param name the report's own name, such as index.html
   */
  static ReportFile of(Path out, String name) {
    boolean isFile = out.toString().endsWith(name.substring(name.lastIndexOf('.')));
    return new ReportFile(isFile ? out : out.resolve(name));
  }

  /** A report of that name beside a result. */
  static ReportFile beside(Path result, String name) {
    return new ReportFile(result.resolveSibling(name));
  }

  /**
   * Refuses to take the place of what the report is made from.
   *
   * @throws UnusableInputException if it would
   */
  ReportFile sparing(Path result) {
    if (path.toAbsolutePath().normalize().equals(result.toAbsolutePath().normalize())) {
      throw new UnusableInputException("--out would overwrite " + result);
    }
    return this;
  }

  /**
   * Writes beside the place, then moves.
   *
   * @throws UnusableInputException if the place is a folder, or its own folder cannot be made
   */
  void write(byte[] content) throws IOException {
    Path target = path.toAbsolutePath();
    Path folder = folder(target);
    if (Files.isDirectory(target)) {
      throw new UnusableInputException(path + ": is a folder; name a file");
    }
    Path temporary = folder.resolve("." + target.getFileName() + "." + UUID.randomUUID());
    try {
      Files.write(temporary, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      Files.move(
          temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private Path folder(Path target) {
    Path folder = target.getParent();
    if (folder == null) {
      throw new UnusableInputException(path + ": is a folder; name a file");
    }
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UnusableInputException(path + ": the folder " + folder + " cannot be made: " + e);
    }
  }
}
