package org.orthant.quantizers.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.orthant.api.Seed;
import org.orthant.api.model.Isometry;
import org.orthant.api.model.LayerShape;
import org.orthant.api.spi.Role;

class HadamardTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 8, 12, 20, 24, 28, 36, 144, 240, 288, 576, 784})
  void everyEntryIsOneOverRootD(int size) {
    double[][] matrix =
        Matrices.of(new Hadamard().fit(RotationSample.unseen(size), new Seed(3)), size);
    for (double[] row : matrix) {
      for (double entry : row) {
        assertThat(Math.abs(entry) * Math.sqrt(size)).isCloseTo(1, within(1e-12));
      }
    }
    assertThat(Matrices.deviationFromOrthonormal(matrix)).isLessThan(1e-12);
  }

  @ParameterizedTest
  @ValueSource(ints = {1152, 2304, 4608, 8192})
  void soItIsForTheLayersOfThePaper(int size) {
    Isometry isometry = new Hadamard().fit(RotationSample.unseen(size), new Seed(3));
    INDArray units = Nd4j.zeros(40, size);
    for (int r = 0; r < 40; r++) {
      units.putScalar(r, 29L * r, 1);
    }
    double[][] columns = isometry.apply(units).toDoubleMatrix();
    for (double[] column : columns) {
      for (double entry : column) {
        assertThat(Math.abs(entry) * Math.sqrt(size)).isCloseTo(1, within(1e-6));
      }
    }
    assertThat(Matrices.deviationFromOrthonormal(columns)).isLessThan(1e-6);
  }

  @ParameterizedTest
  @CsvSource({"48, 12, 0", "240, 20, 12", "784, 28, 28", "144, 36, 0", "72, 36, 0", "1008, 36, 28"})
  void factorByFactorEqualsTheKroneckerProduct(int size, int first, int second) {
    double[][] sylvester = {{1}};
    double[][] product = paley(first);
    if (second > 0) {
      product = kronecker(paley(second), product);
    }
    while (sylvester.length * product.length < size) {
      sylvester = kronecker(sylvester, new double[][] {{1, 1}, {1, -1}});
    }
    double[][] expected = kronecker(product, sylvester);
    HadamardMatrix matrix = HadamardMatrix.of(size);
    for (int j = 0; j < size; j++) {
      double[] column = new double[size];
      column[j] = 1;
      matrix.apply(column, 0);
      for (int i = 0; i < size; i++) {
        assertThat(column[i] * Math.sqrt(size)).isCloseTo(expected[i][j], within(1e-12));
      }
    }
  }

  @Test
  void sizesAreAllProductsOfTwoAndPaleysSizes() {
    TreeSet<Integer> products = new TreeSet<>();
    Deque<Integer> open = new ArrayDeque<>();
    open.add(1);
    while (!open.isEmpty()) {
      int size = open.remove();
      if (size <= 10_000 && products.add(size)) {
        for (int factor : new int[] {2, 12, 20, 28, 36}) {
          open.add(size * factor);
        }
      }
    }
    for (int size = 1; size <= 10_000; size++) {
      assertThat(HadamardMatrix.exists(size))
          .as("size %d", size)
          .isEqualTo(products.contains(size));
    }
    for (int size = 1; size <= 5000; size++) {
      assertThat(HadamardMatrix.sizeUpTo(size)).isEqualTo(products.floor(size));
      assertThat(HadamardMatrix.sizeFrom(size)).isEqualTo(products.ceiling(size));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "3, exists, 2, 4",
    "6, exists, 4, 8",
    "27, exists, 24, 28",
    "44, that Orthant builds, 40, 48",
    "92, that Orthant builds, 80, 96",
    "1000, that Orthant builds, 960, 1008",
    "1153, exists, 1152, 1280"
  })
  void saysWhetherThereIsOneAndWhichSizesAreNearest(
      int dimension, String what, int below, int above) {
    assertThat(new Hadamard().unsupported(LayerShape.dense("conv1", dimension, 16), Role.WEIGHTS))
        .hasValue(
            "no Hadamard matrix of size %d %s; the nearest sizes are %d and %d"
                .formatted(dimension, what, below, above));
  }

  @Test
  void filtersCountForActivations() {
    LayerShape shape = LayerShape.dense("conv1", 27, 16);
    assertThat(new Hadamard().unsupported(shape, Role.ACTIVATIONS)).isEmpty();
    assertThat(new Hadamard().unsupported(LayerShape.dense("x", 16, 27), Role.ACTIVATIONS))
        .isPresent();
  }

  private static double[][] paley(int size) {
    return switch (size) {
      case 12 -> PaleyMatrix.first(11);
      case 20 -> PaleyMatrix.first(19);
      case 28 -> PaleyMatrix.second(13);
      default -> PaleyMatrix.second(17);
    };
  }

  private static double[][] kronecker(double[][] a, double[][] b) {
    double[][] product = new double[a.length * b.length][a.length * b.length];
    for (int i = 0; i < product.length; i++) {
      for (int j = 0; j < product.length; j++) {
        product[i][j] = a[i / b.length][j / b.length] * b[i % b.length][j % b.length];
      }
    }
    return product;
  }
}
