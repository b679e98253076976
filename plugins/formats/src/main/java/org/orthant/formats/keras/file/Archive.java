package org.orthant.formats.keras.file;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.orthant.api.BadInputException;

/**
 * A .keras archive.
 *
 * @param length of the archive, in bytes
 */
record Archive(ZipFile zip, long length) implements AutoCloseable {
  private static final String ARRAYS = "model.weights.h5";
  private static final int MOST_ENTRIES = 10_000;

  /** Weights are hardly ever compressed to less than a hundredth. */
  private static final int MOST_GROWTH = 100;

  private static final long SMALL = 1 << 26;
  private static final long LARGEST = Integer.MAX_VALUE - 8;

  /** An archive with a model; empty if there is something else in it. */
  static Optional<Archive> open(Path path) throws IOException {
    try {
      ZipFile zip = new ZipFile(path.toFile());
      if (zip.getEntry("config.json") != null && zip.getEntry(ARRAYS) != null) {
        return Optional.of(new Archive(zip, Files.size(path)));
      }
      zip.close();
      return Optional.empty();
    } catch (ZipException | EOFException | IllegalArgumentException e) {
      if (path.toString().toLowerCase(Locale.ROOT).endsWith(".keras")) {
        throw new BadInputException("is damaged: " + reason(e), e);
      }
      return Optional.empty();
    }
  }

  private static String reason(Exception e) {
    return e.getMessage() == null ? "it ends too early" : e.getMessage();
  }

  /** A text in the archive; empty if it is missing. */
  Optional<String> text(String name) throws IOException {
    ZipEntry entry = zip.getEntry(name);
    return entry == null
        ? Optional.empty()
        : Optional.of(new String(bytes(entry, Json.LARGEST), StandardCharsets.UTF_8));
  }

  /** The HDF5 file with the arrays. */
  byte[] arrays() throws IOException {
    if (zip.size() > MOST_ENTRIES) {
      throw new BadInputException("has " + zip.size() + " entries, more than any model");
    }
    long most = Math.min(LARGEST, Math.max(SMALL, Math.multiplyExact(length, MOST_GROWTH)));
    return bytes(zip.getEntry(ARRAYS), most);
  }

  private byte[] bytes(ZipEntry entry, long most) throws IOException {
    if (entry.getSize() > most) {
      throw tooLarge(entry, most);
    }
    try (InputStream stream = zip.getInputStream(entry)) {
      byte[] bytes = stream.readNBytes((int) most);
      if (stream.read() >= 0) {
        throw tooLarge(entry, most);
      }
      return bytes;
    } catch (ZipException | EOFException e) {
      throw new BadInputException(entry.getName() + " is damaged: " + reason(e), e);
    }
  }

  private static BadInputException tooLarge(ZipEntry entry, long most) {
    return new BadInputException(
        String.format(
            Locale.ROOT, "%s has more than %,d bytes once unpacked", entry.getName(), most));
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
