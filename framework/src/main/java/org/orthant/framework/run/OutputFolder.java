package org.orthant.framework.run;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import org.orthant.api.BadInputException;

/**
 * The folder of one run's results, locked while the run lasts. The system gives the lock back when
 * the process ends, however it ends.
 */
public final class OutputFolder implements AutoCloseable {
  private final Path folder;
  private final FileChannel lock;

  private OutputFolder(Path folder, FileChannel lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /**
   * Makes and locks the folder.
   *
   * @throws BadInputException if it cannot be written, or another run is writing there
   */
  public static OutputFolder open(Path folder) {
    try {
      Files.createDirectories(folder);
      FileChannel channel =
          FileChannel.open(
              folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (locked(channel)) {
        return new OutputFolder(folder, channel);
      }
      channel.close();
    } catch (IOException e) {
      throw new BadInputException("cannot write to output folder " + folder + ": " + e, e);
    }
    throw new BadInputException("another run is writing to output folder " + folder);
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false; // held by another run of this very process
    }
  }

  /** What makes a file's content. */
  @FunctionalInterface
  public interface Content {
    void writeTo(Path file) throws IOException;
  }

  /**
   * Writes a file in one step: it is there whole, or as it was before.
   *
   * @throws AnalysisException if it cannot be written
   */
  public Path publish(String name, Content content) throws IOException {
    Path file = folder.resolve(name);
    Path temporary = folder.resolve(name + ".part");
    try {
      content.writeTo(temporary);
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new AnalysisException(
          String.format(Locale.ROOT, "%s cannot be written: %s", file, e.getMessage()), e);
    } finally {
      Files.deleteIfExists(temporary);
    }
    return file;
  }

  /** Where it lies. */
  public Path path() {
    return folder;
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
