package org.orthant.api.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.orthant.api.BadInputException;

/**
 * An array of numbers in NumPy's format, versions 1 to 3, in c-order.
 *
 * <p>Source: NumPy, "numpy.lib.format".
 *
 * @param file where it lies
 * @param type the numbers' type
 * @param shape of the array
 * @param length how many numbers there are
 * @param headerBytes what stands in front of the numbers
 */
public record NumpyFile(Path file, Type type, List<Long> shape, long length, int headerBytes) {
  private static final int CHUNK = 1 << 13;

  /** The types of the numbers. */
  public enum Type {
    /** IEEE 754 binary16, little-endian. */
    FLOAT16("<f2", 2, ByteOrder.LITTLE_ENDIAN) {
      @Override
      public float next(ByteBuffer from) {
        return Halves.of(from.getShort());
      }
    },
    /** IEEE 754 binary32, little-endian. */
    FLOAT32("<f4", 4, ByteOrder.LITTLE_ENDIAN) {
      @Override
      public float next(ByteBuffer from) {
        return from.getFloat();
      }
    },
    /** IEEE 754 binary64, little-endian. */
    FLOAT64("<f8", 8, ByteOrder.LITTLE_ENDIAN) {
      @Override
      public float next(ByteBuffer from) {
        return (float) from.getDouble();
      }
    },
    /** IEEE 754 binary16, big-endian. */
    BIG_ENDIAN_FLOAT16(">f2", 2, ByteOrder.BIG_ENDIAN) {
      @Override
      public float next(ByteBuffer from) {
        return Halves.of(from.getShort());
      }
    },
    /** IEEE 754 binary32, big-endian. */
    BIG_ENDIAN_FLOAT32(">f4", 4, ByteOrder.BIG_ENDIAN) {
      @Override
      public float next(ByteBuffer from) {
        return from.getFloat();
      }
    },
    /** IEEE 754 binary64, big-endian. */
    BIG_ENDIAN_FLOAT64(">f8", 8, ByteOrder.BIG_ENDIAN) {
      @Override
      public float next(ByteBuffer from) {
        return (float) from.getDouble();
      }
    },
    /** Whole numbers from −128 to 127. */
    INT8("|i1", 1, ByteOrder.LITTLE_ENDIAN) {
      @Override
      public float next(ByteBuffer from) {
        return from.get();
      }
    };

    private final String code;
    private final int bytes;
    private final ByteOrder order;

    Type(String code, int bytes, ByteOrder order) {
      this.code = code;
      this.bytes = bytes;
      this.order = order;
    }

    /** The type that a code stands for; empty where it is none of these. */
    public static Optional<Type> of(String code) {
      return Stream.of(values()).filter(type -> type.code.equals(code)).findFirst();
    }

    /** Returns how many bytes a number takes. */
    public int bytes() {
      return bytes;
    }

    /** Returns the order of the bytes of a number. */
    public ByteOrder order() {
      return order;
    }

    /**
     * The number at a buffer's position, which moves on; as a float, infinite if too large for one.
     *
     * @param from in this type's order of bytes
     */
    public abstract float next(ByteBuffer from);

    /** NumPy's code, such as {@code <f4}. */
    @Override
    public String toString() {
      return code;
    }
  }

  public NumpyFile {
    shape = List.copyOf(shape);
  }

  /**
   * Reads the header, and checks that the numbers it announces are there.
   *
   * @throws BadInputException if this is not such a file; the message begins with its path
   */
  public static NumpyFile open(Path file) {
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
    NumpyDescription description = NumpyDescription.read(file.toString(), stream);
    return new NumpyFile(
        file,
        type(file, description.type()),
        description.shape(),
        length(file, description),
        description.headerBytes());
  }

  private static Type type(Path file, String code) {
    return Type.of(code)
        .orElseThrow(
            () ->
                refused(
                    file,
                    String.format(
                        Locale.ROOT,
                        "numbers of the type %s, not %s",
                        code,
                        Stream.of(Type.values())
                            .map(Type::toString)
                            .collect(Collectors.joining(", ")))));
  }

  private static long length(Path file, NumpyDescription description) {
    long length = description.length();
    if (length > 0 && length <= Integer.MAX_VALUE) {
      return length;
    }
    throw refused(file, String.format(Locale.ROOT, "the impossible shape %s", description.shape()));
  }

  private static BadInputException refused(Path file, String found) {
    return new BadInputException(file + " has " + found);
  }

  /**
   * The numbers, those of the last index one after the other.
   *
   * @throws BadInputException if one is NaN, infinite or too large for a float
   */
  public float[] read() throws IOException {
    float[] numbers = new float[Math.toIntExact(length)];
    try (InputStream stream = Files.newInputStream(file)) {
      stream.skipNBytes(headerBytes);
      for (int from = 0; from < numbers.length; from += CHUNK) {
        int count = Math.min(CHUNK, numbers.length - from);
        byte[] bytes = stream.readNBytes(count * type.bytes);
        if (bytes.length < count * type.bytes) {
          throw refused(file, "fewer bytes than a moment ago");
        }
        ByteBuffer chunk = ByteBuffer.wrap(bytes).order(type.order);
        for (int i = from; i < from + count; i++) {
          numbers[i] = finite(type.next(chunk), i);
        }
      }
    }
    return numbers;
  }

  private float finite(float number, int index) {
    if (!Float.isFinite(number)) {
      throw refused(file, String.format(Locale.ROOT, "%s at its number %d", number, index));
    }
    return number;
  }
}
