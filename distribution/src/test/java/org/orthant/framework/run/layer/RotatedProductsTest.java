package org.orthant.framework.run.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.orthant.api.Seed;
import org.orthant.api.array.Dense;
import org.orthant.api.array.Floats;
import org.orthant.api.measure.Weights;
import org.orthant.api.model.ImageShape;
import org.orthant.api.model.Layer;
import org.orthant.api.model.LayerShape;
import org.orthant.api.model.Patches;
import org.orthant.api.model.Sign;
import org.orthant.api.spi.Quantizer;
import org.orthant.kernels.convolution.PackedImages;
import org.orthant.quantizers.Binary;
import org.orthant.quantizers.Gbt;
import org.orthant.quantizers.Ternary;
import org.orthant.quantizers.TernaryRule;
import org.orthant.quantizers.rotation.BlockHadamard;

/**
 * Products of signs, and of −1, 0 and +1, with signs that Hadamard matrices have rotated back, held
 * against float64. That is off by less than 1e-10, and what is not 0 is well above 1e-7 here. A
 * scale that is a mean magnitude is rounded to float32, and so is the product.
 */
class RotatedProductsTest {
  private static final double ROUNDING = 1e-9;
  private static final int IMAGES = 12;
  private static final Map<String, Quantizer> QUANTIZERS =
      Map.of(
          "signs", new Gbt(new Binary(), new BlockHadamard()),
          "ternary", new Gbt(new Ternary(TernaryRule.RELATIVE, 0.7, false), new BlockHadamard()),
          "scaled", new Gbt(new Ternary(TernaryRule.OPTIMAL, 0, true), new BlockHadamard()));

  /**
   * Dimensions of one Hadamard matrix, of several, and such as have roots that add up, as 144 + 4 +
   * 2.
   */
  @ParameterizedTest
  @CsvSource({"16, 0", "3, 0", "10, 0", "17, 0.7", "16, 0.7", "32, 0", "128, 0"})
  void productsOfAConvolutionAreExact(int channels, double pruned) {
    ImageShape image = new ImageShape(6, 5, channels);
    LayerShape shape = LayerShape.same("conv", image, 3, 19);
    assertExact(shape, pruned, new long[] {IMAGES, 6, 5, channels});
  }

  @ParameterizedTest
  @ValueSource(ints = {27, 90, 144, 150, 288, 1152})
  void productsOfADenseLayerAreExact(int dimension) {
    assertExact(LayerShape.dense("dense", dimension, 40), 0, new long[] {IMAGES, dimension});
  }

  private static void assertExact(LayerShape shape, double pruned, long[] inputs) {
    INDArray weights = gaussian(shape.filters(), shape.dimension());
    SplittableRandom random = new SplittableRandom(9);
    for (int i = 0; i < weights.length(); i++) {
      if (random.nextDouble() < pruned) {
        weights.putScalar(i, 0);
      }
    }
    INDArray signs = new Sign().apply(gaussian(1, (int) Nd4j.zeros(inputs).length()));
    INDArray some = signs.dup('c');
    for (int i = 0; i < some.length(); i += 3) {
      some.putScalar(i, 0);
    }
    for (INDArray numbers : List.of(signs, some)) {
      INDArray tensor = numbers.reshape('c', inputs).dup('c');
      for (String quantizer : QUANTIZERS.keySet()) {
        assertExact(shape, weights, tensor, quantizer);
      }
    }
  }

  private static void assertExact(
      LayerShape shape, INDArray weights, INDArray tensor, String quantizer) {
    QuantizedLayer bits = layer(shape, weights, Arithmetic.BITS);
    QuantizedLayer floats = layer(shape, weights, Arithmetic.FLOATS);
    Weights which = Weights.quantizedBy(quantizer);
    INDArray exact = bits.map(quantizer).apply(weights.castTo(DataType.DOUBLE));
    INDArray rows = new Patches(shape).all(tensor);
    double[][] expected = rows.castTo(DataType.DOUBLE).mmul(exact.transpose()).toDoubleMatrix();

    float[] found = products(bits, signals(tensor, shape)).values(which);
    assertThat(found)
        .as(quantizer)
        .isEqualTo(products(floats, numbers(tensor, shape)).values(which));
    assertThat(found).as(quantizer).isEqualTo(products(bits, numbers(tensor, shape)).values(which));
    assertThat(found)
        .as(quantizer)
        .isEqualTo(Floats.of(bits.filters(which).rowProducts(Dense.of(rows))));
    for (int i = 0; i < found.length; i++) {
      double product = expected[i / shape.filters()][i % shape.filters()];
      if (Math.abs(product) < ROUNDING) {
        assertThat(found[i]).as(quantizer).isZero();
      } else {
        assertThat(Math.abs(product)).isGreaterThan(100 * ROUNDING);
        assertThat(Math.abs(found[i] - product))
            .as(quantizer)
            .isLessThanOrEqualTo(2 * Math.ulp((float) product));
      }
    }
  }

  private static Products products(QuantizedLayer layer, Signals inputs) {
    return new Products(layer, inputs, Optional.empty(), false);
  }

  private static Signals numbers(INDArray tensor, LayerShape shape) {
    return Signals.of(tensor.dup('c'), shape.input()).entering(shape);
  }

  /** A bit each, if they are signs. */
  private static Signals signals(INDArray tensor, LayerShape shape) {
    ImageShape image = shape.input();
    return PackedImages.of(
            Floats.of(tensor), IMAGES, image.height(), image.width(), image.channels())
        .map(packed -> Signals.of(packed).entering(shape))
        .orElseGet(() -> numbers(tensor, shape));
  }

  private static INDArray gaussian(int count, int length) {
    Nd4j.getRandom().setSeed(1705);
    return Nd4j.randn(DataType.FLOAT, count, length);
  }

  private static QuantizedLayer layer(LayerShape shape, INDArray weights, Arithmetic arithmetic) {
    return new QuantizedLayer(
        new Layer(shape, weights, Optional.empty()),
        QUANTIZERS,
        atMost -> {
          throw new AssertionError("nothing is fitted to what enters");
        },
        new Seed(1705),
        arithmetic,
        false);
  }
}
