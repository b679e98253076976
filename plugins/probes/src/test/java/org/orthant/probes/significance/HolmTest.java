package org.orthant.probes.significance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class HolmTest {
  private static final Offset<Double> EXACTLY = within(1e-15);

  @Test
  void isWhatThePenSays() {
    // In order .005, .01, .03, .04 times 4, 3, 2, 1; the last must not fall below the one before.
    double[] adjusted = Holm.adjusted(.01, .04, .03, .005);

    assertThat(adjusted).containsExactly(new double[] {.03, .06, .06, .02}, EXACTLY);
  }

  @Test
  void neverExceedsOne() {
    assertThat(Holm.adjusted(.6, .4)).containsExactly(.8, .8);
    assertThat(Holm.adjusted(1, 1, 1)).containsExactly(1, 1, 1);
  }

  @Test
  void leavesASingleTestAlone() {
    assertThat(Holm.adjusted(.2)).containsExactly(.2);
    assertThat(Holm.adjusted()).isEmpty();
  }

  @Property(tries = 300, seed = "1705")
  void rejectsWhatTheSequentialProcedureRejects(
      @ForAll @Size(min = 1, max = 9) List<@DoubleRange(max = 0.1) Double> values) {
    double[] p = values.stream().mapToDouble(Double::doubleValue).toArray();
    double[] ascending = p.clone();
    Arrays.sort(ascending);
    int rejected = 0;
    while (rejected < p.length && ascending[rejected] * (p.length - rejected) <= 0.05) {
      rejected++;
    }

    assertThat(Arrays.stream(Holm.adjusted(p)).filter(adjusted -> adjusted <= 0.05).count())
        .isEqualTo(rejected);
  }
}
