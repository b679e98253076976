package org.orthant.reports;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
import org.orthant.reports.result.UnusableInputException;

/** Where a report goes; it is put there at once or not at all. */
record ReportFile(Path path) {
  private static final Duration STALE = Duration.ofDays(1);
  private static final int UUID_LENGTH = 36;

  /**
   * Returns what {@code --out} means: a name that ends like the report's own is the file, any other
   * is its folder, which is made where it is missing.
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
   * Writes beside the place, under a name that no other process has, forces the content onto the
   * disk, then moves it. Temporary files that killed processes left a day before are deleted.
   *
   * @throws IOException with a message that names the file, if it cannot be written
   * @throws UnusableInputException if the place is a folder, or its own folder cannot be made
   */
  void write(byte[] content) throws IOException {
    Path target = path.toAbsolutePath();
    Path folder = folder(target);
    if (Files.isDirectory(target)) {
      throw new UnusableInputException(path + ": is a folder; name a file");
    }
    String prefix = "." + target.getFileName() + ".";
    Path temporary = folder.resolve(prefix + UUID.randomUUID());
    try {
      try (FileChannel file =
          FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        for (ByteBuffer left = ByteBuffer.wrap(content); left.hasRemaining(); ) {
          file.write(left);
        }
        file.force(true);
      }
      removeStale(folder, prefix, Files.getLastModifiedTime(temporary).toInstant().minus(STALE));
      Files.move(
          temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      discard(temporary);
      throw new IOException(path + " cannot be written: " + e.getMessage(), e);
    }
  }

  private static void removeStale(Path folder, String prefix, Instant before) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(each -> isTemporary(each, prefix)).toList()) {
        if (isOlder(file, before)) {
          discard(file);
        }
      }
    }
  }

  private static boolean isOlder(Path file, Instant before) throws IOException {
    try {
      return Files.getLastModifiedTime(file).toInstant().isBefore(before);
    } catch (NoSuchFileException e) {
      return false; // moved into place meanwhile
    }
  }

  private static boolean isTemporary(Path file, String prefix) {
    String name = file.getFileName().toString();
    return name.startsWith(prefix) && name.length() == prefix.length() + UUID_LENGTH;
  }

  private static void discard(Path temporary) {
    try {
      Files.deleteIfExists(temporary);
    } catch (IOException e) {
      // It must not take the place of why the report could not be written.
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
