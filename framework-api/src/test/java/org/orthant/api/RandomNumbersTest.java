package org.orthant.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RandomNumbersTest {

  /** Published with the reference implementation of SplitMix64, prng.di.unimi.it/splitmix64.c. */
  @Test
  void longsAreThoseOfTheReference() {
    RandomNumbers random = new RandomNumbers(1234567);
    assertThat(LongStream.generate(random::nextLong).limit(5).toArray())
        .containsExactly(
            Long.parseUnsignedLong("6457827717110365317"),
            Long.parseUnsignedLong("3203168211198807973"),
            Long.parseUnsignedLong("9817491932198370423"),
            Long.parseUnsignedLong("4593380528125082431"),
            Long.parseUnsignedLong("16408922859458223821"));
  }

  /** Of java.util.SplittableRandom of JDK 17; the ints also of the same formulas in Python. */
  @Test
  void boundedNumbersStayWhatTheyWere() {
    assertThat(IntStream.generate(new RandomNumbers(1705)::nextInt).limit(4).toArray())
        .containsExactly(-718506185, 751969042, 1400533835, -294335593);
    RandomNumbers ten = new RandomNumbers(1705);
    assertThat(IntStream.generate(() -> ten.nextInt(10)).limit(8).toArray())
        .containsExactly(5, 1, 7, 1, 2, 7, 8, 5);
    // So large a bound has every second number drawn again.
    assertThat(new RandomNumbers(1705).ints(-3, 1 << 30).limit(8).toArray())
        .containsExactly(
            375984518, 700266914, 590171879, 381515644, 433463885, 79168325, 279131033, 168630256);
    RandomNumbers mixed = new RandomNumbers(1705);
    assertThat(mixed.nextDouble()).isEqualTo(0.785181835205037);
    assertThat(mixed.nextDouble(-1.5, 2.5)).isEqualTo(0.304596416461961);
    assertThat(mixed.nextBoolean()).isFalse();
    assertThat(mixed.nextBoolean()).isTrue();
    assertThat(mixed.nextInt(16)).isEqualTo(4);
  }

  @Test
  void rangesWithoutNumbersAreRefused() {
    RandomNumbers random = new RandomNumbers(1);
    assertThatThrownBy(() -> random.nextInt(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> random.nextInt(3, 3)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> random.nextInt(Integer.MIN_VALUE, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> random.nextDouble(1, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> random.nextDouble(0, Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Moments and tails within five standard errors; P(|x| > 3) = 0.0026998, of any table. */
  @Test
  void normalNumbersAreNormal() {
    int n = 1_000_000;
    RandomNumbers random = new RandomNumbers(1705);
    double sum = 0;
    double squares = 0;
    double fourths = 0;
    int beyond = 0;
    for (int i = 0; i < n; i++) {
      double x = random.nextGaussian();
      sum += x;
      squares += x * x;
      fourths += x * x * x * x;
      beyond += Math.abs(x) > 3 ? 1 : 0;
    }
    assertThat(sum / n).isCloseTo(0, within(5 / Math.sqrt(n)));
    assertThat(squares / n).isCloseTo(1, within(5 * Math.sqrt(2.0 / n)));
    assertThat(fourths / n).isCloseTo(3, within(5 * Math.sqrt(96.0 / n)));
    assertThat((double) beyond / n).isCloseTo(0.0026998, within(5 * Math.sqrt(0.0027 / n)));
  }
}
