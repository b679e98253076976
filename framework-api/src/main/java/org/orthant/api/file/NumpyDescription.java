package org.orthant.api.file;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.orthant.api.BadInputException;

/**
 * The header of an array in NumPy's format, versions 1 to 3, in c-order.
 *
 * <p>Source: NumPy, "numpy.lib.format".
 *
 * @param type the code of the numbers' type, such as {@code <f4}; it may be any
 * @param shape of the array; a size may be 0
 * @param length how many numbers it announces
 * @param headerBytes what stands in front of them
 */
public record NumpyDescription(String type, List<Long> shape, long length, int headerBytes) {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int LONGEST_HEADER = 1 << 16;

  public NumpyDescription {
    shape = List.copyOf(shape);
  }

  /**
   * Reads as far as the first number.
   *
   * @param name of the file, for messages
   * @throws BadInputException if this is no such array; the message begins with its name
   */
  public static NumpyDescription read(String name, InputStream stream) throws IOException {
    byte[] start = stream.readNBytes(MAGIC.length + 2);
    int version = start.length < MAGIC.length + 2 ? 0 : start[MAGIC.length];
    if (version < 1
        || version > 3
        || !Arrays.equals(start, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
      throw refused(name, "no NumPy file of version 1, 2 or 3");
    }
    int lengthBytes = version == 1 ? 2 : 4;
    byte[] lengthField = Arrays.copyOf(stream.readNBytes(lengthBytes), 4);
    int length = ByteBuffer.wrap(lengthField).order(ByteOrder.LITTLE_ENDIAN).getInt();
    if (length < 0 || length > LONGEST_HEADER) {
      throw refused(
          name,
          String.format(
              Locale.ROOT, "a header of %d bytes; at most %d are read", length, LONGEST_HEADER));
    }
    NumpyHeader header = header(name, new String(stream.readNBytes(length), ISO_8859_1));
    if (header.fortran()) {
      throw refused(name, "Fortran's order; save numpy.ascontiguousarray of it");
    }
    List<Long> shape = shape(name, header.shape());
    return new NumpyDescription(
        header.type(), shape, length(name, shape), start.length + lengthBytes + length);
  }

  private static NumpyHeader header(String name, String text) {
    try {
      return NumpyHeader.of(text);
    } catch (IllegalArgumentException e) {
      throw new BadInputException(name + " has a header " + e.getMessage(), e);
    }
  }

  private static List<Long> shape(String name, List<String> sizes) {
    try {
      return sizes.stream().map(Long::valueOf).toList();
    } catch (NumberFormatException e) {
      throw refused(
          name, String.format(Locale.ROOT, "the impossible shape (%s)", String.join(", ", sizes)));
    }
  }

  private static long length(String name, List<Long> shape) {
    try {
      return shape.stream().reduce(1L, Math::multiplyExact);
    } catch (ArithmeticException e) {
      throw refused(name, String.format(Locale.ROOT, "the impossible shape %s", shape));
    }
  }

  private static BadInputException refused(String name, String found) {
    return new BadInputException(name + " has " + found);
  }
}
