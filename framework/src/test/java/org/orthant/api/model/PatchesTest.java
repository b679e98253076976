package org.orthant.api.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.orthant.api.Seed;

class PatchesTest {

  @ParameterizedTest
  @CsvSource({"1,1,1,3", "2,3,2,3", "5,4,3,3", "4,4,2,5", "3,3,2,1", "2,2,1,5"})
  void patchesAreTheNeighbourhoodsPaddedWithZeros(int height, int width, int channels, int kernel) {
    LayerShape shape =
        new LayerShape(
            "conv1", LayerKind.CONVOLUTION, new ImageShape(height, width, channels), kernel, 2);
    int images = 2;
    INDArray tensor = Nd4j.rand(images, height, width, channels);
    INDArray rows = new Patches(shape).all(tensor);
    assertThat(rows.shape())
        .containsExactly((long) images * height * width, (long) kernel * kernel * channels);
    int margin = kernel / 2;
    for (int n = 0; n < images; n++) {
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          for (int ky = 0; ky < kernel; ky++) {
            for (int kx = 0; kx < kernel; kx++) {
              for (int c = 0; c < channels; c++) {
                int sy = y + ky - margin;
                int sx = x + kx - margin;
                boolean inside = sy >= 0 && sy < height && sx >= 0 && sx < width;
                double expected = inside ? tensor.getDouble(n, sy, sx, c) : 0;
                int row = (n * height + y) * width + x;
                int column = (ky * kernel + kx) * channels + c;
                assertThat(rows.getDouble(row, column)).isEqualTo(expected);
              }
            }
          }
        }
      }
    }
  }

  @Test
  void someAreDifferentOnesOfEveryImage() {
    LayerShape shape =
        new LayerShape("conv1", LayerKind.CONVOLUTION, new ImageShape(4, 3, 2), 3, 1);
    INDArray tensor = Nd4j.rand(5, 4, 3, 2);
    INDArray all = new Patches(shape).all(tensor);
    INDArray some = new Patches(shape).some(tensor, 7, new Seed(3));

    assertThat(some.shape()).containsExactly(35, 18);
    for (int image = 0; image < 5; image++) {
      Set<Integer> positions = new HashSet<>();
      for (int k = 0; k < 7; k++) {
        INDArray row = some.getRow(image * 7L + k);
        int first = image * 12;
        positions.add(
            IntStream.range(first, first + 12)
                .filter(position -> all.getRow(position).equals(row))
                .findFirst()
                .orElseThrow());
      }
      assertThat(positions).hasSize(7);
    }
    assertThat(new Patches(shape).some(tensor, 7, new Seed(3))).isEqualTo(some);
    assertThat(new Patches(shape).some(tensor, 7, new Seed(4))).isNotEqualTo(some);
  }

  @Test
  void aDenseLayerMeetsItsInputs() {
    INDArray tensor = Nd4j.rand(5, 4);
    Patches patches = new Patches(LayerShape.dense("dense1", 4, 2));

    assertThat(patches.all(tensor)).isSameAs(tensor);
    assertThat(patches.some(tensor, 1, new Seed(1))).isEqualTo(tensor);
  }

  @Test
  void foldingIsTheAdjointOfUnfolding() {
    LayerShape shape =
        new LayerShape("conv1", LayerKind.CONVOLUTION, new ImageShape(4, 3, 2), 3, 1);
    INDArray tensor = Nd4j.rand(2, 4, 3, 2);
    INDArray rows = Nd4j.rand(24, 18);
    double unfolded = new Patches(shape).all(tensor).mul(rows).sumNumber().doubleValue();
    double folded = new Patches(shape).fold(rows).mul(tensor).sumNumber().doubleValue();

    assertThat(folded).isCloseTo(unfolded, within(1e-4));
  }
}
