package org.orthant.formats.deeplearning4j;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.orthant.api.BadInputException;

/** The zip file of a network. No entry is opened but the two that are read. */
final class Archive implements AutoCloseable {
  private static final String CONFIGURATION = "configuration.json";
  private static final String COEFFICIENTS = "coefficients.bin";
  private static final String PREPROCESSOR = "preprocessor.bin";
  private static final String NORMALIZER = "normalizer.bin";

  private static final int MOST_ENTRIES = 1_000;
  private static final int LONGEST_CONFIGURATION = 50_000_000;

  /** Trained numbers hardly shrink at all. */
  private static final int MOST_SHRUNK = 100;

  /** How large an entry may be however much it was shrunk. */
  private static final int SMALL = 10_000_000;

  private static final int NAME_IN_HEADER = 30;

  private final ZipFile zip;

  private Archive(ZipFile zip) {
    this.zip = zip;
  }

  /** Reads an entry. */
  @FunctionalInterface
  interface Reader<T> {
    /**
     * Reads an entry.
     *
     * @param size how many bytes the entry says it has
     */
    T read(DataInputStream stream, long size) throws IOException;
  }

  /**
   * Opens a file.
   *
   * @return empty if it is no zip, or one of something else
   * @throws BadInputException if it is one of a network, but cut off or not to be read
   */
  static Optional<Archive> open(Path path) throws IOException {
    ZipFile zip;
    try {
      zip = new ZipFile(path.toFile());
    } catch (ZipException e) {
      if (beginsLikeOne(path)) {
        throw new BadInputException("is cut off or damaged: " + e.getMessage(), e);
      }
      return Optional.empty();
    }
    try {
      if (zip.getEntry(CONFIGURATION) == null) {
        zip.close();
        return Optional.empty();
      }
      Archive archive = new Archive(zip);
      archive.check();
      return Optional.of(archive);
    } catch (BadInputException e) {
      zip.close();
      throw e;
    }
  }

  /** Whether its first entry is the configuration, as DeepLearning4J writes it. */
  private static boolean beginsLikeOne(Path path) throws IOException {
    byte[] name = CONFIGURATION.getBytes(US_ASCII);
    try (InputStream stream = Files.newInputStream(path)) {
      byte[] start = stream.readNBytes(NAME_IN_HEADER + name.length);
      return start.length == NAME_IN_HEADER + name.length
          && Arrays.equals(start, NAME_IN_HEADER, start.length, name, 0, name.length);
    }
  }

  private void check() {
    if (zip.size() > MOST_ENTRIES) {
      throw new BadInputException(
          String.format(
              Locale.ROOT, "holds %d entries; at most %d are read", zip.size(), MOST_ENTRIES));
    }
    if (zip.getEntry(PREPROCESSOR) != null) {
      throw new BadInputException(
          "holds preprocessor.bin, a serialized Java object, which is never read: save it with"
              + " ModelSerializer.writeModel(net, file, false), and say with pixels, mean and"
              + " deviation what was done to the images");
    }
    if (zip.getEntry(COEFFICIENTS) == null) {
      throw new BadInputException("holds no coefficients.bin: its network has no numbers");
    }
  }

  /** Whether it holds what was done to the images, in a form that is not read. */
  boolean hasNormalizer() {
    return zip.getEntry(NORMALIZER) != null;
  }

  byte[] configuration() throws IOException {
    return read(
        CONFIGURATION,
        (stream, size) -> {
          if (size > LONGEST_CONFIGURATION) {
            throw new BadInputException(
                String.format(
                    Locale.ROOT,
                    "%s has %d bytes; at most %d are read",
                    CONFIGURATION,
                    size,
                    LONGEST_CONFIGURATION));
          }
          return stream.readNBytes((int) size);
        });
  }

  Coefficients coefficients() throws IOException {
    return read(COEFFICIENTS, Coefficients::read);
  }

  private <T> T read(String name, Reader<T> reader) throws IOException {
    ZipEntry entry = zip.getEntry(name);
    requirePlausible(entry);
    try (DataInputStream stream = new DataInputStream(zip.getInputStream(entry))) {
      return reader.read(stream, entry.getSize());
    } catch (ZipException | EOFException e) {
      throw new BadInputException(name + " is cut off or damaged: " + e.getMessage(), e);
    }
  }

  private static void requirePlausible(ZipEntry entry) {
    long size = entry.getSize();
    if (size < 0 || (size > SMALL && size / MOST_SHRUNK > entry.getCompressedSize())) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "%s says that it unpacks from %d bytes to %d; no trained network does",
              entry.getName(),
              entry.getCompressedSize(),
              size));
    }
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
