package org.orthant.quantizers.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.orthant.api.InvalidParameterException;
import org.orthant.api.Seed;
import org.orthant.api.model.Isometry;
import org.orthant.api.model.LayerShape;
import org.orthant.api.spi.Role;
import org.orthant.api.spi.Rotation;

class ItqTest {
  private static final Seed SEED = new Seed(6);

  @ParameterizedTest
  @CsvSource({"300, 8", "300, 27", "20, 27", "5, 1"})
  void theObjectiveNeverRises(int count, int dimension) {
    INDArray rows = RotationSample.gaussian(count, dimension, 2);
    double before = objective(new RandomOrthogonal(), rows);
    for (int iterations = 1; iterations <= 12; iterations++) {
      double after = objective(new Itq(iterations, 576), rows);
      assertThat(after).isLessThanOrEqualTo(before * (1 + 1e-6) + 1e-6);
      before = after;
    }
  }

  @Test
  void isBetterThanARandomRotation() {
    INDArray rows = RotationSample.gaussian(300, 16, 2);
    double start = meanCosine(new RandomOrthogonal(), rows);
    double fitted = meanCosine(new Itq(), rows);
    assertThat(start).isCloseTo(0.80, within(0.02));
    assertThat(fitted).isGreaterThan(start + 0.03);

    INDArray few = RotationSample.gaussian(3, 16, 2);
    assertThat(meanCosine(new Itq(), few)).isGreaterThan(0.97);
  }

  @Test
  void theObjectiveIsTheMeanCosine() {
    INDArray rows = RotationSample.gaussian(300, 16, 2);
    assertThat(objective(new Itq(), rows))
        .isCloseTo(2 * 16 * 300 * (1 - meanCosine(new Itq(), rows)), within(1e-3));
  }

  @Test
  void afterTheLastImprovementNothingChanges() {
    INDArray rows = RotationSample.gaussian(40, 8, 2);
    assertThat(new Itq(500, 576).fit(RotationSample.weights(rows), SEED).apply(rows))
        .isEqualTo(new Itq(5000, 576).fit(RotationSample.weights(rows), SEED).apply(rows));
  }

  @Test
  void theLengthsOfVectorsDoNotCount() {
    INDArray rows = RotationSample.gaussian(60, 8, 2);
    float[][] scaled = rows.toFloatMatrix();
    for (int r = 0; r < scaled.length; r++) {
      for (int j = 0; j < scaled[r].length; j++) {
        scaled[r][j] = Math.scalb(scaled[r][j], 2 * (r % 40) - 40);
      }
    }
    assertThat(
            new Itq().fit(RotationSample.weights(Nd4j.createFromArray(scaled)), SEED).apply(rows))
        .isEqualTo(new Itq().fit(RotationSample.weights(rows), SEED).apply(rows));
  }

  @Test
  void zerosAmongTheVectorsOrNothingElseStillGiveARotation() {
    INDArray some = RotationSample.gaussian(10, 8, 2);
    some.putRow(3, Nd4j.zeros(8));
    for (INDArray rows : new INDArray[] {some, Nd4j.zeros(4, 8), Nd4j.ones(4, 8)}) {
      Isometry rotation = new Itq().fit(RotationSample.weights(rows), SEED);
      assertThat(Matrices.deviationFromOrthonormal(Matrices.of(rotation, 8))).isLessThan(1e-6);
    }
  }

  @Test
  void moreVectorsThanItTakesAreThinnedEvenly() {
    INDArray distinct = RotationSample.gaussian(5000, 3, 2);
    float[][] doubled = new float[10_000][];
    float[][] single = distinct.toFloatMatrix();
    for (int r = 0; r < doubled.length; r++) {
      doubled[r] = single[r / 2];
    }
    assertThat(
            new Itq()
                .fit(RotationSample.activations(Nd4j.createFromArray(doubled)), SEED)
                .apply(distinct))
        .isEqualTo(new Itq().fit(RotationSample.weights(distinct), SEED).apply(distinct));
  }

  @Test
  void refusesWhatIsBeyondItsLimit() {
    assertThat(new Itq(9, 9).unsupported(LayerShape.dense("layer", 10, 3), Role.WEIGHTS))
        .hasValue("vectors of 10 components, and its limit is 9");
  }

  @Test
  void parametersArePositive() {
    assertThatThrownBy(() -> new Itq(0, 576))
        .isInstanceOfSatisfying(
            InvalidParameterException.class,
            e -> assertThat(e.parameter()).isEqualTo("iterations"));
    assertThatThrownBy(() -> new Itq(50, 0))
        .isInstanceOfSatisfying(
            InvalidParameterException.class, e -> assertThat(e.parameter()).isEqualTo("limit"));
  }

  /** ‖B − V Rᵀ‖², the rows of V of length √d. */
  private static double objective(Rotation rotation, INDArray rows) {
    double sum = 0;
    for (double[] row : rotated(rotation, rows)) {
      double scale = Math.sqrt(row.length) / Matrices.norm(row);
      for (double component : row) {
        double sign = component > 0 ? 1 : -1;
        sum += Math.pow(sign - scale * component, 2);
      }
    }
    return sum;
  }

  private static double meanCosine(Rotation rotation, INDArray rows) {
    return Arrays.stream(rotated(rotation, rows))
        .mapToDouble(
            row -> {
              double[] signs = Arrays.stream(row).map(x -> x > 0 ? 1 : -1).toArray();
              return Matrices.cosine(row, signs);
            })
        .average()
        .orElseThrow();
  }

  private static double[][] rotated(Rotation rotation, INDArray rows) {
    return rotation.fit(RotationSample.weights(rows), SEED).apply(rows).toDoubleMatrix();
  }
}
