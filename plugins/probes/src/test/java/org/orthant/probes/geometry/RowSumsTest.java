package org.orthant.probes.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class RowSumsTest {
  private static final double FACTOR = 0.75;

  @Property(tries = 50, seed = "1705")
  void addUpEveryNumberOnce(
      @ForAll @IntRange(max = 9) int from,
      @ForAll @IntRange(max = 300) int length,
      @ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] a = new float[from + length + 3];
    float[] b = new float[a.length];
    for (int i = 0; i < a.length; i++) {
      a[i] = (float) random.nextDouble(-1, 1);
      b[i] = (float) random.nextDouble(-1, 1);
    }
    BigDecimal products = BigDecimal.ZERO;
    BigDecimal differences = BigDecimal.ZERO;
    for (int i = from; i < from + length; i++) {
      products = products.add(new BigDecimal(a[i]).multiply(new BigDecimal(b[i])));
      BigDecimal difference =
          new BigDecimal(a[i]).subtract(new BigDecimal(FACTOR).multiply(new BigDecimal(b[i])));
      differences = differences.add(difference.multiply(difference));
    }

    assertThat(RowSums.products(a, b, from, from + length))
        .isCloseTo(products.doubleValue(), within(length * 0x1p-52));
    assertThat(RowSums.squaredDifferences(a, FACTOR, b, from, from + length))
        .isCloseTo(differences.doubleValue(), within(length * 0x1p-50));
  }
}
