package org.orthant.api.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class CovarianceTest {

  @Property(tries = 200, seed = "1705")
  void mergedPartsGiveWhatTwoPassesOverAllVectorsGive(
      @ForAll @IntRange(min = 1, max = 12) int dimension,
      @ForAll @Size(min = 1, max = 4) List<@IntRange(min = 1, max = 21) Integer> parts,
      @ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Covariance merged = new Covariance(dimension);
    List<float[]> vectors = new ArrayList<>();
    for (int size : parts) {
      List<float[]> part = vectors(size, dimension, random);
      Covariance covariance = new Covariance(dimension);
      covariance.add(joined(part, dimension));
      merged.merge(covariance);
      vectors.addAll(part);
    }

    assertThat(merged.count()).isEqualTo(vectors.size());
    assertThat(merged.mean()).containsExactly(mean(vectors), within(1e-9));
    assertThat(merged.matrix()).containsExactly(matrix(vectors), within(1e-7));
  }

  @Test
  void aLargeMeanDoesNotDrownTheVariance() {
    Covariance covariance = new Covariance(1);
    covariance.add(new float[] {1_000_001, 1_000_002, 1_000_003});
    covariance.add(new float[] {1_000_004});

    assertThat(covariance.mean()[0]).isCloseTo(1_000_002.5, within(1e-9));
    assertThat(covariance.matrix()[0]).isCloseTo(1.25, within(1e-9));
  }

  @Test
  void nothingAddedIsUndefined() {
    Covariance covariance = new Covariance(2);

    assertThat(covariance.mean()).containsOnly(Double.NaN);
    assertThat(covariance.matrix()).hasSize(4).containsOnly(Double.NaN);
  }

  @Test
  void incompleteRowsAndOtherDimensionsAreRefused() {
    Covariance covariance = new Covariance(2);

    assertThatThrownBy(() -> covariance.add(new float[3]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("3 values are no rows of 2");
    assertThatThrownBy(() -> covariance.merge(new Covariance(3)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("vectors of 2 and of 3 components");
  }

  /** Vectors far from 0 whose components depend on each other. */
  private static List<float[]> vectors(int n, int dimension, SplittableRandom random) {
    List<float[]> vectors = new ArrayList<>();
    for (int k = 0; k < n; k++) {
      float[] vector = new float[dimension];
      double common = random.nextGaussian();
      for (int i = 0; i < dimension; i++) {
        vector[i] = (float) (10 * i + common + 0.5 * random.nextGaussian());
      }
      vectors.add(vector);
    }
    return vectors;
  }

  private static float[] joined(List<float[]> vectors, int dimension) {
    float[] rows = new float[vectors.size() * dimension];
    for (int k = 0; k < vectors.size(); k++) {
      System.arraycopy(vectors.get(k), 0, rows, k * dimension, dimension);
    }
    return rows;
  }

  private static double[] mean(List<float[]> vectors) {
    return indices(vectors)
        .mapToDouble(i -> vectors.stream().mapToDouble(x -> x[i]).average().orElseThrow())
        .toArray();
  }

  private static double[] matrix(List<float[]> vectors) {
    double[] mean = mean(vectors);
    return indices(vectors)
        .boxed()
        .flatMapToDouble(
            i ->
                indices(vectors)
                    .mapToDouble(
                        j ->
                            vectors.stream()
                                .mapToDouble(x -> (x[i] - mean[i]) * (x[j] - mean[j]))
                                .average()
                                .orElseThrow()))
        .toArray();
  }

  private static IntStream indices(List<float[]> vectors) {
    return IntStream.range(0, vectors.get(0).length);
  }
}
