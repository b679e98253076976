package org.orthant.datasets.arrays;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.orthant.api.BadInputException;
import org.orthant.datasets.own.Refusal;

/**
 * Several arrays in a zip file, as {@code numpy.savez} and {@code numpy.savez_compressed} write it:
 * the array {@code x} is the entry {@code x.npy}.
 */
record NpzArchive(Path file) {
  private static final String ENDING = ".npy";

  /**
   * No deflated data becomes more than this many times as long.
   *
   * <p>Source: J. Gailly, M. Adler, "zlib Technical Details": "the maximum compression factor …
   * asymptotically 1032:1".
   */
  private static final int MOST_GROWTH = 1032;

  private static final int SLACK = 1 << 10;

  /**
   * @throws BadInputException if there is no such file
   */
  NpzArchive {
    if (!Files.isRegularFile(file)) {
      throw Refusal.of(file.toString(), "there is no such file");
    }
  }

  /** The arrays' names. */
  List<String> keys() throws IOException {
    try (ZipFile zip = open()) {
      return keys(zip);
    }
  }

  private static List<String> keys(ZipFile zip) {
    return zip.stream()
        .map(ZipEntry::getName)
        .filter(name -> name.endsWith(ENDING))
        .map(name -> name.substring(0, name.length() - ENDING.length()))
        .toList();
  }

  /**
   * One array.
   *
   * @throws BadInputException if there is none of that name, or it is longer than what is packed
   *     can become
   */
  NpzEntry array(String key) throws IOException {
    try (ZipFile zip = open()) {
      ZipEntry entry = zip.getEntry(entry(key));
      if (entry == null) {
        throw Refusal.of(
            file.toString(), "has no array '%s', but %s", key, String.join(", ", keys(zip)));
      }
      requirePlausible(key, entry);
      return new NpzEntry(this, key, entry.getSize());
    }
  }

  private void requirePlausible(String key, ZipEntry entry) throws IOException {
    long packed = entry.getCompressedSize();
    long most = packed * MOST_GROWTH + SLACK;
    if (packed < 0 || packed > Files.size(file) || entry.getSize() < 0 || entry.getSize() > most) {
      throw Refusal.of(
          file.toString(),
          "its array '%s' claims %d bytes, which %d packed ones in %d bytes of file cannot hold",
          key,
          entry.getSize(),
          packed,
          Files.size(file));
    }
  }

  /** The file, opened. */
  ZipFile open() {
    try {
      return new ZipFile(file.toFile());
    } catch (IOException | IllegalArgumentException e) {
      throw Refusal.of(
          file.toString(), "is no .npz file, which is a zip of .npy files: %s", e.getMessage());
    }
  }

  /** The entry of an array. */
  static String entry(String key) {
    return key + ENDING;
  }
}
