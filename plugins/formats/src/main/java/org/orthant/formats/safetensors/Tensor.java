package org.orthant.formats.safetensors;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
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
  /** How many numbers are read at a time. */
  private static final int CHUNK = 1 << 16;

  public Tensor {
    shape = List.copyOf(shape);
  }

  /** Whether numbers of its type are read. */
  public boolean isOfReadType() {
    return TensorType.named(type).isPresent();
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

  /** Takes some of the numbers. */
  @FunctionalInterface
  public interface Sink {
    /**
     * Takes the next numbers.
     *
     * @param numbers of which the first {@code count} are meant, during the call only
     * @param from the index of the first of them in the tensor, c-order
     */
    void accept(float[] numbers, int from, int count);
  }

  /**
   * The numbers, those of the last axis one after the other.
   *
   * @throws BadInputException if they cannot be read, or one is NaN, infinite or too large for a
   *     float; the message begins with the tensor's name
   */
  public float[] read() throws IOException {
    requireReadable();
    float[] read = new float[(int) (bytes / readType().bytes())];
    read((numbers, from, count) -> System.arraycopy(numbers, 0, read, from, count));
    return read;
  }

  /**
   * Hands out the numbers, some at a time and in order. The file is read, not mapped, so that what
   * was handed out takes no memory.
   *
   * @throws BadInputException as {@link #read()} does
   */
  public void read(Sink sink) throws IOException {
    requireReadable();
    TensorType type = readType();
    int count = (int) (bytes / type.bytes());
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK * type.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    float[] numbers = new float[CHUNK];
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      for (int from = 0; from < count; from += CHUNK) {
        int some = Math.min(CHUNK, count - from);
        fill(channel, begin + (long) from * type.bytes(), chunk.clear().limit(some * type.bytes()));
        type.read(chunk, numbers, some);
        requireFinite(numbers, from, some);
        sink.accept(numbers, from, some);
      }
    }
  }

  private void fill(FileChannel channel, long position, ByteBuffer chunk) throws IOException {
    while (chunk.hasRemaining()) {
      int read = channel.read(chunk, position + chunk.position());
      if (read < 0) {
        throw new EOFException(file + " has become shorter since it was opened");
      }
    }
    chunk.flip();
  }

  private void requireFinite(float[] numbers, int from, int count) {
    // A loop that ends early is not made vector instructions of, and this one is.
    float largest = 0;
    for (int i = 0; i < count; i++) {
      largest = Math.max(largest, Math.abs(numbers[i]));
    }
    if (!Float.isFinite(largest)) {
      throw notFinite(numbers, from);
    }
  }

  private BadInputException notFinite(float[] numbers, int from) {
    int first = 0;
    while (Float.isFinite(numbers[first])) {
      first++;
    }
    return bad(String.format(Locale.ROOT, "%s at its number %d", numbers[first], from + first));
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
