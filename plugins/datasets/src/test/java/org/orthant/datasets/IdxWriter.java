package org.orthant.datasets;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** Writes IDX files by hand, right and wrong ones. */
final class IdxWriter {
  private IdxWriter() {}

  /** A gzip file of these big-endian numbers followed by these bytes. */
  static Path write(Path file, int[] header, byte[] data) throws IOException {
    Files.createDirectories(file.getParent());
    try (DataOutputStream out =
        new DataOutputStream(new GZIPOutputStream(Files.newOutputStream(file)))) {
      for (int number : header) {
        out.writeInt(number);
      }
      out.write(data);
    }
    return file;
  }
}
