package org.orthant.framework.run.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.orthant.api.measure.Weights;
import org.orthant.api.model.ImageShape;
import org.orthant.api.model.Layer;
import org.orthant.api.model.LayerShape;
import org.orthant.api.model.Patches;

class ProductsTest {
  private static final LayerShape CONVOLUTION =
      LayerShape.same("conv1", new ImageShape(3, 4, 2), 3, 5);
  private static final INDArray INPUTS = Nd4j.randn(2, 3, 4, 2);

  @Test
  void productsOfTheInputsAreComputedOnce() {
    try (Products products = new Products(layer(), inputs(), Optional.empty(), false)) {
      INDArray tensor = products.inputs().tensor();
      INDArray dots = products.dots(Weights.CONTINUOUS, tensor);
      assertThat(products.dots(Weights.CONTINUOUS, tensor)).isSameAs(dots);
      assertThat(products.unfold(tensor)).isSameAs(products.unfold(tensor));
    }
  }

  @Test
  void viewOfATensorCountsAsTheTensorItShows() {
    INDArray mirrored = Nd4j.reverse(INPUTS.dup());
    INDArray view = mirrored.permute(0, 3, 1, 2).dup('c').permute(0, 2, 3, 1);
    assertThat(view).isEqualTo(mirrored);
    try (Products products = new Products(layer(), inputs(), Optional.empty(), false)) {
      assertThat(products.dots(Weights.CONTINUOUS, view))
          .isEqualTo(products.dots(Weights.CONTINUOUS, mirrored))
          .isNotEqualTo(products.dots(Weights.CONTINUOUS));
    }
  }

  @Test
  void convolutionInFloatsIsTheProductOfItsPatches() {
    QuantizedLayer layer = layer();
    INDArray weights = layer.filters(Weights.CONTINUOUS).weights();
    INDArray products = FloatProducts.of(CONVOLUTION, INPUTS, weights);
    INDArray patches = Rows.dots(new Patches(CONVOLUTION).all(INPUTS.dup('c')), weights);
    assertThat(products.shape()).isEqualTo(patches.shape());
    assertThat(products.sub(patches).amaxNumber().doubleValue())
        .isLessThan(1e-5 * patches.amaxNumber().doubleValue());
  }

  private static Signals inputs() {
    return Signals.of(INPUTS.dup(), CONVOLUTION.input()).entering(CONVOLUTION);
  }

  private static QuantizedLayer layer() {
    return Unquantized.layer(
        new Layer(
            CONVOLUTION,
            Nd4j.linspace(-1, 1, 90).castTo(INPUTS.dataType()).reshape(5, 18),
            Optional.empty()));
  }
}
