package org.orthant.api.statistics;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts of each value, as long as there are not too many different ones. */
public final class ValueCounts implements Statistic<ValueCounts> {
  /** More than any that was written has. */
  private static final int MOST = 1 << 20;

  private final int most;
  private final SortedMap<Float, Long> counts = new TreeMap<>();
  private long total;
  private boolean exceeded;

  /**
   * @param most how many different values are counted apart
   */
  public ValueCounts(int most) {
    if (most < 1) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "no counts of at most %d values", most));
    }
    this.most = most;
  }

  /** Counts a value; the two zeros that floats have are one. */
  public void add(float value) {
    add(value + 0f, 1);
  }

  private void add(float value, long count) {
    total += count;
    if (!exceeded) {
      counts.merge(value, count, Long::sum);
      exceeded = counts.size() > most;
      if (exceeded) {
        counts.clear();
      }
    }
  }

  @Override
  public void merge(ValueCounts other) {
    if (other.most != most) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "counts of at most %d and of at most %d values", most, other.most));
    }
    other.counts.forEach(this::add);
    if (other.exceeded) {
      total += other.total;
      exceeded = true;
      counts.clear();
    }
  }

  /** Returns how many values were counted in all. */
  public long total() {
    return total;
  }

  /** Whether there are more different values than are counted apart. */
  public boolean isExceeded() {
    return exceeded;
  }

  /** The count of each value, by value; empty if there are too many. */
  public SortedMap<Float, Long> counts() {
    return Collections.unmodifiableSortedMap(counts);
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeInt(most);
    out.writeLong(total);
    out.writeBoolean(exceeded);
    out.writeInt(counts.size());
    for (Map.Entry<Float, Long> entry : counts.entrySet()) {
      out.writeFloat(entry.getKey());
      out.writeLong(entry.getValue());
    }
  }

  static ValueCounts read(DataInput in) throws IOException {
    ValueCounts read = new ValueCounts(in.readInt());
    long total = in.readLong();
    read.exceeded = in.readBoolean();
    int values = StatisticFormat.readLength(in, MOST);
    for (int i = 0; i < values; i++) {
      read.add(in.readFloat(), in.readLong());
    }
    read.total = total;
    return read;
  }
}
