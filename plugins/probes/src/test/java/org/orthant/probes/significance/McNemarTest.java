package org.orthant.probes.significance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class McNemarTest {

  @Test
  void isTheSumOverAllSplitsAtLeastAsUneven() {
    for (int gained = 0; gained <= 15; gained++) {
      for (int lost = 0; lost <= 15; lost++) {
        assertThat(McNemar.p(gained, lost)).isCloseTo(summed(gained, lost), within(1e-12));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"210, 260", "900, 700", "3000, 3000", "0, 60"})
  void holdsForManyImages(int gained, int lost) {
    double expected = summed(gained, lost);

    assertThat(McNemar.p(gained, lost)).isCloseTo(expected, within(1e-9 * expected));
  }

  @Test
  void isOneWhereNothingDiffers() {
    assertThat(McNemar.p(0, 0)).isEqualTo(1);
    assertThat(McNemar.p(4, 4)).isEqualTo(1);
  }

  private static double summed(int gained, int lost) {
    int n = gained + lost;
    BigInteger choices = BigInteger.ONE;
    BigInteger uneven = BigInteger.ZERO;
    for (int k = 0; k <= n; k++) {
      if (Math.abs(2 * k - n) >= Math.abs(gained - lost)) {
        uneven = uneven.add(choices);
      }
      choices = choices.multiply(BigInteger.valueOf(n - k)).divide(BigInteger.valueOf(k + 1));
    }
    return new BigDecimal(uneven)
        .divide(new BigDecimal(BigInteger.TWO.pow(n)), MathContext.DECIMAL64)
        .doubleValue();
  }
}
