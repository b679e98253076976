package org.orthant.api.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class ColumnComomentsTest {
  private static final int COLUMNS = 3;

  @Property(tries = 500, seed = "1705")
  void mergingPartsGivesWhatTwoPassesOverEachColumnGive(@ForAll("parts") List<Pairs> parts) {
    ColumnComoments merged = merged(parts);
    double[] pearson = merged.pearson();
    Pairs all = Pairs.joined(parts);

    assertThat(pearson).hasSize(COLUMNS);
    for (int column = 0; column < COLUMNS; column++) {
      double[][] xy = all.every(COLUMNS, column);
      assertThatPearsonIsThatOf(pearson[column], xy[0], xy[1]);
    }
  }

  @Property(tries = 500, seed = "1705")
  void poolingGivesWhatTwoPassesOverAllPairsGive(@ForAll("parts") List<Pairs> parts) {
    Comoments pooled = merged(parts).pooled();
    double[][] xy = Pairs.joined(parts).every(1, 0);

    assertThat(pooled.count()).isEqualTo(xy[0].length);
    assertThatPearsonIsThatOf(pooled.pearson(), xy[0], xy[1]);
  }

  @Property(tries = 300, seed = "1705")
  void mergingWithAnEmptyOneChangesNothing(@ForAll("matrices") Pairs matrices) {
    ColumnComoments before = merged(List.of(matrices));
    ColumnComoments withEmpty = merged(List.of(matrices));
    withEmpty.merge(new ColumnComoments(COLUMNS));
    ColumnComoments intoEmpty = new ColumnComoments(COLUMNS);
    intoEmpty.merge(before);

    assertThat(withEmpty).usingRecursiveComparison().isEqualTo(before);
    assertThat(intoEmpty).usingRecursiveComparison().isEqualTo(before);
  }

  @Test
  void columnsOfDifferentScaleCorrelateFullyAloneButNotPooled() {
    ColumnComoments columns = new ColumnComoments(2);
    columns.add(new float[] {1, 1, -1, -1}, new float[] {1, -3, -1, 3});

    assertThat(columns.pearson()[0]).isCloseTo(1, within(1e-15));
    assertThat(columns.pearson()[1]).isCloseTo(-1, within(1e-15));
    // Σxy = 1 − 3 + 1 − 3, Σx² = 4, Σy² = 20.
    assertThat(columns.pooled().pearson()).isCloseTo(-4 / Math.sqrt(4 * 20), within(1e-15));
    assertThat(columns.pooled().slope()).isCloseTo(-1, within(1e-15));
  }

  @Test
  void onlyTheConstantColumnIsUndefined() {
    ColumnComoments columns = new ColumnComoments(3);
    columns.add(new float[] {1, 5, 0.1f, 2, 6, 0.1f}, new float[] {1, 7, 4, 2, 7, 9});

    assertThat(columns.pearson()[0]).isCloseTo(1, within(1e-15));
    assertThat(columns.pearson()[1]).isNaN();
    assertThat(columns.pearson()[2]).isNaN();
  }

  @Test
  void withoutRowsEveryColumnIsUndefined() {
    ColumnComoments columns = new ColumnComoments(2);
    columns.add(new float[0], new float[0]);

    assertThat(columns.pearson()).containsExactly(Double.NaN, Double.NaN);
    assertThat(columns.pooled().count()).isZero();
  }

  @Test
  void refusesMatricesOfAnotherShape() {
    ColumnComoments columns = new ColumnComoments(2);

    assertThatThrownBy(() -> columns.add(new float[4], new float[6]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("4 and 6 values for 2 columns");
    assertThatThrownBy(() -> columns.add(new float[3], new float[3]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("3 and 3 values for 2 columns");
    assertThatThrownBy(() -> columns.merge(new ColumnComoments(3)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("2 and 3 columns");
    assertThat(columns.pooled().count()).isZero();
  }

  @Provide
  Arbitrary<Pairs> matrices() {
    Arbitrary<Float> values = Arbitraries.floats().between(-100, 100).ofScale(2);
    return Pairs.of(values, values, 30)
        .map(
            pairs ->
                new Pairs(
                    Arrays.copyOf(pairs.x(), pairs.size() / COLUMNS * COLUMNS),
                    Arrays.copyOf(pairs.y(), pairs.size() / COLUMNS * COLUMNS)));
  }

  @Provide
  Arbitrary<List<Pairs>> parts() {
    return matrices().list().ofMaxSize(5);
  }

  private static ColumnComoments merged(List<Pairs> parts) {
    ColumnComoments merged = new ColumnComoments(COLUMNS);
    for (Pairs part : parts) {
      ColumnComoments columns = new ColumnComoments(COLUMNS);
      columns.add(part.x(), part.y());
      merged.merge(columns);
    }
    return merged;
  }

  private static void assertThatPearsonIsThatOf(double pearson, double[] x, double[] y) {
    if (DoubleStream.of(x).distinct().count() > 1 && DoubleStream.of(y).distinct().count() > 1) {
      assertThat(pearson).isCloseTo(TwoPass.pearson(x, y), within(1e-9));
    } else {
      assertThat(pearson).isNaN();
    }
  }
}
