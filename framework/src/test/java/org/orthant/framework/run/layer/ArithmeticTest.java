package org.orthant.framework.run.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.orthant.api.BadInputException;
import org.orthant.api.array.Dense;
import org.orthant.api.array.Floats;
import org.orthant.api.measure.Weights;
import org.orthant.api.model.ImageShape;
import org.orthant.api.model.Layer;
import org.orthant.api.model.LayerShape;
import org.orthant.api.model.Patches;
import org.orthant.api.model.Quantization;
import org.orthant.api.model.Sign;

class ArithmeticTest {

  private static final int IMAGES = 12;

  /** No float32 sum of 0.3s is exact. */
  @ParameterizedTest
  @ValueSource(ints = {4, 20})
  void productsOfWholeNumbersWithScaledSignsAreTheSameBits(int channels) {
    ImageShape image = new ImageShape(6, 7, channels);
    LayerShape shape = LayerShape.same("conv2", image, 3, 35);
    Nd4j.getRandom().setSeed(3);
    Layer layer =
        new Layer(
            shape,
            Nd4j.randn(shape.filters(), shape.dimension()),
            Optional.of(new Quantization("scaled", rows -> new Sign().apply(rows).mul(0.3))));
    INDArray ternary = Nd4j.rand(IMAGES, 6, 7, channels).muli(3).subi(1.5);
    ternary = Transforms.round(ternary, true);
    float[] weights =
        Floats.of(Unquantized.layer(layer, Arithmetic.FLOATS).weights(Weights.TRAINED));
    float[] patches = Floats.of(Dense.of(new Patches(shape).all(ternary)));
    float[] expected = new float[IMAGES * shape.positions() * shape.filters()];
    for (int i = 0; i < expected.length; i++) {
      int whole = 0;
      for (int k = 0; k < shape.dimension(); k++) {
        float patch = patches[i / shape.filters() * shape.dimension() + k];
        float weight = weights[i % shape.filters() * shape.dimension() + k];
        whole += (int) (patch * Math.signum(weight));
      }
      expected[i] = whole * Math.abs(weights[0]);
    }
    for (Arithmetic arithmetic : Arithmetic.values()) {
      Products products =
          new Products(
              Unquantized.layer(layer, arithmetic),
              Signals.of(ternary.dup('c'), image).entering(shape),
              Optional.empty(),
              false);
      assertThat(products.values(Weights.TRAINED)).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "orthant.arithmetic | orthant.arithmetic: no arithmetic fast; there are bits, floats",
        "orthant.xnor | orthant.xnor: no variant fast; there are scalar, one-by-four, four-by-four,"
            + " carry-save"
      })
  void anotherArithmeticIsRefusedBeforeAnythingIsComputed(String property, String message) {
    System.setProperty(property, "fast");
    try {
      assertThatThrownBy(Arithmetic::chosen)
          .isInstanceOf(BadInputException.class)
          .hasMessage(message);
    } finally {
      System.clearProperty(property);
    }
  }
}
