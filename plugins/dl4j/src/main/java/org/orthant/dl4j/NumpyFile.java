package org.orthant.dl4j;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.orthant.api.BadInputException;

/**
 * An array of little-endian floating-point numbers in NumPy's format, versions 1 to 3, in c-order.
 *
 * <p>Source: NumPy, "numpy.lib.format".
 *
 * @param file where it lies
 * @param type the numbers' type
 * @param shape of the array
 * @param length how many numbers there are
 * @param headerBytes what stands in front of the numbers
 */
record NumpyFile(Path file, Type type, List<Long> shape, long length, int headerBytes) {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int LONGEST_HEADER = 1 << 16;

  /** What the numbers can be. */
  enum Type {
    FLOAT16("<f2", 2) {
      @Override
      float next(ByteBuffer from) {
        return halfToFloat(from.getShort());
      }
    },
    FLOAT32("<f4", 4) {
      @Override
      float next(ByteBuffer from) {
        return from.getFloat();
      }
    },
    FLOAT64("<f8", 8) {
      @Override
      float next(ByteBuffer from) {
        return (float) from.getDouble();
      }
    };

    private final String code;
    private final int bytes;

    Type(String code, int bytes) {
      this.code = code;
      this.bytes = bytes;
    }

    abstract float next(ByteBuffer from);
  }

  /**
   * Reads the header, and checks that the numbers it announces are there.
   *
   * @throws BadInputException if this is not such a file
   */
  static NumpyFile open(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new BadInputException("there is no file " + file);
    }
    try (InputStream stream = Files.newInputStream(file)) {
      NumpyFile opened = header(file, stream);
      long expected = opened.headerBytes + opened.length * opened.type.bytes;
      if (Files.size(file) != expected) {
        throw refused(
            file,
            String.format(
                Locale.ROOT, "%d bytes, where %d belong to its shape", Files.size(file), expected));
      }
      return opened;
    } catch (IOException e) {
      throw new BadInputException(file + " cannot be read: " + e, e);
    }
  }

  private static NumpyFile header(Path file, InputStream stream) throws IOException {
    byte[] start = stream.readNBytes(MAGIC.length + 2);
    int version = start.length < MAGIC.length + 2 ? 0 : start[MAGIC.length];
    if (version < 1
        || version > 3
        || !Arrays.equals(start, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
      throw refused(file, "no NumPy file of version 1, 2 or 3");
    }
    int lengthBytes = version == 1 ? 2 : 4;
    byte[] lengthField = Arrays.copyOf(stream.readNBytes(lengthBytes), 4);
    int length = ByteBuffer.wrap(lengthField).order(ByteOrder.LITTLE_ENDIAN).getInt();
    if (length < 0 || length > LONGEST_HEADER) {
      throw refused(
          file,
          String.format(
              Locale.ROOT, "a header of %d bytes; at most %d are read", length, LONGEST_HEADER));
    }
    String text = new String(stream.readNBytes(length), ISO_8859_1);
    NumpyHeader description = description(file, text);
    if (description.fortran()) {
      throw refused(file, "Fortran's order; save numpy.ascontiguousarray of it");
    }
    Type type =
        Stream.of(Type.values())
            .filter(candidate -> candidate.code.equals(description.type()))
            .findFirst()
            .orElseThrow(
                () ->
                    refused(
                        file,
                        String.format(
                            Locale.ROOT,
                            "numbers of the type %s, not <f2, <f4 or <f8",
                            description.type())));
    List<Long> shape = shape(file, description.shape());
    return new NumpyFile(
        file, type, shape, length(file, shape), start.length + lengthBytes + length);
  }

  private static NumpyHeader description(Path file, String text) {
    try {
      return NumpyHeader.of(text);
    } catch (IllegalArgumentException e) {
      throw new BadInputException(file + " has a header " + e.getMessage(), e);
    }
  }

  private static List<Long> shape(Path file, List<String> sizes) {
    try {
      return sizes.stream().map(Long::valueOf).toList();
    } catch (NumberFormatException e) {
      throw refused(
          file, String.format(Locale.ROOT, "the impossible shape (%s)", String.join(", ", sizes)));
    }
  }

  private static long length(Path file, List<Long> shape) {
    try {
      long length = shape.stream().reduce(1L, Math::multiplyExact);
      if (length > 0 && length <= Integer.MAX_VALUE) {
        return length;
      }
    } catch (ArithmeticException e) {
      // Longer than a long can say.
    }
    throw refused(file, String.format(Locale.ROOT, "the impossible shape %s", shape));
  }

  private static BadInputException refused(Path file, String found) {
    return new BadInputException(file + " has " + found);
  }

  /**
   * The numbers as float32.
   *
   * @throws BadInputException if one is NaN or infinite
   */
  INDArray read() throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    bytes.position(headerBytes);
    float[] numbers = new float[Math.toIntExact(length)];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = type.next(bytes);
      if (!Float.isFinite(numbers[i])) {
        throw refused(file, String.format(Locale.ROOT, "%s at its number %d", numbers[i], i));
      }
    }
    return Nd4j.createFromArray(numbers)
        .reshape('c', shape.stream().mapToLong(Long::longValue).toArray());
  }

  /** IEEE 754 binary16: 1 bit of sign, 5 of exponent, 10 of fraction. */
  private static float halfToFloat(short half) {
    int exponent = (half >> 10) & 0x1f;
    int fraction = half & 0x3ff;
    float magnitude =
        switch (exponent) {
          case 0 -> fraction * 0x1p-24f;
          case 0x1f -> fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
          default -> Float.intBitsToFloat(((exponent + 112) << 23) | (fraction << 13));
        };
    return half < 0 ? -magnitude : magnitude;
  }
}
