package org.orthant.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Feeds a reader valid files with something wrong and bytes that are nothing at all, and counts
 * what becomes of them. {@code -Dorthant.fuzz.tries} says how many each reader gets.
 */
public final class Fuzz {
  /** How often a property feeds; each time its share of the inputs. */
  public static final int ROUNDS = 10;

  private static final int TRIES = Integer.getInteger("orthant.fuzz.tries", 300);
  private static final long MOST_ALLOCATED = 64L << 20;
  private static final int LARGEST_INPUT = 1 << 16;
  private static final int[] SIZES = {
    -1, 0, 1, Integer.MAX_VALUE, Integer.MIN_VALUE, 1 << 24, 1 << 20, 0xffff, 0x7fff_ff00
  };
  private static final List<String> WORDS =
      List.of(
          "99999999999999999999",
          "2147483647",
          "-1",
          "1e999",
          "NaN",
          "null",
          "true",
          "[]",
          "{}",
          "\"\"",
          "[[[[[[[[",
          "\u0000",
          "\ufeff",
          "../../x",
          "\n",
          ",",
          ":");
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final String reader;
  private final List<Class<?>> declared;
  private final List<byte[]> valid;
  private final Map<String, Integer> counts = new TreeMap<>();

  /**
   * @param reader what is fed, for the report
   * @param declared what it may throw
   * @param valid what it accepts
   */
  public Fuzz(String reader, List<Class<?>> declared, byte[]... valid) {
    this.reader = reader;
    this.declared = declared;
    this.valid = List.of(valid);
  }

  /** What is fed. */
  @FunctionalInterface
  public interface Reader {
    void read(byte[] input) throws Exception;
  }

  /** Feeds one round. */
  public void feed(Random random, Reader into) {
    feed(into, () -> next(random));
  }

  /**
   * Feeds one round.
   *
   * @param alter makes something wrong of what is valid
   */
  public void feed(Random random, UnaryOperator<byte[]> alter, Reader into) {
    feed(into, () -> alter.apply(any(random)));
  }

  private void feed(Reader into, Supplier<byte[]> inputs) {
    if (counts.isEmpty()) {
      requireAccepted(into);
    }
    for (int i = 0; i < TRIES / ROUNDS; i++) {
      counts.merge(outcome(inputs.get(), into), 1, Integer::sum);
    }
  }

  private void requireAccepted(Reader into) {
    for (byte[] each : valid) {
      if (!outcome(each, into).equals("accepted")) {
        throw new AssertionError(reader + " refuses what is valid");
      }
    }
  }

  private String outcome(byte[] input, Reader into) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    String outcome = read(input, into);
    if (THREADS.getCurrentThreadAllocatedBytes() - before > MOST_ALLOCATED) {
      // The first time, classes may have been loaded too.
      before = THREADS.getCurrentThreadAllocatedBytes();
      read(input, into);
      long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
      if (allocated > MOST_ALLOCATED) {
        throw new AssertionError(reader + " allocates " + allocated + " bytes" + words(input));
      }
    }
    return outcome;
  }

  private String read(byte[] input, Reader into) {
    try {
      into.read(input);
      return "accepted";
    } catch (Throwable e) {
      if (declared.stream().noneMatch(type -> type.isInstance(e))) {
        throw new AssertionError(reader + " throws " + e + words(input), e);
      }
      return e.getClass().getSimpleName();
    }
  }

  private static String words(byte... input) {
    return " for " + HexFormat.of().formatHex(input, 0, Math.min(input.length, 2000));
  }

  /** What became of the inputs, as a row of a table. */
  public void report() {
    int inputs = counts.values().stream().mapToInt(Integer::intValue).sum();
    int accepted = counts.getOrDefault("accepted", 0);
    Map<String, Integer> refused = new TreeMap<>(counts);
    refused.remove("accepted");
    System.out.printf(
        "| %s | %,d | %,d | %,d | %s |%n", reader, inputs, accepted, inputs - accepted, refused);
  }

  private byte[] next(Random random) {
    if (random.nextInt(20) == 0) {
      return bytes(random, 300);
    }
    byte[] input = any(random);
    for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
      input = changed(input, random);
    }
    return Arrays.copyOf(input, Math.min(input.length, LARGEST_INPUT));
  }

  private byte[] changed(byte[] input, Random random) {
    int from = random.nextInt(input.length + 1);
    int to = Math.min(input.length, from + random.nextInt(1 + random.nextInt(200)));
    byte[] part = Arrays.copyOfRange(input, from, to);
    byte[] other = any(random);
    return switch (random.nextInt(9)) {
      case 0, 1 -> flipped(input, random);
      case 2 -> Arrays.copyOf(input, from);
      case 3 -> with(input, from, to, Arrays.copyOfRange(other, from % other.length, other.length));
      case 4 -> with(input, from, Math.min(input.length, from + Integer.BYTES), size(random));
      case 5 -> with(input, from, from, part);
      case 6 -> with(input, from, to);
      case 7 -> with(input, from, to, bytes(random, 20));
      default -> with(input, from, to, WORDS.get(random.nextInt(WORDS.size())).getBytes(UTF_8));
    };
  }

  private byte[] any(Random random) {
    return valid.get(random.nextInt(valid.size()));
  }

  private static byte[] flipped(byte[] input, Random random) {
    byte[] flipped = input.clone();
    if (flipped.length > 0) {
      flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return flipped;
  }

  /** The number of something, in one of the two orders of bytes. */
  private static byte[] size(Random random) {
    int size = SIZES[random.nextInt(SIZES.length)];
    return ByteBuffer.allocate(Integer.BYTES)
        .putInt(random.nextBoolean() ? size : Integer.reverseBytes(size))
        .array();
  }

  private static byte[] bytes(Random random, int most) {
    byte[] bytes = new byte[random.nextInt(most)];
    random.nextBytes(bytes);
    return bytes;
  }

  /** With something else from one place to another. */
  private static byte[] with(byte[] input, int from, int to, byte... instead) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.write(input, 0, from);
    all.write(instead, 0, instead.length);
    all.write(input, to, input.length - to);
    return all.toByteArray();
  }
}
