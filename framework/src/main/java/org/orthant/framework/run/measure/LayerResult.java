package org.orthant.framework.run.measure;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.orthant.api.measure.Trial;

/**
 * What a stored layer gave.
 *
 * @param written what the probes wrote
 * @param unusable why its weights could not be used; empty if they could
 */
record LayerResult(Measurements.Written written, Optional<String> unusable) {

  static LayerResult unusable(String reason) {
    return new LayerResult(new Measurements.Written(Map.of(), List.of()), Optional.of(reason));
  }

  /** Returns what probes wrote, in the form in which groups of images are kept. */
  GroupResult asGroup() {
    Map<StatisticsKey, GroupStats> statistics = new LinkedHashMap<>();
    written
        .stats()
        .forEach(
            (probe, stats) -> statistics.put(new StatisticsKey(probe, Trial.BASELINE, ""), stats));
    return new GroupResult(statistics, Map.of(), written.failures());
  }

  static LayerResult of(GroupResult kept) {
    Map<String, GroupStats> stats = new LinkedHashMap<>();
    kept.statistics().forEach((key, written) -> stats.put(key.probe(), written));
    return new LayerResult(new Measurements.Written(stats, kept.failures()), Optional.empty());
  }

  byte[] write() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      DataOutputStream out = new DataOutputStream(bytes);
      out.writeBoolean(unusable.isPresent());
      if (unusable.isPresent()) {
        out.writeUTF(unusable.get());
      } else {
        out.write(GroupResultFormat.write(asGroup()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * Reads a result.
   *
   * @throws IOException if the bytes are not what {@link #write} gives
   */
  static LayerResult read(byte[] written) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(written));
    return in.readBoolean() ? unusable(in.readUTF()) : of(GroupResultFormat.read(in));
  }
}
