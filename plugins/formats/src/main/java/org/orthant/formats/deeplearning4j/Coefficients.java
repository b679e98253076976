package org.orthant.formats.deeplearning4j;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.orthant.api.BadInputException;
import org.orthant.formats.draft.Numbers;

/**
 * All parameters of a network in one row, as {@code Nd4j.write} writes an array: a buffer with its
 * shape, then one with its numbers, each as the name of an allocation mode, a length, the name of a
 * type, and the elements, big-endian.
 *
 * @param type of the numbers
 * @param bytes the numbers, big-endian
 */
record Coefficients(NumberType type, ByteBuffer bytes) {
  private static final String NAME = "coefficients.bin";

  /** Modes of versions before 1.0.0, whose lengths have 4 bytes. */
  private static final Set<String> EARLIER_MODES = Set.of("DIRECT", "HEAP", "JAVACPP");

  private static final Set<String> MODES = Set.of("LONG_SHAPE", "MIXED_DATA_TYPES");
  private static final int LONGEST_SHAPE = 100;

  /** What stands before the elements of a buffer. */
  private record Header(long length, String type, long bytes) {
    static Header read(DataInputStream stream) throws IOException {
      String mode = stream.readUTF();
      boolean isEarlier = EARLIER_MODES.contains(mode);
      if (!isEarlier && !MODES.contains(mode)) {
        throw bad("is no array of ND4J's: it begins with '" + shortened(mode) + "'");
      }
      long length = isEarlier ? stream.readInt() : stream.readLong();
      String type = stream.readUTF();
      long bytes =
          2L + mode.length() + (isEarlier ? Integer.BYTES : Long.BYTES) + 2L + type.length();
      return new Header(length, type, bytes);
    }
  }

  /**
   * Reads them.
   *
   * @param size how many bytes there are
   * @throws BadInputException if they are no array, or not as many as they say, or not finite
   */
  static Coefficients read(DataInputStream stream, long size) throws IOException {
    Header shape = Header.read(stream);
    long shapeBytes = shape.bytes() + skipShape(stream, shape);
    Header data = Header.read(stream);
    NumberType type =
        NumberType.named(data.type())
            .orElseThrow(
                () ->
                    bad(
                        "has numbers of the type "
                            + shortened(data.type())
                            + ", not FLOAT, DOUBLE, HALF or BFLOAT16"));
    long expected = size - shapeBytes - data.bytes();
    if (data.length() < 0
        || data.length() > Integer.MAX_VALUE / type.bytes() - 8
        || data.length() * type.bytes() != expected) {
      throw bad(
          String.format(
              Locale.ROOT,
              "says that it holds %d numbers of the type %s, and has %d bytes for them",
              data.length(),
              type,
              expected));
    }
    byte[] bytes = stream.readNBytes((int) expected);
    if (bytes.length < expected || stream.read() >= 0) {
      throw bad("has other bytes than the zip file says");
    }
    Coefficients coefficients = new Coefficients(type, ByteBuffer.wrap(bytes));
    coefficients.requireFinite();
    return coefficients;
  }

  /** The numbers stand in one row, whatever the shape is. */
  private static long skipShape(DataInputStream stream, Header shape) throws IOException {
    boolean isLong = shape.type().equals("LONG");
    boolean isKnown = isLong || shape.type().equals("INT");
    if (!isKnown || shape.length() < 1 || shape.length() > LONGEST_SHAPE) {
      throw bad(
          String.format(
              Locale.ROOT, "has a shape of %d %s", shape.length(), shortened(shape.type())));
    }
    long bytes = shape.length() * (isLong ? Long.BYTES : Integer.BYTES);
    stream.skipNBytes(bytes);
    return bytes;
  }

  private void requireFinite() {
    int count = count();
    for (int i = 0; i < count; i++) {
      if (!Float.isFinite((float) type.at(bytes, i))) {
        throw bad(String.format(Locale.ROOT, "holds %s at its number %d", type.at(bytes, i), i));
      }
    }
  }

  /** Returns how many numbers there are. */
  int count() {
    return bytes.capacity() / type.bytes();
  }

  /** A part of the row, as an array in c-order. */
  Numbers part(int from, List<Integer> shape) {
    int[] sizes = shape.stream().mapToInt(Integer::intValue).toArray();
    int count = Numbers.filled(0, sizes).count();
    return type == NumberType.DOUBLE
        ? Numbers.ofDoubles(() -> doubles(from, count), sizes)
        : Numbers.ofFloats(() -> floats(from, count), sizes);
  }

  private double[] doubles(int from, int count) {
    double[] numbers = new double[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = type.at(bytes, from + i);
    }
    return numbers;
  }

  private float[] floats(int from, int count) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) type.at(bytes, from + i);
    }
    return numbers;
  }

  private static BadInputException bad(String problem) {
    return new BadInputException(NAME + " " + problem);
  }

  private static String shortened(String text) {
    return text.length() <= 40 ? text : text.substring(0, 40) + "…";
  }
}
