package org.orthant.quantizers.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.orthant.api.Seed;
import org.orthant.api.model.Isometry;
import org.orthant.api.model.WholeRows;

/** float32 in batches against float64 one by one. */
class RandomizedHadamardTest {

  @Property(tries = 40, seed = "1705")
  void float32IsNearFloat64(
      @ForAll @IntRange(min = 1, max = 5000) int dimension,
      @ForAll @IntRange(min = 1, max = 20) int count,
      @ForAll long seed) {
    Isometry isometry = blocks(dimension, seed);
    INDArray rows = RotationSample.gaussian(count, dimension, seed);
    INDArray exact = rows.castTo(DataType.DOUBLE);
    requireNear(isometry.apply(rows), isometry.apply(exact));
    requireNear(isometry.undo(rows), isometry.undo(exact));
  }

  /** More vectors than one batch takes, and numbers of them that fill no group. */
  @ParameterizedTest
  @ValueSource(ints = {1, 7, 8, 9, 127, 128, 129, 300, 1000})
  void aVectorsImageIsTheSameBitsAloneAndInCompany(int count) {
    for (int dimension : new int[] {1, 2, 27, 36, 64, 144, 500}) {
      Isometry isometry = blocks(dimension, 3);
      INDArray rows = RotationSample.gaussian(count, dimension, 5);
      float[][] there = isometry.apply(rows).toFloatMatrix();
      float[][] back = isometry.undo(rows).toFloatMatrix();
      for (int r = 0; r < count; r += Math.max(1, count / 20)) {
        INDArray alone = rows.get(NDArrayIndex.interval(r, r + 1)).dup('c');
        assertThat(isometry.apply(alone).toFloatMatrix()[0]).isEqualTo(there[r]);
        assertThat(isometry.undo(alone).toFloatMatrix()[0]).isEqualTo(back[r]);
      }
    }
  }

  @Test
  void notANumberStaysInItsOwnVectorAndBlock() {
    Isometry isometry =
        new RandomizedHadamard(
            CoordinateOrder.natural(24 + 2),
            List.of(HadamardMatrix.of(24), HadamardMatrix.of(2)),
            new Seed(1));
    INDArray rows = RotationSample.gaussian(20, 26, 5);
    float[][] expected = isometry.apply(rows).toFloatMatrix();
    rows.putScalar(3, 25, Float.NaN);
    float[][] actual = isometry.apply(rows).toFloatMatrix();
    assertThat(Arrays.copyOfRange(actual[3], 24, 26)).containsOnly(Float.NaN);
    System.arraycopy(expected[3], 24, actual[3], 24, 2);
    assertThat(actual).isDeepEqualTo(expected);
  }

  /** Sums of the components would exceed the type's range, but their roots of d do not. */
  @ParameterizedTest
  @ValueSource(ints = {2, 12, 32, 144, 1024, 1152, 2048, 4096})
  void whateverHasALengthIsMapped(int dimension) {
    Isometry isometry = blocks(dimension, 3);
    float largest = (float) (Float.MAX_VALUE / 4 / Math.sqrt(dimension));
    float[][] vectors = RotationSample.gaussian(2, dimension, 8).toFloatMatrix();
    for (int i = 0; i < dimension; i++) {
      vectors[0][i] = Math.signum(vectors[0][i]) * largest;
      vectors[1][i] = vectors[1][i] * 1e-33f;
    }
    INDArray rows = Nd4j.createFromArray(vectors);
    requireNear(isometry.apply(rows), isometry.apply(rows.castTo(DataType.DOUBLE)));
  }

  /** A quantizer that looks at signs depends on this. */
  @ParameterizedTest
  @ValueSource(ints = {2, 8, 12, 36, 144, 500, 1152, 2048})
  void wholeNumbersThatCancelGiveZero(int dimension) {
    Isometry isometry = blocks(dimension, 3);
    float[][] vectors = RotationSample.gaussian(20, dimension, 8).toFloatMatrix();
    for (float[] vector : vectors) {
      for (int i = 0; i < dimension; i++) {
        vector[i] = Math.signum(vector[i]);
      }
    }
    INDArray rows = Nd4j.createFromArray(vectors);
    double[][] expected = isometry.apply(rows.castTo(DataType.DOUBLE)).toDoubleMatrix();
    float[][] actual = isometry.apply(rows).toFloatMatrix();
    for (int r = 0; r < 20; r++) {
      for (int i = 0; i < dimension; i++) {
        assertThat(actual[r][i] == 0).isEqualTo(expected[r][i] == 0);
      }
    }
  }

  /** Against float64, whose error no product with as few whole numbers shows. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 9, 27, 90, 100, 144, 150, 153, 180, 288, 1152, 2300})
  void signsComeBackInWholeNumbers(int dimension) {
    Isometry isometry = blocks(dimension, 3);
    float[][] vectors = RotationSample.gaussian(20, dimension, 8).toFloatMatrix();
    for (float[] vector : vectors) {
      for (int i = 0; i < dimension; i++) {
        vector[i] = Math.abs(vector[i]) > 0.5 ? Math.copySign(0.3f, vector[i]) : 0;
      }
    }
    INDArray rows = Nd4j.createFromArray(vectors);
    WholeRows whole = isometry.undoInWholeNumbers(WholeRows.ofSigns(rows).orElseThrow()).get();

    INDArray exact = isometry.undo(rows.castTo(DataType.DOUBLE));
    assertThat(whole.complaint(isometry.undo(rows))).isEmpty();
    double[][] inputs = RotationSample.gaussian(50, dimension, 9).toDoubleMatrix();
    for (double[] input : inputs) {
      Arrays.setAll(input, i -> Math.rint(2 * input[i]) > 0 ? 1 : -1);
    }
    double[][] products = exact.mmul(Nd4j.createFromArray(inputs).transpose()).toDoubleMatrix();
    int zeros = 0;
    for (int r = 0; r < products.length; r++) {
      for (int n = 0; n < inputs.length; n++) {
        double sum = 0;
        boolean zero = true;
        for (WholeRows.Term term : whole.terms()) {
          double dot = 0;
          for (int i = 0; i < dimension; i++) {
            dot += term.numbers().getDouble(r, i) * inputs[n][i];
          }
          zero &= dot == 0;
          sum += term.factors().getDouble(r) * dot;
        }
        assertThat(sum).isCloseTo(products[r][n], within(1e-9));
        assertThat(zero).isEqualTo(Math.abs(products[r][n]) < 1e-9);
        zeros += zero ? 1 : 0;
      }
    }
    assertThat(zeros).isGreaterThanOrEqualTo(dimension == 144 ? 1 : 0);
  }

  /** 144 and 4 add up before they may cancel with 2, whose root is not theirs. */
  @Test
  void blocksOfOneClassAreOneTerm() {
    assertThat(terms(144)).isEqualTo(1);
    assertThat(terms(150)).isEqualTo(2);
    assertThat(terms(27)).isEqualTo(3);
    assertThat(terms(1152)).isEqualTo(1);
  }

  private static int terms(int dimension) {
    INDArray rows = Nd4j.ones(DataType.FLOAT, 1, dimension);
    return blocks(dimension, 3)
        .undoInWholeNumbers(WholeRows.ofSigns(rows).orElseThrow())
        .orElseThrow()
        .terms()
        .size();
  }

  @Test
  void whatFloat32MightRoundIsNotSaidToBeWhole() {
    INDArray large = Nd4j.ones(DataType.FLOAT, 1, 144).muli(1 << 20);
    WholeRows rows = new WholeRows(List.of(new WholeRows.Term(large, Nd4j.createFromArray(1.0))));
    assertThat(blocks(144, 3).undoInWholeNumbers(rows)).isEmpty();
  }

  private static Isometry blocks(int dimension, long seed) {
    return new BlockHadamard().fit(RotationSample.unseen(dimension), new Seed(seed));
  }

  private static void requireNear(INDArray actual, INDArray expected) {
    double[][] rows = actual.toDoubleMatrix();
    double[][] exact = expected.toDoubleMatrix();
    for (int r = 0; r < rows.length; r++) {
      assertThat(Matrices.distance(rows[r], exact[r]))
          .isLessThanOrEqualTo(5e-7 * Matrices.norm(exact[r]));
    }
  }
}
