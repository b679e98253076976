package org.orthant.api.statistics;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/**
 * The binary format of statistics: the name of the kind, then its content, big endian. Reading
 * gives back every bit.
 */
public final class StatisticFormat {
  private static final Map<String, Reader> READERS =
      Map.of(
          name(Tally.class), Tally::read,
          name(Moments.class), Moments::read,
          name(Comoments.class), Comoments::read,
          name(ColumnComoments.class), ColumnComoments::read,
          name(Covariance.class), Covariance::read,
          name(Histogram.class), Histogram::read,
          name(JointHistogram.class), JointHistogram::read,
          name(Outcomes.class), Outcomes::read,
          name(ValueCounts.class), ValueCounts::read,
          name(VectorSum.class), VectorSum::read);

  private static final int FIRST = 1024;

  private StatisticFormat() {}

  @FunctionalInterface
  private interface Reader {
    Statistic<?> read(DataInput in) throws IOException;
  }

  private static String name(Class<?> kind) {
    return kind.getSimpleName();
  }

  /** Writes a statistic. */
  public static void write(Statistic<?> statistic, DataOutput out) throws IOException {
    out.writeUTF(name(statistic.getClass()));
    statistic.write(out);
  }

  /**
   * Reads a statistic.
   *
   * @throws IOException if the bytes are not those of one
   */
  public static Statistic<?> read(DataInput in) throws IOException {
    String name = in.readUTF();
    Reader reader = READERS.get(name);
    if (reader == null) {
      throw new IOException("there is no statistic " + name);
    }
    try {
      return reader.read(in);
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** Another statistic that has seen the same. */
  public static Statistic<?> copy(Statistic<?> statistic) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      write(statistic, new DataOutputStream(bytes));
      return read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    } catch (IOException e) {
      throw new UncheckedIOException("what was written cannot be read", e);
    }
  }

  static void writeAll(double[] values, DataOutput out) throws IOException {
    for (double value : values) {
      out.writeDouble(value);
    }
  }

  static void writeAll(long[] values, DataOutput out) throws IOException {
    for (long value : values) {
      out.writeLong(value);
    }
  }

  /** Takes memory as the numbers come, whatever their number is said to be. */
  static double[] readDoubles(int length, DataInput in) throws IOException {
    double[] values = new double[Math.min(length, FIRST)];
    for (int i = 0; i < length; i++) {
      if (i == values.length) {
        values = Arrays.copyOf(values, Math.min(length, 2 * i));
      }
      values[i] = in.readDouble();
    }
    return values;
  }

  static void readAll(long[] values, DataInput in) throws IOException {
    for (int i = 0; i < values.length; i++) {
      values[i] = in.readLong();
    }
  }

  /**
   * Reads how many of something follow.
   *
   * @param most beyond which what is read can be no statistic
   */
  static int readLength(DataInput in, int most) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > most) {
      throw new IOException(String.format(Locale.ROOT, "%d is not between 0 and %d", length, most));
    }
    return length;
  }
}
