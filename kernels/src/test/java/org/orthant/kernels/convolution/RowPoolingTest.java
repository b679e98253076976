package org.orthant.kernels.convolution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class RowPoolingTest {

  @Property(tries = 100, seed = "1705")
  void aGradientGoesToTheFirstOfTheLargest(
      @ForAll @IntRange(min = 1, max = 4) int halfHeight,
      @ForAll @IntRange(min = 1, max = 4) int halfWidth,
      @ForAll @IntRange(min = 1, max = 40) int columns,
      @ForAll long seed) {
    int width = 2 * halfWidth;
    int pixels = 2 * halfHeight * width;
    int images = 2;
    Random random = new Random(seed);
    // Few different numbers, so that many are equal.
    float[][] rows = rows(images * pixels, columns, () -> random.nextInt(4) * 0.37f - 0.5f);
    float[][] gradients = rows(images * pixels / 4, columns, () -> (float) random.nextGaussian());
    float[][] given = rows(images * pixels / 4, columns, () -> 0);
    for (int r = 0; r < given.length; r++) {
      given[r] = gradients[r].clone();
    }
    float[][] pooled = rows(images * pixels / 4, columns, () -> 0);
    float[][] spread = rows(images * pixels, columns, () -> 9);
    RowPooling pooling = new RowPooling(2 * halfHeight, width);
    for (int image = 0; image < images; image++) {
      pooling.pool(image, rows, pooled);
      pooling.spread(image, rows, pooled, given, spread);
    }

    for (int r = 0; r < pooled.length; r++) {
      int image = r / (pixels / 4);
      int y = r % (pixels / 4) / halfWidth;
      int x = r % halfWidth;
      int first = (image * 2 * halfHeight + 2 * y) * width + 2 * x;
      int[] four = {first, first + 1, first + width, first + width + 1};
      for (int c = 0; c < columns; c++) {
        int largest = 0;
        for (int k = 1; k < 4; k++) {
          largest = rows[four[k]][c] > rows[four[largest]][c] ? k : largest;
        }
        assertThat(pooled[r][c]).isEqualTo(rows[four[largest]][c]);
        for (int k = 0; k < 4; k++) {
          assertThat(spread[four[k]][c]).isEqualTo(k == largest ? gradients[r][c] : 0f);
        }
      }
    }
  }

  private interface Draw {
    float next();
  }

  private static float[][] rows(int count, int columns, Draw draw) {
    float[][] rows = new float[count][columns];
    for (float[] row : rows) {
      for (int c = 0; c < columns; c++) {
        row[c] = draw.next();
      }
    }
    return rows;
  }
}
