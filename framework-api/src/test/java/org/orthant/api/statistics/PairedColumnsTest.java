package org.orthant.api.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class PairedColumnsTest {
  private static final double FINEST = 0x1p-20;

  @Property(tries = 300, seed = "1705")
  void areTheStatisticsFilledOneByOne(@ForAll("pairs") Pairs pairs) {
    float[] x = pairs.x();
    float[] y = pairs.y();
    for (int columns : IntStream.of(1, 2, 7).filter(c -> x.length % c == 0).toArray()) {
      PairedColumns compared = PairedColumns.of(columns, x, y, 2, FINEST);
      ColumnComoments comoments = new ColumnComoments(columns);
      comoments.add(x, y);
      JointHistogram joint = new JointHistogram(2, FINEST);
      joint.add(x, y);

      assertThat(compared.comoments()).usingRecursiveComparison().isEqualTo(comoments);
      assertThat(compared.joint().axisX()).isEqualTo(joint.axisX());
      assertThat(compared.joint().axisY()).isEqualTo(joint.axisY());
      assertThat(Arrays.deepEquals(compared.joint().counts(), joint.counts())).isTrue();
    }
  }

  @Property(tries = 300, seed = "1705")
  void talliesFlipsAndZeros(@ForAll("pairs") Pairs pairs) {
    float[] x = pairs.x();
    float[] y = pairs.y();
    PairedColumns compared = PairedColumns.of(1, x, y, FINEST, FINEST);

    assertThat(compared.flips().count()).isEqualTo(x.length);
    assertThat(compared.flips().hits())
        .isEqualTo(IntStream.range(0, x.length).filter(i -> (x[i] > 0) != (y[i] > 0)).count());
    assertThat(compared.zeros().count()).isEqualTo(x.length);
    assertThat(compared.zeros().hits())
        .isEqualTo(IntStream.range(0, x.length).filter(i -> x[i] == 0).count());
  }

  @Test
  void refusesOtherShapes() {
    assertThatThrownBy(() -> PairedColumns.of(2, new float[4], new float[6], 1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("4 and 6 values for 2 columns");
  }

  @Test
  void columnsThatAreNotFiniteCountInNothing() {
    float[] x = {1, 5, 2, -3, Float.POSITIVE_INFINITY, 0, 4, -5, 9};
    float[] y = {2, 1, 3, 1, 1, -1, 3, Float.NaN, 8};
    PairedColumns compared = PairedColumns.of(3, x, y, 1, 1);

    PairedColumns others =
        PairedColumns.of(2, new float[] {1, 2, -3, 0, 4, 9}, new float[] {2, 3, 1, -1, 3, 8}, 1, 1);
    double[] r = compared.comoments().pearson();
    assertThat(r[0]).isEqualTo(others.comoments().pearson()[0]);
    assertThat(r[1]).isNaN();
    assertThat(r[2]).isEqualTo(others.comoments().pearson()[1]);
    // Of (1, 2), (−3, 1), (4, 3), (2, 3), (0, −1), (9, 8), by hand.
    assertThat(compared.comoments().pooled().count()).isEqualTo(6);
    assertThat(compared.comoments().pooled().pearson())
        .isCloseTo(
            (89 - 13 * 16 / 6.0) / Math.sqrt((111 - 169 / 6.0) * (88 - 256 / 6.0)), within(1e-12));
    assertThat(compared.flips().count()).isEqualTo(6);
    assertThat(compared.flips().hits()).isEqualTo(1);
    assertThat(compared.zeros().hits()).isEqualTo(1);
    assertThat(compared.joint().counts()).isDeepEqualTo(others.joint().counts());

    ColumnComoments twice = compared.comoments();
    twice.merge(PairedColumns.of(3, new float[6], new float[6], 1, 1).comoments());
    assertThat(twice.pearson()[1]).isNaN();
  }

  @Test
  void whereNoColumnIsFiniteNothingCounts() {
    PairedColumns compared =
        PairedColumns.of(1, new float[] {1, Float.NaN}, new float[] {1, 2}, 1, 1);
    assertThat(compared.comoments().pearson()).containsExactly(Double.NaN);
    assertThat(compared.comoments().pooled().count()).isZero();
    assertThat(compared.flips().count()).isZero();
  }

  @Provide
  Arbitrary<Pairs> pairs() {
    Arbitrary<Float> values =
        Arbitraries.oneOf(
            Arbitraries.of(0f, -0f, Float.MIN_VALUE, -Float.MIN_VALUE),
            Arbitraries.integers().between(-200, 200).map(Integer::floatValue),
            Arbitraries.floats());
    return Pairs.of(values, values, 40);
  }
}
