package org.orthant.framework.job;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.commons.io.input.BoundedInputStream;

/** A folder's files as one sequence of bytes, a zip. */
public final class Bundle {
  private static final long LARGEST = 64L << 30;

  private Bundle() {}

  /** All files but hidden ones. */
  public static byte[] of(Path folder) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Path file : files(folder)) {
        zip.putNextEntry(new ZipEntry(folder.relativize(file).toString().replace('\\', '/')));
        Files.copy(file, zip);
      }
    }
    return bytes.toByteArray();
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .filter(file -> !file.getFileName().toString().startsWith("."))
          .sorted()
          .toList();
    }
  }

  /**
   * Lays the files into a folder.
   *
   * @throws IOException if the bytes are no bundle, one of its files would lie elsewhere, or they
   *     are too large
   */
  public static void unpack(byte[] bundle, Path folder) throws IOException {
    unpack(bundle, folder, LARGEST);
  }

  /**
   * @param largest how many bytes the files may have together
   */
  static void unpack(byte[] bundle, Path folder, long largest) throws IOException {
    long left = largest;
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bundle))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Path file = folder.resolve(entry.getName()).normalize();
        if (!file.startsWith(folder.normalize())) {
          throw new IOException("a bundle must not lay files outside, such as " + entry.getName());
        }
        Files.createDirectories(file.getParent());
        InputStream content =
            BoundedInputStream.builder()
                .setInputStream(zip)
                .setMaxCount(left + 1)
                .setPropagateClose(false)
                .get();
        left -= Files.copy(content, file);
        if (left < 0) {
          throw new IOException(
              String.format(Locale.ROOT, "the bundle unpacks to more than %d bytes", largest));
        }
      }
    } catch (IllegalArgumentException e) {
      throw new IOException("the bundle holds a name that is none: " + e.getMessage(), e);
    }
  }
}
