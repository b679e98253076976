package org.orthant.kernels.lanes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class LaneImagesTest {
  /** Two images of 1 × 2 pixels with three channels. */
  private static final float[] VALUES = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};

  @Test
  void allImagesOfAPixelLieSideBySide() {
    LaneImages images = LaneImages.of(VALUES, 2, 1, 2, 3);
    assertThat(images.channels()).isEqualTo(3);
    assertThat(images.channel(0)).containsExactly(1, 7, 4, 10);
    assertThat(images.channel(2)).containsExactly(3, 9, 6, 12);
    assertThat(images.values()).containsExactly(VALUES);
  }

  @Test
  void imagesAreAlikeIfEachNumberIs() {
    assertThat(LaneImages.of(VALUES, 2, 1, 2, 3).areImagesAlike()).isFalse();
    assertThat(LaneImages.of(VALUES, 1, 2, 2, 3).areImagesAlike()).isTrue();
    float[] twice = {1, 2, 3, 4, 1, 2, 3, 4};
    assertThat(LaneImages.of(twice, 2, 1, 2, 2).areImagesAlike()).isTrue();
  }

  @Test
  void numbersMustBeAsManyAsTheImagesHold() {
    assertThatThrownBy(() -> LaneImages.of(VALUES, 2, 2, 2, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("12 numbers are no 2 images of 2 × 2 with 3 channels");
    assertThatThrownBy(() -> new LaneImages(new float[][] {new float[3]}, 2, 1, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a channel of 2 images of 1 × 2 has 4 numbers, not 3");
  }
}
