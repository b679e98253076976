package org.orthant.datasets.arrays;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.orthant.api.BadInputException;
import org.orthant.datasets.own.Refusal;

/**
 * An array in an archive. To be mapped it is unpacked to a temporary file, which is deleted at once
 * or, where the platform keeps files that are mapped, when the process ends.
 *
 * @param bytes how many it unpacks to, as the archive says
 */
record NpzEntry(NpzArchive archive, String key, long bytes) implements StoredArray {
  private static final int CHUNK = 1 << 16;

  @Override
  public String name() {
    return archive.file() + ", array '" + key + "'";
  }

  @Override
  public InputStream stream() throws IOException {
    ZipFile zip = archive.open();
    try {
      ZipEntry entry = zip.getEntry(NpzArchive.entry(key));
      if (entry == null) {
        throw Refusal.of(name(), "is no longer there");
      }
      return new Entry(zip, zip.getInputStream(entry));
    } catch (IOException | RuntimeException e) {
      zip.close();
      throw e;
    }
  }

  @Override
  public Windows map(long start, int items, int itemBytes) throws IOException {
    Path unpacked = Files.createTempFile("orthant", ".npy");
    try {
      unpack(unpacked);
      return Windows.of(unpacked, start, items, itemBytes);
    } finally {
      discard(unpacked);
    }
  }

  private static void discard(Path file) {
    try {
      Files.delete(file);
    } catch (IOException mapped) {
      file.toFile().deleteOnExit();
    }
  }

  /**
   * @throws BadInputException if it has not the length that the archive says
   */
  private void unpack(Path file) throws IOException {
    try (InputStream from = stream();
        OutputStream to = Files.newOutputStream(file)) {
      long written = 0;
      byte[] chunk = new byte[CHUNK];
      for (int count = from.read(chunk); count >= 0; count = from.read(chunk)) {
        written += count;
        if (written > bytes) {
          throw Refusal.of(name(), "unpacks to more than the %d bytes it announces", bytes);
        }
        to.write(chunk, 0, count);
      }
      if (written != bytes) {
        throw Refusal.of(name(), "unpacks to %d bytes and announces %d", written, bytes);
      }
    } catch (ZipException | EOFException e) {
      throw Refusal.of(name(), "is broken: %s", e.getMessage());
    }
  }

  /** Closes the archive with the entry. */
  private static final class Entry extends FilterInputStream {
    private final ZipFile zip;

    Entry(ZipFile zip, InputStream entry) {
      super(entry);
      this.zip = zip;
    }

    @Override
    public void close() throws IOException {
      try {
        super.close();
      } finally {
        zip.close();
      }
    }
  }
}
