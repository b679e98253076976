package org.orthant.kernels.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.orthant.kernels.rows.AlignedRows.FIRST;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class LanesTest {

  @Property(tries = 30, seed = "1705")
  void componentsBecomeRowsAndAreMultiplied(
      @ForAll @IntRange(min = 1, max = 300) int dimension,
      @ForAll @IntRange(max = 3) int group,
      @ForAll long seed) {
    float[][] vectors = Batches.vectors(Lanes.GROUP, dimension, seed);
    float[] factors = Batches.vectors(1, dimension, seed + 1)[0];
    int lane = Lanes.GROUP * group;
    float[][] before = Batches.gaussian(dimension, 4 * Lanes.GROUP, seed + 2);
    float[][] rows = Batches.copy(before);
    Lanes.enter(vectors, factors, rows, lane);
    for (int i = 0; i < dimension; i++) {
      for (int other = 0; other < 4 * Lanes.GROUP; other++) {
        boolean entered = other >= lane && other < lane + Lanes.GROUP;
        assertThat(rows[i][FIRST + other])
            .isEqualTo(entered ? factors[i] * vectors[other - lane][i] : before[i][FIRST + other]);
      }
    }
  }

  @Property(tries = 30, seed = "1705")
  void rowsBecomeComponentsAndAreMultiplied(
      @ForAll @IntRange(min = 1, max = 300) int dimension,
      @ForAll @IntRange(max = 3) int group,
      @ForAll long seed) {
    float[][] rows = Batches.gaussian(dimension, 4 * Lanes.GROUP, seed);
    float[] factors = Batches.vectors(1, dimension, seed + 1)[0];
    int lane = Lanes.GROUP * group;
    float[][] vectors = new float[Lanes.GROUP][dimension];
    Lanes.leave(rows, lane, factors, vectors);
    for (int vector = 0; vector < Lanes.GROUP; vector++) {
      for (int i = 0; i < dimension; i++) {
        assertThat(vectors[vector][i]).isEqualTo(factors[i] * rows[i][FIRST + lane + vector]);
      }
    }
  }
}
