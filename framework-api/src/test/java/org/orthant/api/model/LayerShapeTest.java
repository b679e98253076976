package org.orthant.api.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LayerShapeTest {
  private static final ImageShape CIFAR10 = new ImageShape(32, 32, 3);

  // Anderson & Berg (2018): 3 × 3 convolutions in pairs, each pair followed by a 2 × 2 max pool.
  private static final List<LayerShape> PAPER =
      List.of(
          convolution("conv1", CIFAR10, 128),
          convolution("conv2", new ImageShape(32, 32, 128), 128),
          convolution("conv3", new ImageShape(16, 16, 128), 256),
          convolution("conv4", new ImageShape(16, 16, 256), 256),
          convolution("conv5", new ImageShape(8, 8, 256), 512),
          convolution("conv6", new ImageShape(8, 8, 512), 512),
          LayerShape.dense("dense1", new ImageShape(4, 4, 512).size(), 1024),
          LayerShape.dense("dense2", 1024, 1024),
          LayerShape.dense("dense3", 1024, 10));

  @Test
  void theDimensionsAreThoseOfThePaper() {
    assertThat(PAPER)
        .extracting(LayerShape::dimension)
        .containsExactly(27, 1152, 1152, 2304, 2304, 4608, 8192, 1024, 1024);
  }

  @Test
  void aConvolutionMeetsEveryPixelAndADenseLayerOne() {
    assertThat(PAPER)
        .extracting(LayerShape::positions)
        .containsExactly(1024, 1024, 256, 256, 64, 64, 1, 1, 1);
  }

  @Test
  void theNetworkOfThePaperTakes617MillionProductsPerImage() {
    assertThat(PAPER)
        .extracting(LayerShape::products)
        .containsExactly(
            3_538_944L,
            150_994_944L,
            75_497_472L,
            150_994_944L,
            75_497_472L,
            150_994_944L,
            8_388_608L,
            1_048_576L,
            10_240L);
    assertThat(PAPER.stream().mapToLong(LayerShape::products).sum()).isEqualTo(616_966_144L);
  }

  @Test
  void countsMoreProductsThanAnIntHolds() {
    LayerShape layer = convolution("conv1", new ImageShape(1024, 1024, 256), 512);
    assertThat(layer.products()).isEqualTo(1_236_950_581_248L);
  }

  @Test
  void aDenseLayerIsAOneByOneKernelOnOnePixel() {
    assertThat(LayerShape.dense("dense1", 784, 512))
        .isEqualTo(dense(new ImageShape(1, 1, 784), Window.PIXEL, 512));
  }

  @ParameterizedTest
  @ValueSource(ints = {-3, -1, 0, 2, 4})
  void refusesAKernelWithoutACentre(int kernel) {
    assertThatThrownBy(() -> LayerShape.same("conv1", CIFAR10, kernel, 8))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith("is " + kernel);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0})
  void refusesALayerWithoutFilters(int filters) {
    assertThatThrownBy(() -> convolution("conv1", CIFAR10, filters))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("conv1")
        .hasMessageEndingWith("has " + filters);
  }

  @Test
  void refusesADenseLayerOnAnImage() {
    for (ImageShape image : List.of(new ImageShape(2, 1, 8), new ImageShape(1, 2, 8))) {
      assertThatThrownBy(() -> dense(image, Window.PIXEL, 8))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("dense1");
    }
    assertThatThrownBy(() -> dense(ImageShape.vector(8), Window.same(3), 8))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("dense1");
  }

  private static LayerShape convolution(String name, ImageShape input, int filters) {
    return LayerShape.same(name, input, 3, filters);
  }

  private static LayerShape dense(ImageShape input, Window window, int filters) {
    return new LayerShape("dense1", LayerKind.DENSE, input, window, 0, filters, 1);
  }
}
