package org.orthant.api.file;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/**
 * Writes a file in one step: it is there whole, or as it was before, even after a power cut. The
 * content goes to a temporary file beside it, is forced onto the disk, and then moved into place.
 *
 * <p>Temporary names are random, so that no two processes share one, whichever machines or
 * containers they run in.
 */
public final class AtomicFile {
  private static final String PART = ".part";
  private static final Duration STALE = Duration.ofDays(1);

  private AtomicFile() {}

  /** Makes a file's content. */
  @FunctionalInterface
  public interface Content {
    void writeTo(Path file) throws IOException;
  }

  /**
   * Writes a file; its folder is made where it is missing.
   *
   * @throws IOException with a message that names the file, if it cannot be written
   */
  public static void write(Path file, Content content) throws IOException {
    write(file, content, AtomicFile::move);
  }

  /**
   * Writes a file without waiting for the disk: after a power cut the file may be there and empty.
   * Only for what tells when it is damaged and can be computed anew.
   */
  static void writeUnforced(Path file, Content content) throws IOException {
    write(file, content, AtomicFile::moveUnforced);
  }

  /** Moves a temporary file into place. */
  @FunctionalInterface
  private interface Move {
    void move(Path written, Path file) throws IOException;
  }

  private static void write(Path file, Content content, Move move) throws IOException {
    Path target = file.toAbsolutePath();
    Path temporary = target.resolveSibling(target.getFileName() + "." + UUID.randomUUID() + PART);
    try {
      makeFolder(target.getParent());
      content.writeTo(temporary);
      move.move(temporary, target);
    } catch (IOException e) {
      throw new IOException(
          String.format(Locale.ROOT, "%s cannot be written: %s", file, inWords(e)), e);
    } finally {
      discard(temporary);
    }
  }

  /** A folder that is a link to one stays. */
  private static void makeFolder(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder);
    }
  }

  /**
   * Moves a file that was written elsewhere on the same disk into its place, once it is on the disk
   * itself. What lies there is replaced.
   */
  public static void move(Path written, Path file) throws IOException {
    force(written);
    moveUnforced(written, file);
    forceFolder(file.toAbsolutePath().getParent());
  }

  private static void moveUnforced(Path written, Path file) throws IOException {
    Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Returns when the content of a file is on the disk. */
  public static void force(Path file) throws IOException {
    // Unlike a channel, this is not closed when the thread is interrupted.
    try (RandomAccessFile opened = new RandomAccessFile(file.toFile(), "rw")) {
      opened.getFD().sync();
    }
  }

  /** Returns when the names in a folder are on the disk, where the platform can tell. */
  public static void forceFolder(Path folder) {
    try (FileChannel opened = FileChannel.open(folder, StandardOpenOption.READ)) {
      opened.force(true);
    } catch (IOException e) {
      // Not every platform opens folders. The files are whole; only a power cut could undo a move.
    }
  }

  /** Where the temporary file cannot be deleted, {@link #removeStale} does so another day. */
  private static void discard(Path temporary) {
    try {
      Files.deleteIfExists(temporary);
    } catch (IOException e) {
      // It must not take the place of why the file could not be written.
    }
  }

  /**
   * Deletes temporary files that killed processes left in a folder: those which were last written a
   * day before. Both times are the file system's own.
   *
   * @param written a file of the folder that has just been written
   */
  public static void removeStale(Path written) throws IOException {
    Instant before = Files.getLastModifiedTime(written).toInstant().minus(STALE);
    try (DirectoryStream<Path> parts =
        Files.newDirectoryStream(written.toAbsolutePath().getParent(), "*" + PART)) {
      for (Path part : parts) {
        if (isOlder(part, before)) {
          discard(part);
        }
      }
    }
  }

  private static boolean isOlder(Path part, Instant before) throws IOException {
    try {
      return Files.isRegularFile(part)
          && Files.getLastModifiedTime(part).toInstant().isBefore(before);
    } catch (NoSuchFileException e) {
      return false; // moved into place meanwhile
    }
  }

  /** One line on why a file cannot be used; the JDK often says no more than its name. */
  public static String inWords(IOException e) {
    if (e instanceof FileSystemException of && of.getReason() == null) {
      String kind = e.getClass().getSimpleName().replaceFirst("Exception$", "");
      String words = kind.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
      return of.getFile() == null ? words : words + ": " + of.getFile();
    }
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
