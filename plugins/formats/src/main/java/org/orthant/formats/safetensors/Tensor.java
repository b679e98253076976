package org.orthant.formats.safetensors;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.orthant.api.BadInputException;

/**
 * A tensor of a file, c-order. Its numbers are read each time they are asked for and not held.
 *
 * @param file where it lies
 * @param type the name of its numbers' type, which may be one that is not read
 * @param shape of the tensor; empty for a single number
 * @param begin where its first byte lies, counted from the file's first
 * @param bytes how many bytes it has
 */
public record Tensor(
    Path file, String name, String type, List<Long> shape, long begin, long bytes) {
  /** How many numbers are mapped into memory at a time. */
  private static final int CHUNK = 1 << 22;

  public Tensor {
    shape = List.copyOf(shape);
  }

  /** Whether its numbers are whole ones of 8 bits. */
  public boolean isInt8() {
    return type.equals(TensorType.I8.name());
  }

  /**
   * Requires numbers that can be read, and no more than an array holds.
   *
   * @throws BadInputException otherwise; the message begins with the tensor's name
   */
  public void requireReadable() {
    long count = bytes / readType().bytes();
    if (count == 0 || count > Integer.MAX_VALUE - 8) {
      throw bad("the shape " + shape + ": " + (count == 0 ? "no number" : "too many numbers"));
    }
  }

  /**
   * The numbers, those of the last axis one after the other.
   *
   * @throws BadInputException if they cannot be read, or one is NaN, infinite or too large for a
   *     float; the message begins with the tensor's name
   */
  public float[] read() throws IOException {
    requireReadable();
    TensorType numbers = readType();
    float[] read = new float[(int) (bytes / numbers.bytes())];
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      for (int from = 0; from < read.length; from += CHUNK) {
        int to = from + Math.min(CHUNK, read.length - from);
        ByteBuffer chunk =
            channel.map(
                MapMode.READ_ONLY,
                begin + (long) from * numbers.bytes(),
                (long) (to - from) * numbers.bytes());
        chunk.order(ByteOrder.LITTLE_ENDIAN);
        for (int i = from; i < to; i++) {
          read[i] = finite(numbers.next(chunk), i);
        }
      }
    }
    return read;
  }

  private float finite(float number, int index) {
    if (!Float.isFinite(number)) {
      throw bad(String.format(Locale.ROOT, "%s at its number %d", number, index));
    }
    return number;
  }

  private TensorType readType() {
    return TensorType.named(type)
        .orElseThrow(
            () ->
                bad(
                    String.format(
                        Locale.ROOT,
                        "numbers of the type %s, not %s",
                        type,
                        Arrays.stream(TensorType.values())
                            .map(TensorType::name)
                            .collect(Collectors.joining(", ")))));
  }

  private BadInputException bad(String found) {
    return new BadInputException(name + " has " + found);
  }
}
