package org.orthant.framework.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.orthant.api.model.ImageShape;
import org.orthant.api.model.LayerKind;
import org.orthant.api.model.LayerShape;

class RowsTest {

  @ParameterizedTest
  @CsvSource({"1,1,1,3", "2,3,2,3", "5,4,3,3", "4,4,2,5", "3,3,2,1", "2,2,1,5"})
  void patchesAreTheNeighbourhoodsPaddedWithZeros(int height, int width, int channels, int kernel) {
    LayerShape shape =
        new LayerShape(
            "conv1", LayerKind.CONVOLUTION, new ImageShape(height, width, channels), kernel, 2);
    int images = 2;
    INDArray tensor = Nd4j.rand(images, height, width, channels);
    INDArray rows = Rows.unfold(shape, tensor);
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
  void dotsAreTheProductsOfEveryRowWithEveryFilter() {
    INDArray rows = Nd4j.randn(7, 5);
    INDArray weights = Nd4j.randn(3, 5);
    INDArray dots = Rows.dots(rows, weights);
    assertThat(dots.ordering()).isEqualTo('c');
    float[] flat = dots.data().asFloat();
    for (int n = 0; n < 7; n++) {
      for (int f = 0; f < 3; f++) {
        double sum = 0;
        for (int i = 0; i < 5; i++) {
          sum += rows.getDouble(n, i) * weights.getDouble(f, i);
        }
        assertThat((double) flat[n * 3 + f]).isCloseTo(sum, within(1e-5));
      }
    }
  }

  @Test
  void firstImagesAreAnArrayOfTheirOwn() {
    INDArray tensor = Nd4j.rand(5, 3);
    INDArray first = Rows.first(2, tensor);
    assertThat(first.data().length()).isEqualTo(6);
    assertThat(first.getDouble(1, 2)).isEqualTo(tensor.getDouble(1, 2));
    assertThat(Rows.first(5, tensor)).isSameAs(tensor);
  }
}
