package org.orthant.quantizers.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.orthant.api.Seed;

class DctTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 6, 9, 12, 27, 64, 75, 101, 256, 288})
  void equalsItsDefinition(int d) {
    double[][] matrix = Matrices.of(new Dct().fit(RotationSample.unseen(d), new Seed(1)), d);
    for (int k = 0; k < d; k++) {
      for (int i = 0; i < d; i++) {
        double expected =
            Math.sqrt((k == 0 ? 1.0 : 2.0) / d) * Math.cos(Math.PI * (2 * i + 1) * k / (2.0 * d));
        assertThat(matrix[k][i]).isCloseTo(expected, within(1e-12));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1152, 2304, 4096, 8192})
  void splittingManyTimesLosesNoAccuracy(int d) {
    double[] vector = RotationSample.gaussian(1, d, 5).toDoubleMatrix()[0];
    double[] expected = new double[d];
    for (int k = 0; k < d; k += 17) {
      for (int i = 0; i < d; i++) {
        long angle = (2L * i + 1) * k % (4L * d);
        expected[k] += vector[i] * Math.cos(Math.PI * angle / (2.0 * d));
      }
      expected[k] *= Math.sqrt((k == 0 ? 1.0 : 2.0) / d);
    }
    double[] transformed = new CosineTransform(d).forward(vector.clone());
    for (int k = 0; k < d; k += 17) {
      assertThat(transformed[k]).isCloseTo(expected[k], within(1e-9));
    }
  }
}
