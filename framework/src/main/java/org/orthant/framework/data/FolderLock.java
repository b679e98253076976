package org.orthant.framework.data;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/**
 * The right to write into a folder, which one run has at a time. The system gives it back when the
 * process ends, however it ends.
 */
final class FolderLock implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);

  private final FileLock lock;

  private FolderLock(FileLock lock) {
    this.lock = lock;
  }

  /**
   * Waits until the folder is free.
   *
   * @param waiting told once if it is not
   */
  static FolderLock acquire(Path folder, Runnable waiting)
      throws IOException, InterruptedException {
    FileChannel channel =
        FileChannel.open(
            folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock lock = tryLock(channel);
      if (lock == null) {
        waiting.run();
      }
      while (lock == null) {
        Thread.sleep(POLL.toMillis());
        lock = tryLock(channel);
      }
      return new FolderLock(lock);
    } catch (IOException | InterruptedException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // held by another run of this very process
    }
  }

  @Override
  public void close() throws IOException {
    lock.acquiredBy().close();
  }
}
