package org.orthant.quantizers.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaleyMatrixTest {

  @ParameterizedTest
  @ValueSource(ints = {3, 7, 11, 19, 23, 31})
  void firstConstruction(int q) {
    requireHadamard(PaleyMatrix.first(q), q + 1);
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 13, 17, 29})
  void secondConstruction(int q) {
    requireHadamard(PaleyMatrix.second(q), 2 * q + 2);
  }

  private static void requireHadamard(double[][] matrix, int size) {
    assertThat(matrix).hasDimensions(size, size);
    for (int i = 0; i < size; i++) {
      for (double entry : matrix[i]) {
        assertThat(Math.abs(entry)).isEqualTo(1);
      }
      for (int j = 0; j < size; j++) {
        assertThat(Matrices.dot(matrix[i], matrix[j])).isEqualTo(i == j ? size : 0);
      }
    }
  }
}
