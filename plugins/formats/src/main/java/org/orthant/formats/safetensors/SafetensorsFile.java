package org.orthant.formats.safetensors;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.orthant.api.BadInputException;

/**
 * A safetensors file, of which the header alone was read: the header's length in 8 bytes,
 * little-endian, then the header in JSON, then the tensors' bytes.
 *
 * <p>Source: Hugging Face, "safetensors", README, "Format".
 *
 * @param metadata what the file says of itself
 * @param tensors by their names, in the header's order
 */
public record SafetensorsFile(
    Path path, Map<String, String> metadata, Map<String, Tensor> tensors) {
  private static final int LONGEST_HEADER = 100_000_000;

  public SafetensorsFile {
    metadata = Map.copyOf(metadata);
    tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
  }

  /**
   * Reads the header, and checks that the bytes it announces are there.
   *
   * @throws BadInputException if this is not such a file; the message begins with its path
   */
  public static SafetensorsFile open(Path path) throws IOException {
    long size = Files.size(path);
    try (InputStream stream = Files.newInputStream(path)) {
      byte[] start = stream.readNBytes(Long.BYTES);
      if (start.length < Long.BYTES) {
        throw bad(path, "is no safetensors file: it has " + start.length + " bytes");
      }
      long length = ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN).getLong();
      requireLength(path, length, size);
      byte[] header = stream.readNBytes((int) length);
      return new HeaderReader(path, Long.BYTES + length, size).read(header);
    }
  }

  private static void requireLength(Path path, long length, long size) {
    if (length < 0 || length > size - Long.BYTES) {
      throw bad(
          path,
          String.format(
              Locale.ROOT,
              "is no safetensors file, or is cut off: a header of %s bytes in %d",
              Long.toUnsignedString(length),
              size));
    }
    if (length > LONGEST_HEADER) {
      throw bad(
          path,
          String.format(
              Locale.ROOT,
              "has a header of %d bytes; at most %d are read",
              length,
              LONGEST_HEADER));
    }
  }

  private static BadInputException bad(Path path, String problem) {
    return new BadInputException(path + " " + problem);
  }
}
