package org.orthant.framework.run.node;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.orthant.api.graph.Pool;
import org.orthant.api.model.ImageShape;
import org.orthant.api.model.Window;

class PoolingTest {

  private static final Pool SQUARES =
      new Pool("pool", "conv", Pool.Kind.MAX, Window.tiles(2), false);

  @ParameterizedTest
  @CsvSource({"2,2,1", "4,6,3", "5,4,2", "3,7,1"})
  void everySquareLeavesItsMaximum(int height, int width, int channels) {
    int images = 2;
    INDArray rows = Nd4j.randn((long) images * height * width, channels);
    INDArray pooled = new Pooling(SQUARES, new ImageShape(height, width, channels)).rows(rows);
    assertThat(pooled.rows()).isEqualTo(images * (height / 2) * (width / 2));
    for (int n = 0; n < images; n++) {
      for (int y = 0; y < height / 2; y++) {
        for (int x = 0; x < width / 2; x++) {
          for (int c = 0; c < channels; c++) {
            double largest = Double.NEGATIVE_INFINITY;
            for (int dy = 0; dy < 2; dy++) {
              for (int dx = 0; dx < 2; dx++) {
                int row = (n * height + 2 * y + dy) * width + 2 * x + dx;
                largest = Math.max(largest, rows.getDouble(row, c));
              }
            }
            int row = (n * (height / 2) + y) * (width / 2) + x;
            assertThat(pooled.getDouble(row, c)).isEqualTo(largest);
          }
        }
      }
    }
  }
}
