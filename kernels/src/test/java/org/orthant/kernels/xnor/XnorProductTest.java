package org.orthant.kernels.xnor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class XnorProductTest {

  @Property(tries = 200, seed = "1705")
  void allVariantsCountWhatTheScalarOneCounts(
      @ForAll @IntRange(min = 0, max = 9) int filters,
      @ForAll @IntRange(min = 0, max = 300) int words,
      @ForAll @IntRange(min = 0, max = 40) int positions,
      @ForAll long seed) {
    Random random = new Random(seed);
    int from = random.nextInt(positions + 1);
    int[][] weights = random(random, filters, words);
    int[][] inputs = random(random, words, positions);
    int[][] expected = random(new Random(seed), filters, positions);
    new ScalarXnor().addDisagreements(weights, inputs, from, positions, expected);
    for (XnorVariant variant : XnorVariant.values()) {
      int[][] counts = random(new Random(seed), filters, positions);
      variant.product().addDisagreements(weights, inputs, from, positions, counts);
      assertThat(counts).as("%s", variant).isDeepEqualTo(expected);
    }
  }

  @Test
  void whereAllDisagreeNothingOverflows() {
    int words = 2000;
    int[][] weights = new int[5][words];
    int[][] inputs = new int[words][3];
    for (int[] input : inputs) {
      java.util.Arrays.fill(input, -1);
    }
    for (XnorVariant variant : XnorVariant.values()) {
      int[][] counts = new int[5][3];
      variant.product().addDisagreements(weights, inputs, 0, 3, counts);
      for (int[] count : counts) {
        assertThat(count).as("%s", variant).containsOnly(words * Integer.SIZE);
      }
    }
  }

  @AfterEach
  void forget() {
    System.clearProperty(XnorVariant.PROPERTY);
  }

  @Test
  void aVariantIsChosenByTryingOrByName() {
    assertThat(XnorVariant.chosen()).isNotEqualTo(XnorVariant.SCALAR);
    System.setProperty(XnorVariant.PROPERTY, "carry-save");
    assertThat(XnorVariant.chosen()).isEqualTo(XnorVariant.CARRY_SAVE);
    System.setProperty(XnorVariant.PROPERTY, "fast");
    assertThatThrownBy(XnorVariant::chosen)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "orthant.xnor: no variant fast; there are scalar, one-by-four, four-by-four, carry-save");
  }

  private static int[][] random(Random random, int rows, int columns) {
    return random
        .ints((long) rows)
        .mapToObj(row -> random.ints(columns).toArray())
        .toArray(int[][]::new);
  }
}
