package org.orthant.datasets.arrays;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.orthant.api.BadInputException;
import org.orthant.api.file.AtomicFile;
import org.orthant.api.file.NumpyDescription;
import org.orthant.datasets.own.Classes;
import org.orthant.datasets.own.Refusal;

/** The labels of some images: whole numbers of any type. */
final class LabelArray {
  /** The order of bytes, whether there is a sign, and how many bytes a number has. */
  private static final Pattern CODE = Pattern.compile("([<>|=])([iu])([1248])");

  private static final int CHUNK = 1 << 12;

  private final String name;
  private final int[] labels;

  private LabelArray(String name, int[] labels) {
    this.name = name;
    this.labels = labels;
  }

  /**
   * Reads labels, as [n] or [n, 1].
   *
   * @param classes how many there may be, if the configuration says it
   * @throws BadInputException if it is another array, or one is outside the classes
   */
  static LabelArray read(StoredArray array, Optional<Integer> classes) {
    NumpyDescription description = array.description();
    Matcher code = CODE.matcher(description.type());
    if (!code.matches()) {
      throw Refusal.of(
          array.name(),
          "labels must be whole numbers, not of the type %s; save labels.astype('int64')",
          description.type());
    }
    int count = count(array.name(), description.shape());
    int bytes = Integer.parseInt(code.group(3));
    array.requireLength(description, bytes);
    try (InputStream stream = array.stream()) {
      stream.skipNBytes(description.headerBytes());
      return new LabelArray(
          array.name(),
          new Numbers(array.name(), code, bytes, classes.orElse(Classes.MOST)).read(stream, count));
    } catch (EOFException e) {
      throw Refusal.of(array.name(), "ends before its last label");
    } catch (IOException e) {
      throw Refusal.of(array.name(), "cannot be read: %s", AtomicFile.inWords(e));
    }
  }

  private static int count(String name, List<Long> shape) {
    boolean column = shape.size() == 2 && shape.get(1) == 1;
    if (shape.size() != 1 && !column) {
      throw Refusal.of(
          name,
          "labels must be of the shape [n], not %s; of one-hot rows save labels.argmax(axis=1)",
          shape);
    }
    if (shape.get(0) < 1 || shape.get(0) > Integer.MAX_VALUE - Long.BYTES) {
      throw Refusal.of(name, "must have from one to 2^31 − 9 labels, not %d", shape.get(0));
    }
    return Math.toIntExact(shape.get(0));
  }

  /** Of the array, for messages. */
  String name() {
    return name;
  }

  /** All labels, shared: not to be changed. */
  int[] labels() {
    return labels;
  }

  /** The largest label. */
  int largest() {
    return Arrays.stream(labels).max().orElse(0);
  }

  /**
   * How the labels are written.
   *
   * @param bytes of each
   * @param classes how many there may be
   */
  private record Numbers(String name, ByteOrder order, boolean signed, int bytes, int classes) {
    Numbers(String name, Matcher code, int bytes, int classes) {
      this(
          name,
          code.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN,
          code.group(2).equals("i"),
          bytes,
          classes);
    }

    /** Makes room as labels come, not as they are announced. */
    int[] read(InputStream stream, int count) throws IOException {
      int[] labels = {};
      for (int from = 0; from < count; from += CHUNK) {
        int chunk = Math.min(CHUNK, count - from);
        byte[] read = stream.readNBytes(chunk * bytes);
        if (read.length < chunk * bytes) {
          throw new EOFException();
        }
        if (from + chunk > labels.length) {
          labels = Arrays.copyOf(labels, (int) Math.min(count, Math.max(CHUNK, 2L * from)));
        }
        ByteBuffer numbers = ByteBuffer.wrap(read).order(order);
        for (int i = from; i < from + chunk; i++) {
          labels[i] = label(i, next(numbers));
        }
      }
      return labels;
    }

    /** A number beyond the largest long comes out negative, and is refused as any other is. */
    private long next(ByteBuffer from) {
      return switch (bytes) {
        case 1 -> signed ? from.get() : Byte.toUnsignedLong(from.get());
        case 2 -> signed ? from.getShort() : Short.toUnsignedLong(from.getShort());
        case 4 -> signed ? from.getInt() : Integer.toUnsignedLong(from.getInt());
        default -> from.getLong();
      };
    }

    private int label(int index, long label) {
      if (label < 0 || label >= classes) {
        throw Refusal.of(
            name,
            "label %d must lie in 0 … %d, but is %s",
            index,
            classes - 1,
            signed ? Long.toString(label) : Long.toUnsignedString(label));
      }
      return (int) label;
    }
  }
}
