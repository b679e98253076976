package org.orthant.api.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class WholeRowsTest {
  private static final INDArray ROWS =
      Nd4j.createFromArray(new float[][] {{0.3f, -0.3f, 0}, {0, 0, 0}, {-2, -2, 2}});

  @Test
  void signsHaveTheirMagnitudeAsFactor() {
    WholeRows.Term only = WholeRows.ofSigns(ROWS).orElseThrow().terms().get(0);
    assertThat(only.numbers())
        .isEqualTo(Nd4j.createFromArray(new float[][] {{1, -1, 0}, {0, 0, 0}, {-1, -1, 1}}));
    assertThat(only.factors().toDoubleVector()).containsExactly(0.3f, 1, 2);
  }

  @Test
  void severalMagnitudesAreNoSigns() {
    assertThat(WholeRows.ofSigns(Nd4j.createFromArray(new float[][] {{1, -1}, {1, 2}}))).isEmpty();
    assertThat(WholeRows.ofSigns(Nd4j.createFromArray(new float[][] {{0.3f, Math.nextUp(0.3f)}})))
        .isEmpty();
  }

  @Test
  void magnitudesOfARowAreAddedUp() {
    assertThat(WholeRows.ofSigns(ROWS).orElseThrow().largestSum()).isEqualTo(3);
    assertThat(rows(new float[][] {{5, -7}}, 1).largestSum()).isEqualTo(12);
  }

  @Test
  void otherRowsAndFractionsAreComplainedOf() {
    INDArray rows = Nd4j.createFromArray(new float[][] {{0.5f, -1}});
    assertThat(rows(new float[][] {{1, -2}}, 0.5).complaint(rows)).isEmpty();
    assertThat(rows(new float[][] {{1, -2}}, 0.50001).complaint(rows)).isEmpty();
    assertThat(rows(new float[][] {{0.5f, -1}}, 1).complaint(rows))
        .contains("not all numbers are whole");
    assertThat(rows(new float[][] {{1, -1}}, 0.5).complaint(rows))
        .contains("row 0 is off by 0.5, and its largest number is 1.0");
    assertThat(rows(new float[][] {{1, -2}}, Double.NaN).complaint(rows))
        .contains("row 0 is off by NaN, and its largest number is 1.0");
    assertThat(rows(new float[][] {{1, -2, 0}}, 0.5).complaint(rows))
        .contains("a term has another shape or type than the rows");
    assertThat(rows(new float[][] {{1, -2}}, 0.5).complaint(rows.castTo(DataType.DOUBLE)))
        .contains("a term has another shape or type than the rows");
  }

  private static WholeRows rows(float[][] numbers, double... factors) {
    return new WholeRows(
        List.of(new WholeRows.Term(Nd4j.createFromArray(numbers), Nd4j.createFromArray(factors))));
  }
}
