package org.orthant.api.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class WindowTest {

  @Property
  void positionsAreThoseWhoseTapsAllLieOnThePaddedImage(
      @ForAll @IntRange(min = 1, max = 9) int height,
      @ForAll @IntRange(min = 1, max = 9) int width,
      @ForAll @IntRange(min = 1, max = 4) int kernelHeight,
      @ForAll @IntRange(min = 1, max = 4) int kernelWidth,
      @ForAll @IntRange(min = 1, max = 3) int stride,
      @ForAll @IntRange(min = 1, max = 3) int dilation,
      @ForAll @IntRange(min = 0, max = 3) int before,
      @ForAll @IntRange(min = 0, max = 3) int after) {
    Window window =
        new Window(
            new Extent(kernelHeight, kernelWidth),
            new Extent(stride, stride + 1),
            new Extent(dilation, 4 - dilation),
            new Pads(before, after, after, before));
    ImageShape image = new ImageShape(height, width, 2);
    int rows = positions(height + before + after, kernelHeight, stride, dilation);
    int columns = positions(width + before + after, kernelWidth, stride + 1, 4 - dilation);

    if (rows == 0 || columns == 0) {
      assertThatThrownBy(() -> window.positions(image))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("does not fit into an image of " + image);
    } else {
      assertThat(window.positions(image)).isEqualTo(new Extent(rows, columns));
    }
  }

  /** Counted one by one. */
  private static int positions(int padded, int taps, int stride, int dilation) {
    int positions = 0;
    for (int first = 0; first < padded; first += stride) {
      boolean inside = true;
      for (int tap = 0; tap < taps; tap++) {
        inside &= first + tap * dilation < padded;
      }
      if (inside) {
        positions++;
      }
    }
    return positions;
  }

  @Property
  void sameKeepsTheImage(
      @ForAll @IntRange(min = 1, max = 9) int height,
      @ForAll @IntRange(min = 1, max = 9) int width,
      @ForAll @IntRange(min = 0, max = 3) int half) {
    assertThat(Window.same(2 * half + 1).positions(new ImageShape(height, width, 3)))
        .isEqualTo(new Extent(height, width));
  }

  @Test
  void tilesLeaveOutWhatFillsNoWholeTile() {
    assertThat(Window.tiles(2).positions(new ImageShape(5, 8, 1))).isEqualTo(new Extent(2, 4));
  }

  @Test
  void aWindowAsLargeAsTheImageHasOnePosition() {
    ImageShape image = new ImageShape(5, 8, 1);

    assertThat(Window.whole(image).positions(image)).isEqualTo(Extent.ONE);
    assertThat(Window.PIXEL.positions(image)).isEqualTo(new Extent(5, 8));
  }

  @Test
  void aReachTooLargeToCountIsRefusedAndNotWrappedAround() {
    Window window = new Window(Extent.square(5), Extent.ONE, Extent.square(1 << 30), Pads.NONE);

    assertThatThrownBy(window::reach).isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(
            () ->
                new LayerShape(
                    "conv1", LayerKind.CONVOLUTION, new ImageShape(4, 4, 1), window, 0, 1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("conv1: ");
  }

  @Test
  void refusesWhatCannotBe() {
    assertThatThrownBy(() -> new Extent(0, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Pads(0, 0, -1, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Window.same(2)).isInstanceOf(IllegalArgumentException.class);
  }
}
