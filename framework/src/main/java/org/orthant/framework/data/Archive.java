package org.orthant.framework.data;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.io.input.BoundedInputStream;
import org.orthant.api.file.AtomicFile;

/**
 * A tar.gz archive, unpacked with distrust.
 *
 * @param file the archive
 * @param unpacked how many bytes its files may have together
 */
record Archive(Path file, long unpacked) {
  /** What the archive may hold beside the files: their names, and as much again of others. */
  private static final long OVERHEAD = 1 << 20;

  /**
   * Unpacks the files below a folder of the archive; files that are there already stay as they are.
   *
   * @param below the folder in the archive
   * @param into an existing folder that takes its place
   * @throws DownloadException if the archive holds a link, a device, a path that leads outside, the
   *     same file twice, or too much; then nothing is unpacked
   */
  void unpack(Path below, Path into) throws IOException, DownloadException {
    Path staging = into.resolve(".unpacking");
    delete(staging);
    try {
      Files.createDirectory(staging);
      stage(below, staging);
      publish(staging, into);
    } finally {
      delete(staging);
    }
  }

  private void stage(Path below, Path staging) throws IOException, DownloadException {
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(
            BoundedInputStream.builder()
                .setInputStream(
                    new GZIPInputStream(new BufferedInputStream(Files.newInputStream(file))))
                .setMaxCount(2 * unpacked + OVERHEAD)
                .get())) {
      long left = unpacked;
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        requireHarmless(entry);
        Path path = Path.of(entry.getName()).normalize();
        if (entry.isDirectory() || !path.startsWith(below) || path.equals(below)) {
          continue;
        }
        left -= entry.getSize();
        if (left < 0) {
          throw new DownloadException(
              String.format(
                  Locale.ROOT, "the archive unpacks to more than the expected %d bytes", unpacked));
        }
        Path target = staging.resolve(below.relativize(path));
        if (Files.exists(target)) {
          throw new DownloadException("the archive holds " + entry.getName() + " twice");
        }
        Files.createDirectories(target.getParent());
        Files.copy(tar, target);
      }
    }
  }

  private static void requireHarmless(TarArchiveEntry entry) throws DownloadException {
    String name = entry.getName();
    if (name.startsWith("/")
        || List.of(name.split("/")).contains("..")
        || name.chars().anyMatch(c -> c == '\\' || c == ':' || Character.isISOControl(c))) {
      throw new DownloadException(
          "the archive holds a path that may lead outside: " + printable(name));
    }
    byte kind = entry.getLinkFlag();
    boolean file = kind == TarConstants.LF_NORMAL || kind == TarConstants.LF_OLDNORM;
    if (!(file || kind == TarConstants.LF_DIR) || entry.isSparse()) {
      throw new DownloadException("the archive holds more than plain files: " + printable(name));
    }
  }

  private static String printable(String name) {
    return name.replaceAll("\\p{Cntrl}", "?");
  }

  private static void publish(Path staging, Path into) throws IOException {
    try (Stream<Path> files = Files.walk(staging).filter(Files::isRegularFile)) {
      for (Path staged : files.toList()) {
        Path target = into.resolve(staging.relativize(staged));
        if (!Files.exists(target)) {
          Files.createDirectories(target.getParent());
          AtomicFile.move(staged, target);
        }
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }
}
