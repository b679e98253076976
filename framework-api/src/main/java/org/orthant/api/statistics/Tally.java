package org.orthant.api.statistics;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Counts how many of some trials were hits. */
public final class Tally implements Statistic<Tally> {
  private long count;
  private long hits;

  public void add(boolean hit) {
    add(1, hit ? 1 : 0);
  }

  public void add(long count, long hits) {
    if (hits < 0 || hits > count) {
      throw new IllegalArgumentException(hits + " hits of " + count);
    }
    this.count += count;
    this.hits += hits;
  }

  @Override
  public void merge(Tally other) {
    add(other.count, other.hits);
  }

  public long count() {
    return count;
  }

  public long hits() {
    return hits;
  }

  /** Hits per trial; NaN where there was none. */
  public double fraction() {
    return count == 0 ? Double.NaN : (double) hits / count;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeLong(count);
    out.writeLong(hits);
  }

  static Tally read(DataInput in) throws IOException {
    Tally read = new Tally();
    read.add(in.readLong(), in.readLong());
    return read;
  }
}
