package org.orthant.framework.run.measure;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.apache.commons.io.input.BoundedInputStream;
import org.orthant.api.measure.Key;
import org.orthant.api.measure.Trial;
import org.orthant.api.statistics.Outcomes;
import org.orthant.api.statistics.Statistic;
import org.orthant.api.statistics.StatisticFormat;
import org.orthant.framework.failure.FailureFormat;
import org.orthant.framework.run.refit.TrialFormat;

/** How what a group of images gave is written: compressed, since most of it is counts of 0. */
public final class GroupResultFormat {
  /** More bytes than any that were written have, uncompressed. */
  private static final long LARGEST = 4L << 30;

  private static final int BUFFER = 1 << 16;

  private GroupResultFormat() {}

  public static byte[] write(GroupResult result) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      write(result, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Writes it without holding all of it in memory, which may be hundreds of megabytes. */
  static void write(GroupResult result, OutputStream to) throws IOException {
    Deflater fast = new Deflater(Deflater.BEST_SPEED);
    try {
      DeflaterOutputStream deflated = new DeflaterOutputStream(to, fast, BUFFER);
      DataOutputStream out = new DataOutputStream(new BufferedOutputStream(deflated, BUFFER));
      out.writeInt(result.outcomes().size());
      for (Map.Entry<Trial, Outcomes> outcomes : result.outcomes().entrySet()) {
        TrialFormat.write(outcomes.getKey(), out);
        StatisticFormat.write(outcomes.getValue(), out);
      }
      out.writeInt(result.statistics().size());
      for (Map.Entry<StatisticsKey, GroupStats> written : result.statistics().entrySet()) {
        out.writeUTF(written.getKey().probe());
        TrialFormat.write(written.getKey().trial(), out);
        out.writeUTF(written.getKey().layer());
        write(written.getValue(), out);
      }
      FailureFormat.write(result.failures(), out);
      out.flush();
      deflated.finish();
    } finally {
      fast.end();
    }
  }

  private static void write(GroupStats stats, DataOutput out) throws IOException {
    out.writeInt(stats.statistics().size());
    for (Map.Entry<Key<?>, Statistic<?>> statistic : stats.statistics().entrySet()) {
      out.writeUTF(statistic.getKey().name());
      out.writeBoolean(statistic.getKey().perGroup());
      StatisticFormat.write(statistic.getValue(), out);
    }
  }

  /**
   * Reads it.
   *
   * @throws IOException if the bytes are not what {@link #write} gives
   */
  public static GroupResult read(InputStream written) throws IOException {
    try (DataInputStream in =
        new DataInputStream(
            BoundedInputStream.builder()
                .setInputStream(new InflaterInputStream(written))
                .setMaxCount(LARGEST)
                .get())) {
      Map<Trial, Outcomes> outcomes = new LinkedHashMap<>();
      int trials = in.readInt();
      for (int i = 0; i < trials; i++) {
        outcomes.put(TrialFormat.read(in), (Outcomes) StatisticFormat.read(in));
      }
      Map<StatisticsKey, GroupStats> statistics = new LinkedHashMap<>();
      int keys = in.readInt();
      for (int i = 0; i < keys; i++) {
        StatisticsKey key = new StatisticsKey(in.readUTF(), TrialFormat.read(in), in.readUTF());
        statistics.put(key, stats(in));
      }
      return new GroupResult(statistics, outcomes, FailureFormat.read(in));
    } catch (ClassCastException | IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private static GroupStats stats(DataInput in) throws IOException {
    GroupStats stats = new GroupStats();
    int count = in.readInt();
    for (int i = 0; i < count; i++) {
      String name = in.readUTF();
      boolean perGroup = in.readBoolean();
      Statistic<?> statistic = StatisticFormat.read(in);
      stats.put(key(name, perGroup, statistic), statistic);
    }
    return stats;
  }

  @SuppressWarnings("unchecked") // a statistic's class is its own type parameter
  private static <S extends Statistic<S>> Key<S> key(
      String name, boolean perGroup, Statistic<?> statistic) {
    return new Key<>(name, (Class<S>) statistic.getClass(), perGroup);
  }
}
