package org.orthant.kernels.pairs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class JointCountsTest {

  @Property(tries = 500, seed = "1705")
  void areTheScalarLoops(
      @ForAll @IntRange(min = -140, max = 120) int levelX,
      @ForAll @IntRange(min = -140, max = 120) int levelY,
      @ForAll @IntRange(max = 300) int size,
      @ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);

    assertThatAreTheScalarLoops(
        values(random, levelX, size), values(random, levelY, size), levelX, levelY);
  }

  @Test
  void edgesBelongToTheBinAbove() {
    float[] edges = new float[2 * JointCounts.BINS - 2];
    for (int i = 0; i < edges.length; i += 2) {
      edges[i] = (i / 2 - JointCounts.HALF + 1) * 0.25f;
      edges[i + 1] = Math.nextDown(edges[i]);
    }
    float[] reversed = new float[edges.length];
    for (int i = 0; i < edges.length; i++) {
      reversed[i] = edges[edges.length - 1 - i];
    }

    assertThatAreTheScalarLoops(edges, reversed, -2, -2);
  }

  @Test
  void theSmallestValuesKeepTheirSigns() {
    float[] x = {-Float.MIN_VALUE, -0.0f, 0.0f, Float.MIN_VALUE};
    float[] y = {Float.MIN_VALUE, Float.MIN_VALUE, -Float.MIN_VALUE, Float.MIN_VALUE};
    for (int level : new int[] {-140, 0, 123, JointCounts.GREATEST_LEVEL}) {
      assertThatAreTheScalarLoops(x, y, level, level);
    }
  }

  @Test
  void theLargestValuesFit() {
    float[] x = {Float.MAX_VALUE, -Float.MAX_VALUE, 1, 0};

    assertThatAreTheScalarLoops(x, x, 123, 123);
  }

  @Test
  void aMillionEqualPairsShareABin() {
    float[] x = new float[1_000_000];
    Arrays.fill(x, 3);

    assertThatAreTheScalarLoops(x, x, 0, 1);
  }

  @Test
  void aZeroIsNotPositive() {
    JointCounts counts = new JointCounts(0, 0);
    counts.add(new float[] {0, -0.0f, 0, 0, 5, -5}, new float[] {1, 1, -1, 0, 0, 0});

    assertThat(counts.flips()).isEqualTo(3);
    assertThat(counts.zeros()).isEqualTo(4);
  }

  @Test
  void severalCallsAddUp() {
    JointCounts counts = new JointCounts(0, 0);
    counts.add(new float[] {1, 2}, new float[] {3, 4});
    counts.add(new float[] {1}, new float[] {3});
    counts.add(new float[0], new float[0]);
    long[] bins = new long[JointCounts.BINS * JointCounts.BINS];
    bins[0] = 7;
    counts.addTo(bins);

    assertThat(bins[0]).isEqualTo(7);
    assertThat(bins[53 * JointCounts.BINS + 51]).isEqualTo(2);
    assertThat(bins[54 * JointCounts.BINS + 52]).isOne();
    assertThat(Arrays.stream(bins).sum()).isEqualTo(10);
  }

  @Test
  void refusesLevelsAtWhichFloatsVanish() {
    assertThatThrownBy(() -> new JointCounts(JointCounts.LEAST_LEVEL - 1, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no bins of width 2^-801");
    assertThatThrownBy(() -> new JointCounts(0, JointCounts.GREATEST_LEVEL + 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no bins of width 2^801");
  }

  /** Values of all magnitudes that fit, zeros and edges among them. */
  private static float[] values(SplittableRandom random, int level, int size) {
    float width = Math.scalb(1f, level);
    float largest = Math.nextDown(JointCounts.HALF * width);
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      float edge = random.nextInt(-49, 50) * width;
      values[i] =
          switch (random.nextInt(6)) {
            case 0 -> random.nextBoolean() ? 0f : -0f;
            case 1 -> random.nextBoolean() ? Float.MIN_VALUE : -Float.MIN_VALUE;
            case 2 -> random.nextBoolean() ? largest : -largest;
            case 3 -> edge;
            case 4 -> Math.nextDown(edge);
            default -> (float) random.nextDouble(-1, 1) * largest;
          };
    }
    return values;
  }

  private static void assertThatAreTheScalarLoops(float[] x, float[] y, int levelX, int levelY) {
    JointCounts counts = new JointCounts(levelX, levelY);
    counts.add(x, y);
    long[] bins = new long[JointCounts.BINS * JointCounts.BINS];
    counts.addTo(bins);

    assertThat(bins).isEqualTo(ScalarPairs.counts(x, y, levelX, levelY));
    assertThat(counts.flips()).isEqualTo(ScalarPairs.flips(x, y));
    assertThat(counts.zeros()).isEqualTo(ScalarPairs.zeros(x));
  }
}
