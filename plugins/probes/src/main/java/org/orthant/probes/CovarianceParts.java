package org.orthant.probes;

import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.array.Floats;
import org.orthant.api.measure.Key;
import org.orthant.api.measure.Recording;
import org.orthant.api.measure.Stats;
import org.orthant.api.statistics.Covariance;
import org.orthant.api.statistics.Tally;

/**
 * The covariance of many vectors, kept in a few parts of about equal size that are independent of
 * each other, so that a jackknife can leave them out one by one and memory stays bounded.
 *
 * @param parts their covariances; as many as there are observations, but no more than 20
 * @param observations how many independent ones there are
 */
record CovarianceParts(List<Covariance> parts, long observations) {
  private static final int MOST_PARTS = 20;

  /** How many numbers are copied at a time. */
  private static final int CHUNK = 1 << 20;

  private static final Key<Tally> OBSERVATIONS = Key.total("observations", Tally.class);

  /**
   * Keeps vectors that depend on each other, being of one group of images.
   *
   * @param rows [n, d]
   */
  static void writeGroup(Stats out, int group, INDArray rows) {
    int dimension = Math.toIntExact(rows.size(1));
    int chunk = Math.max(1, CHUNK / dimension) * dimension;
    Floats.read(
        rows,
        values -> {
          while (values.hasRemaining()) {
            float[] some = new float[Math.min(chunk, values.remaining())];
            values.get(some);
            part(out, group % MOST_PARTS, dimension).add(some);
          }
        });
    out.at(OBSERVATIONS, Tally::new).add(1, 0);
  }

  /**
   * Keeps vectors that are independent of each other.
   *
   * @param rows [n, d]
   */
  static void writeRows(Stats out, INDArray rows) {
    int dimension = Math.toIntExact(rows.size(1));
    int count = Math.toIntExact(rows.size(0));
    Floats.read(
        rows,
        values -> {
          for (int first = 0; first < Math.min(MOST_PARTS, count); first++) {
            float[] some = new float[(count - first + MOST_PARTS - 1) / MOST_PARTS * dimension];
            for (int i = 0; i * dimension < some.length; i++) {
              values.get((first + i * MOST_PARTS) * dimension, some, i * dimension, dimension);
            }
            part(out, first, dimension).add(some);
          }
        });
    out.at(OBSERVATIONS, Tally::new).add(count, 0);
  }

  /** Finds what was kept. */
  static CovarianceParts read(Recording recording) {
    long observations = recording.total(OBSERVATIONS).count();
    return new CovarianceParts(
        IntStream.range(0, (int) Math.min(MOST_PARTS, observations))
            .mapToObj(part -> recording.total(key(part)))
            .toList(),
        observations);
  }

  private static Covariance part(Stats out, int part, int dimension) {
    return out.at(key(part), () -> new Covariance(dimension));
  }

  private static Key<Covariance> key(int part) {
    return Key.total("covariance/" + part, Covariance.class);
  }

  /** The covariance of all vectors. */
  Covariance all() {
    Covariance all = new Covariance(parts.get(0).dimension());
    parts.forEach(all::merge);
    return all;
  }
}
