package org.orthant.quantizers.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.orthant.api.Seed;
import org.orthant.api.model.Isometry;
import org.orthant.api.model.LayerShape;
import org.orthant.api.spi.Role;

class BlockHadamardTest {

  static int[][] sizes() {
    return new int[][] {
      {27, 24, 2, 1}, {3, 2, 1}, {7, 4, 2, 1}, {75, 72, 2, 1}, {500, 480, 20}, {63, 56, 4, 2, 1}
    };
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void blocksCoverTheSizeExactlyLargestFirst(int[] sizeAndBlocks) {
    int size = sizeAndBlocks[0];
    double[][] matrix =
        Matrices.of(new BlockHadamard().fit(RotationSample.unseen(size), new Seed(3)), size);
    Set<Integer> covered = new TreeSet<>();
    int from = 0;
    for (int block : Arrays.copyOfRange(sizeAndBlocks, 1, sizeAndBlocks.length)) {
      Set<Integer> columns = columnsOf(matrix[from]);
      assertThat(columns).hasSize(block).noneMatch(covered::contains);
      for (int i = from; i < from + block; i++) {
        assertThat(columnsOf(matrix[i])).isEqualTo(columns);
        for (int j : columns) {
          assertThat(Math.abs(matrix[i][j])).isCloseTo(1 / Math.sqrt(block), within(1e-12));
        }
      }
      covered.addAll(columns);
      from += block;
    }
    assertThat(covered).hasSize(size);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 12, 28, 144, 1152})
  void oneBlockIsTheWholeHadamardMatrix(int size) {
    INDArray rows = RotationSample.gaussian(3, size, 1);
    RotationSample sample = RotationSample.unseen(size);
    assertThat(new BlockHadamard().fit(sample, new Seed(9)).apply(rows))
        .isEqualTo(new Hadamard().fit(sample, new Seed(9)).apply(rows));
  }

  @Test
  void everySizeIsServed() {
    for (int size = 1; size < 200; size++) {
      assertThat(new BlockHadamard().unsupported(LayerShape.dense("layer", size, 1), Role.WEIGHTS))
          .isEmpty();
    }
  }

  /**
   * Components whose scale grows by e^0.1 from one to the next: the last 20 hold 98 % of the
   * energy, and in their own order they fill the block of 20 in 500 = 480 + 20. Shuffled, nearly
   * all energy is spread over 480 components, and signs come about as near as to Gaussian vectors,
   * √(2/π).
   */
  @Test
  void shufflingKeepsLargeNeighboursOutOfASmallBlock() {
    float[][] vectors = RotationSample.gaussian(200, 500, 4).toFloatMatrix();
    for (float[] vector : vectors) {
      for (int j = 0; j < 500; j++) {
        vector[j] *= (float) Math.exp(0.1 * (j - 499));
      }
    }
    INDArray rows = Nd4j.createFromArray(vectors);
    List<HadamardMatrix> blocks = List.of(HadamardMatrix.of(480), HadamardMatrix.of(20));
    assertThat(
            meanCosineWithSigns(
                seed -> new RandomizedHadamard(CoordinateOrder.natural(500), blocks, seed), rows))
        .isLessThan(0.3);
    assertThat(
            meanCosineWithSigns(
                seed -> new BlockHadamard().fit(RotationSample.unseen(500), seed), rows))
        .isCloseTo(Math.sqrt(2 / Math.PI), within(0.02));
  }

  private static double meanCosineWithSigns(Function<Seed, Isometry> rotation, INDArray rows) {
    return IntStream.range(0, 10)
        .mapToObj(seed -> rotation.apply(new Seed(seed)).apply(rows))
        .flatMap(rotated -> Arrays.stream(rotated.toDoubleMatrix()))
        .mapToDouble(BlockHadamardTest::cosineWithSigns)
        .average()
        .orElseThrow();
  }

  private static double cosineWithSigns(double[] vector) {
    return Arrays.stream(vector).map(Math::abs).sum()
        / Math.sqrt(vector.length)
        / Matrices.norm(vector);
  }

  private static Set<Integer> columnsOf(double[] row) {
    return IntStream.range(0, row.length)
        .filter(j -> row[j] != 0)
        .boxed()
        .collect(Collectors.toSet());
  }
}
