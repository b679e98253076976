package org.orthant.framework.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.orthant.api.BadInputException;
import org.orthant.api.file.AtomicFile;

/**
 * The folder of one run's results, locked while the run lasts. The system gives the lock back when
 * the process ends, however it ends.
 */
public final class OutputFolder implements AutoCloseable {
  /**
   * Those that this process has open. It must not open their locks again: to close any channel of a
   * file gives back all the process's locks on it.
   */
  private static final Set<Path> OPEN = ConcurrentHashMap.newKeySet();

  private final Path folder;
  private final Path real;
  private final FileChannel lock;

  private OutputFolder(Path folder, Path real, FileChannel lock) {
    this.folder = folder;
    this.real = real;
    this.lock = lock;
  }

  /**
   * Makes and locks the folder, and completes what a killed run began to publish there.
   *
   * @throws BadInputException if it cannot be written, or another run is writing there
   */
  public static OutputFolder open(Path folder) {
    try {
      Files.createDirectories(folder);
      Path real = folder.toRealPath();
      if (!OPEN.add(real)) {
        throw taken(folder);
      }
      try {
        return new OutputFolder(folder, real, locked(folder));
      } catch (IOException | RuntimeException e) {
        OPEN.remove(real);
        throw e;
      }
    } catch (IOException e) {
      throw new BadInputException(
          "cannot write to output folder " + folder + ": " + AtomicFile.inWords(e), e);
    }
  }

  private static FileChannel locked(Path folder) throws IOException {
    FileChannel channel =
        FileChannel.open(
            folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() == null) {
        throw taken(folder);
      }
      Publication.complete(folder);
      return channel;
    } catch (OverlappingFileLockException e) {
      channel.close();
      throw taken(folder); // by another channel of this very process
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static BadInputException taken(Path folder) {
    return new BadInputException("another run is writing to output folder " + folder);
  }

  /** Begins to publish; what lies here stays until the end. */
  public Publication publish() {
    return Publication.begin(folder);
  }

  /** Takes away what was published here, the result last. */
  public void clear() throws IOException {
    Publication.clear(folder);
  }

  /** Returns where it lies. */
  public Path path() {
    return folder;
  }

  @Override
  public void close() throws IOException {
    lock.close();
    OPEN.remove(real);
  }
}
