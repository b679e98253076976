package org.orthant.framework.pace;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.orthant.api.file.AtomicFile;

/** How fast past runs went on this machine, by kind of network and of work. */
public record Rates(Map<String, Rate> byKey) {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final long LARGEST_FILE = 1 << 20;

  /** Work that took less is measured too badly. */
  private static final double SHORTEST = 0.5;

  /**
   * Work done and the seconds it took, of recent runs more than of older ones.
   *
   * @param products in multiply-adds
   */
  record Rate(double products, double seconds) {
    boolean isUsable() {
      return products > 0 && seconds > 0 && Double.isFinite(products) && Double.isFinite(seconds);
    }

    /** A run counts twice as much as the one before it of the same length. */
    Rate and(double moreProducts, double moreSeconds) {
      return new Rate(products / 2 + moreProducts, seconds / 2 + moreSeconds);
    }
  }

  public Rates {
    byKey = Collections.unmodifiableMap(new TreeMap<>(byKey));
  }

  /** Those of a machine on which nothing ran so far. */
  public static Rates none() {
    return new Rates(Map.of());
  }

  /**
   * Those in a file; none if it is not there.
   *
   * @throws IOException if it is there and is not what {@link #write} writes
   */
  public static Rates read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return none();
    }
    if (Files.size(file) > LARGEST_FILE) {
      throw new IOException(file + " is no file of rates; delete it");
    }
    try {
      Map<String, Rate> rates =
          MAPPER.readValue(Files.readAllBytes(file), new TypeReference<Map<String, Rate>>() {});
      rates.values().removeIf(rate -> rate == null || !rate.isUsable());
      return new Rates(rates);
    } catch (com.fasterxml.jackson.core.JsonProcessingException | NullPointerException e) {
      throw new IOException(file + " is no file of rates; delete it", e);
    }
  }

  /** Writes them. */
  public void write(Path file) throws IOException {
    AtomicFile.write(file, part -> MAPPER.writeValue(part.toFile(), byKey));
  }

  /** Returns the same with what a run measured. */
  Rates with(String key, double products, double seconds) {
    if (seconds < SHORTEST || !(products > 0)) {
      return this;
    }
    Map<String, Rate> more = new TreeMap<>(byKey);
    more.merge(key, new Rate(products, seconds), (before, now) -> before.and(products, seconds));
    return new Rates(more);
  }

  /** About how many seconds work takes; nothing where none of its kind was measured. */
  OptionalDouble seconds(String key, double products) {
    Rate rate = byKey.get(key);
    return rate == null
        ? OptionalDouble.empty()
        : OptionalDouble.of(products * rate.seconds() / rate.products());
  }

  /** About how many seconds one kind of work of a plan takes. */
  public OptionalDouble seconds(Workload workload, Work work) {
    return seconds(workload.key(work), workload.amounts().get(work).products());
  }
}
