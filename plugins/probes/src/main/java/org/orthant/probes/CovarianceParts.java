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
 * @param observations how many independent ones there are, of each group of channels
 */
record CovarianceParts(List<LayerCovariance> parts, long observations) {
  private static final int MOST_PARTS = 20;

  /** How many numbers are copied at a time. */
  private static final int CHUNK = 1 << 20;

  private static final Key<Tally> OBSERVATIONS = Key.total("observations", Tally.class);

  /**
   * Keeps vectors that depend on each other, being of one group of images.
   *
   * @param rows [n × groups, d], position after position
   * @param groups of channels
   */
  static void writeGroup(Stats out, int ofImages, INDArray rows, int groups) {
    int dimension = Math.toIntExact(rows.size(1));
    int place = Math.multiplyExact(groups, dimension);
    int chunk = Math.max(1, CHUNK / place) * place;
    Floats.read(
        rows,
        values -> {
          while (values.hasRemaining()) {
            float[] some = new float[Math.min(chunk, values.remaining())];
            values.get(some);
            for (int group = 0; group < groups; group++) {
              part(out, ofImages % MOST_PARTS, group, groups, dimension)
                  .add(groups == 1 ? some : of(some, group, groups, dimension));
            }
          }
        });
    out.at(OBSERVATIONS, Tally::new).add(1, 0);
  }

  /** Every vector of one group. */
  private static float[] of(float[] rows, int group, int groups, int dimension) {
    float[] vectors = new float[rows.length / groups];
    for (int to = 0; to < vectors.length; to += dimension) {
      System.arraycopy(rows, to * groups + group * dimension, vectors, to, dimension);
    }
    return vectors;
  }

  /**
   * Keeps vectors that are independent of each other.
   *
   * @param rows [n, d], group after group
   * @param groups parts of equal size, each with its covariance
   */
  static void writeRows(Stats out, INDArray rows, int groups) {
    int dimension = Math.toIntExact(rows.size(1));
    int count = Math.toIntExact(rows.size(0)) / groups;
    Floats.read(
        rows,
        values -> {
          for (int group = 0; group < groups; group++) {
            for (int first = 0; first < Math.min(MOST_PARTS, count); first++) {
              float[] some = new float[(count - first + MOST_PARTS - 1) / MOST_PARTS * dimension];
              for (int i = 0; i * dimension < some.length; i++) {
                int row = group * count + first + i * MOST_PARTS;
                values.get(row * dimension, some, i * dimension, dimension);
              }
              part(out, first, group, groups, dimension).add(some);
            }
          }
        });
    out.at(OBSERVATIONS, Tally::new).add(count, 0);
  }

  /** Finds what was kept of so many groups. */
  static CovarianceParts read(Recording recording, int groups) {
    long observations = recording.total(OBSERVATIONS).count();
    return new CovarianceParts(
        IntStream.range(0, (int) Math.min(MOST_PARTS, observations))
            .mapToObj(part -> read(recording, part, groups))
            .toList(),
        observations);
  }

  private static LayerCovariance read(Recording recording, int part, int groups) {
    return new LayerCovariance(
        IntStream.range(0, groups)
            .mapToObj(group -> recording.total(key(part, group, groups)))
            .toList());
  }

  private static Covariance part(Stats out, int part, int group, int groups, int dimension) {
    return out.at(key(part, group, groups), () -> new Covariance(dimension));
  }

  private static Key<Covariance> key(int part, int group, int groups) {
    String ofPart = "covariance/" + part;
    return Key.total(groups == 1 ? ofPart : ofPart + "/" + group, Covariance.class);
  }

  /** The covariance of all vectors. */
  LayerCovariance all() {
    LayerCovariance all =
        LayerCovariance.empty(parts.get(0).groups().size(), parts.get(0).dimension());
    parts.forEach(all::merge);
    return all;
  }
}
