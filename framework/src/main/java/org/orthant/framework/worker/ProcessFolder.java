package org.orthant.framework.worker;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.commons.io.FileUtils;

/**
 * A temporary folder that lasts as long as this process. A killed process cannot take its folder
 * away; but the system gives its lock back, and the next process that makes such a folder deletes
 * those that nobody holds.
 */
final class ProcessFolder {
  private static final String PREFIX = "orthant-worker";
  private static final String LOCK = ".lock";

  /** Those of this process, whose locks it must not touch: to close a file gives its lock back. */
  private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

  private ProcessFolder() {}

  /**
   * Makes one.
   *
   * @param parent the folder in which all of them lie
   */
  static Path create(Path parent) throws IOException {
    deleteAbandoned(parent);
    Path folder = Files.createTempDirectory(parent, PREFIX);
    OWN.add(folder);
    // Locked before it has its name, it is never seen without its holder.
    Path unnamed = folder.resolve(LOCK + "-unnamed");
    FileChannel lock =
        FileChannel.open(unnamed, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    lock.lock();
    Files.move(unnamed, folder.resolve(LOCK), StandardCopyOption.ATOMIC_MOVE);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder, lock)));
    return folder;
  }

  private static void deleteAbandoned(Path parent) throws IOException {
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, PREFIX + "*")) {
      for (Path folder : folders) {
        Path lock = folder.resolve(LOCK);
        if (!OWN.contains(folder) && Files.isRegularFile(lock) && Files.isWritable(lock)) {
          deleteUnlessHeld(folder, lock);
        }
      }
    }
  }

  private static void deleteUnlessHeld(Path folder, Path lock) {
    try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE)) {
      if (channel.tryLock() != null) {
        FileUtils.deleteDirectory(folder.toFile());
      }
    } catch (IOException e) {
      LoggedProgress.LOG.log(Level.WARNING, folder + " could not be deleted", e);
    }
  }

  /** Takes the channel along, which must stay open until then. */
  private static void delete(Path folder, FileChannel lock) {
    try {
      FileUtils.deleteDirectory(folder.toFile());
      lock.close();
    } catch (IOException e) {
      LoggedProgress.LOG.log(Level.WARNING, folder + " could not be deleted", e);
    }
  }
}
