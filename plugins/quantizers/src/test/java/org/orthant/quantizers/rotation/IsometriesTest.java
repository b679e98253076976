package org.orthant.quantizers.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.orthant.api.Seed;
import org.orthant.api.model.Isometry;
import org.orthant.api.spi.Rotation;

/** What every rotation here keeps beyond the contract. */
class IsometriesTest {

  /** Every rotation, and a second of those with a choice. */
  static Stream<Rotation> rotations() {
    return Stream.of(
        new IdentityRotation(),
        new Permutation(),
        new Hadamard(),
        new BlockHadamard(),
        new Dct(),
        new RandomOrthogonal(),
        new Pca(),
        new Pca(Pca.Source.WEIGHTS, 2304),
        new Itq(3, 576));
  }

  static Stream<Rotation> random() {
    return rotations()
        .filter(rotation -> !(rotation instanceof IdentityRotation))
        .filter(rotation -> !(rotation instanceof Dct))
        .filter(rotation -> !(rotation instanceof Pca));
  }

  @Property(tries = 25, seed = "1705")
  void fastOnesKeepLengthsAndUndoThemselves(
      @ForAll @IntRange(min = 1, max = 5000) int dimension, @ForAll long seed) {
    requireIsometry(new IdentityRotation(), dimension, seed);
    requireIsometry(new Permutation(), dimension, seed);
    requireIsometry(new BlockHadamard(), dimension, seed);
    requireIsometry(new Dct(), dimension, seed);
    requireIsometry(new Hadamard(), HadamardMatrix.sizeUpTo(dimension), seed);
  }

  @Property(tries = 25, seed = "1705")
  void denseOnesKeepLengthsAndUndoThemselves(
      @ForAll @IntRange(min = 1, max = 256) int dimension, @ForAll long seed) {
    requireIsometry(new RandomOrthogonal(), dimension, seed);
    requireIsometry(new Pca(), dimension, seed);
    requireIsometry(new Itq(2, 576), dimension, seed);
  }

  @Test
  void theLargestOfRandomOrthogonalKeepsLengthsAndUndoesItself() {
    requireIsometry(new RandomOrthogonal(), 2304, 5);
  }

  @Test
  void largerDataDependentOnesKeepLengthsAndUndoThemselves() {
    requireIsometry(new Pca(), 576, 5);
    requireIsometry(new Itq(2, 576), 400, 5);
  }

  @ParameterizedTest
  @MethodSource("rotations")
  void rowsAndColumnsAreOrthonormal(Rotation rotation) {
    for (int dimension : new int[] {1, 2, 4, 12, 28, 40}) {
      double[][] matrix = Matrices.of(fit(rotation, dimension, 3), dimension);
      assertThat(Matrices.deviationFromOrthonormal(matrix)).isLessThan(5e-7);
      assertThat(Matrices.deviationFromOrthonormal(Matrices.transposed(matrix))).isLessThan(5e-7);
    }
  }

  @ParameterizedTest
  @MethodSource("rotations")
  void undoingIsTheTransposedMatrix(Rotation rotation) {
    Isometry isometry = fit(rotation, 24, 3);
    double[][] matrix = Matrices.of(isometry, 24);
    double[][] undone =
        isometry.undo(Nd4j.eye(24).castTo(DataType.DOUBLE).dup('c')).toDoubleMatrix();
    for (int i = 0; i < 24; i++) {
      assertThat(undone[i]).containsExactly(matrix[i], within(1e-15));
    }
  }

  @ParameterizedTest
  @MethodSource("rotations")
  void rowsDoNotInfluenceOneAnother(Rotation rotation) {
    Isometry isometry = fit(rotation, 24, 3);
    INDArray rows = RotationSample.gaussian(7, 24, 8);
    double[][] together = isometry.apply(rows).toDoubleMatrix();
    double[][] matrix = Matrices.of(isometry, 24);
    double[][] vectors = rows.toDoubleMatrix();
    for (int r = 0; r < 7; r++) {
      for (int i = 0; i < 24; i++) {
        assertThat(together[r][i]).isCloseTo(Matrices.dot(matrix[i], vectors[r]), within(1e-5));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("rotations")
  void float64AddsNoErrorToTheMatrix(Rotation rotation) {
    Isometry isometry = fit(rotation, 24, 3);
    INDArray rows = RotationSample.gaussian(5, 24, 8).castTo(DataType.DOUBLE);
    double[][] there = isometry.apply(rows).toDoubleMatrix();
    double[][] back = isometry.undo(isometry.apply(rows)).toDoubleMatrix();
    double[][] vectors = rows.toDoubleMatrix();
    double[][] matrix = Matrices.of(isometry, 24);
    for (int r = 0; r < 5; r++) {
      for (int i = 0; i < 24; i++) {
        assertThat(there[r][i]).isCloseTo(Matrices.dot(matrix[i], vectors[r]), within(1e-13));
      }
      assertThat(Matrices.distance(back[r], vectors[r]))
          .isLessThan(2e-7 * Matrices.norm(vectors[r]));
    }
  }

  @ParameterizedTest
  @MethodSource("random")
  void differentSeedsDiffer(Rotation rotation) {
    INDArray rows = RotationSample.gaussian(5, 24, 8);
    assertThat(fit(rotation, 24, 3).apply(rows)).isNotEqualTo(fit(rotation, 24, 4).apply(rows));
  }

  @ParameterizedTest
  @MethodSource("rotations")
  void outlivesTheWorkspaceInWhichItWasFitted(Rotation rotation) {
    INDArray rows = RotationSample.gaussian(5, 24, 8);
    INDArray expected = fit(rotation, 24, 3).apply(rows);
    Isometry isometry;
    try (MemoryWorkspace ignored =
        Nd4j.getWorkspaceManager().getAndActivateWorkspace("IsometriesTest")) {
      isometry = fit(rotation, 24, 3);
    }
    try (MemoryWorkspace ignored =
        Nd4j.getWorkspaceManager().getAndActivateWorkspace("IsometriesTest")) {
      RotationSample.gaussian(50, 50, 1).addi(1);
    }
    assertThat(isometry.apply(rows)).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("rotations")
  void worksInsideAWorkspace(Rotation rotation) {
    Isometry isometry = fit(rotation, 24, 3);
    INDArray rows = RotationSample.gaussian(5, 24, 8);
    INDArray expected = isometry.undo(isometry.apply(rows));
    for (int step = 0; step < 3; step++) {
      try (MemoryWorkspace ignored =
          Nd4j.getWorkspaceManager().getAndActivateWorkspace("IsometriesTest")) {
        INDArray inside = rows.dup('c');
        assertThat(isometry.undo(isometry.apply(inside)).toFloatMatrix())
            .isDeepEqualTo(expected.toFloatMatrix());
      }
    }
  }

  private static void requireIsometry(Rotation rotation, int dimension, long seed) {
    Isometry isometry = fit(rotation, dimension, seed);
    float[][] vectors = abusive(dimension, seed);
    INDArray there = isometry.apply(Nd4j.createFromArray(vectors));
    double[][] rotated = there.toDoubleMatrix();
    double[][] back = isometry.undo(there).toDoubleMatrix();
    for (int r = 0; r < vectors.length; r++) {
      float[] row = vectors[r];
      double[] vector = IntStream.range(0, dimension).mapToDouble(i -> row[i]).toArray();
      double norm = Matrices.norm(vector);
      assertThat(Matrices.norm(rotated[r]))
          .as("%s, d = %d, length of row %d", rotation, dimension, r)
          .isCloseTo(norm, within(1e-5 * norm));
      assertThat(Matrices.distance(back[r], vector))
          .as("%s, d = %d, row %d there and back", rotation, dimension, r)
          .isLessThanOrEqualTo(1e-5 * norm);
    }
  }

  private static float[][] abusive(int dimension, long seed) {
    SplittableRandom generator = new SplittableRandom(seed);
    float[][] rows = new float[9][dimension];
    for (int j = 0; j < dimension; j++) {
      float gaussian = (float) generator.nextGaussian();
      rows[1][j] = gaussian;
      rows[2][j] = gaussian * 1e30f;
      rows[3][j] = gaussian * 1e-30f;
      rows[4][j] = 1e30f;
      rows[5][j] = j % 2 == 0 ? 1 : -1;
      rows[6][j] = gaussian;
    }
    rows[6][generator.nextInt(dimension)] = 1e30f;
    rows[7][0] = -3;
    rows[8][dimension - 1] = 1e-30f;
    return rows;
  }

  private static Isometry fit(Rotation rotation, int dimension, long seed) {
    boolean fitted = rotation instanceof Pca || rotation instanceof Itq;
    INDArray vectors = fitted ? RotationSample.gaussian(50, dimension, 11) : null;
    return rotation.fit(
        fitted ? RotationSample.weights(vectors, vectors.mul(2)) : RotationSample.unseen(dimension),
        new Seed(seed));
  }
}
