package org.orthant.probes.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.orthant.api.Seed;
import org.orthant.api.statistics.Moments;

class GaussianVectorsTest {

  @ParameterizedTest
  @CsvSource({
    "1, 65536",
    "16, 65536",
    "27, 38836",
    "64, 16384",
    "1152, 910",
    "4608, 512",
    "8192, 512"
  })
  void areAsManyAsTheBudgetAllows(int dimension, int count) {
    assertThat(new GaussianVectors(dimension, 1, new Seed(1)).count()).isEqualTo(count);
  }

  @Test
  void comeInOrderAndWithoutGaps() {
    GaussianVectors vectors = new GaussianVectors(300, 1, new Seed(1));
    List<Integer> firsts = new ArrayList<>();
    List<Integer> sizes = new ArrayList<>();
    vectors.forEachChunk(
        (rows, first) -> {
          firsts.add(first);
          sizes.add((int) rows.size(0));
          assertThat(rows.size(1)).isEqualTo(300);
        });

    assertThat(firsts.get(0)).isZero();
    assertThat(firsts).hasSizeGreaterThan(2);
    for (int i = 1; i < firsts.size(); i++) {
      assertThat(firsts.get(i)).isEqualTo(firsts.get(i - 1) + sizes.get(i - 1));
    }
    assertThat(sizes.stream().mapToInt(Integer::intValue).sum()).isEqualTo(vectors.count());
  }

  @Test
  void haveGaussianMoments() {
    Moments moments = new Moments();
    new GaussianVectors(64, 0.2, new Seed(3))
        .forEachChunk(
            (rows, first) -> {
              for (float component : rows.data().asFloat()) {
                moments.add(component);
              }
            });
    double n = moments.count();

    assertThat(moments.mean()).isCloseTo(0, within(4 * 0.2 / Math.sqrt(n)));
    assertThat(moments.standardDeviation()).isCloseTo(0.2, within(4 * 0.2 / Math.sqrt(2 * n)));
    assertThat(moments.excessKurtosis()).isCloseTo(0, within(4 * Math.sqrt(24 / n)));
  }

  @Test
  void dependOnTheSeedAlone() {
    assertThat(firstRow(new Seed(5))).isEqualTo(firstRow(new Seed(5)));
    assertThat(firstRow(new Seed(5))).isNotEqualTo(firstRow(new Seed(6)));
  }

  private static List<Float> firstRow(Seed seed) {
    List<Float> row = new ArrayList<>();
    new GaussianVectors(5000, 1, seed)
        .forEachChunk(
            (rows, first) -> {
              if (first == 0) {
                float[] values = Arrays.copyOf(rows.data().asFloat(), 5000);
                for (float value : values) {
                  row.add(value);
                }
              }
            });
    return row;
  }
}
