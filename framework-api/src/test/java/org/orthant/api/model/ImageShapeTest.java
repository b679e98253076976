package org.orthant.api.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageShapeTest {

  @Test
  void itsSizeIsTheProductOfItsSides() {
    assertThat(new ImageShape(32, 16, 3).size()).isEqualTo(1536);
    assertThat(new ImageShape(1, 1, Integer.MAX_VALUE).size()).isEqualTo(Integer.MAX_VALUE);
  }

  @Test
  void aSizeThatNoIntHoldsIsAnError() {
    ImageShape shape = new ImageShape(1 << 16, 1 << 16, 1);
    assertThatThrownBy(shape::size).isInstanceOf(ArithmeticException.class);
  }

  @Test
  void aVectorIsAnImageOfOnePixel() {
    assertThat(ImageShape.vector(1024)).isEqualTo(new ImageShape(1, 1, 1024));
  }

  @Test
  void readsAsHeightTimesWidthTimesChannels() {
    assertThat(new ImageShape(28, 27, 1)).hasToString("28×27×1");
  }

  @ParameterizedTest
  @CsvSource({"0, 1, 1", "1, 0, 1", "1, 1, 0", "-1, 32, 3", "32, -1, 3", "32, 32, -3"})
  void refusesAnEmptyImage(int height, int width, int channels) {
    assertThatThrownBy(() -> new ImageShape(height, width, channels))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("%d × %d × %d", height, width, channels);
  }
}
