package org.orthant.framework.run.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.orthant.api.BadInputException;
import org.orthant.api.array.Dense;
import org.orthant.api.array.Floats;
import org.orthant.api.measure.Activations;
import org.orthant.api.measure.Change;
import org.orthant.api.measure.Weights;
import org.orthant.api.model.BatchNorm;
import org.orthant.api.model.ImageShape;
import org.orthant.api.model.Layer;
import org.orthant.api.model.LayerKind;
import org.orthant.api.model.LayerShape;
import org.orthant.api.model.Patches;
import org.orthant.api.model.Quantization;
import org.orthant.api.model.Sign;
import org.orthant.api.model.VectorMap;

/** Bits against numbers, layer by layer. */
class ArithmeticTest {
  private static final int IMAGES = 12;
  private static final ImageShape IMAGE = new ImageShape(6, 7, 40);
  private static final LayerShape CONVOLUTION =
      new LayerShape("conv2", LayerKind.CONVOLUTION, IMAGE, 3, 35);

  /** Quantizers of weights, from one that bits hold wholly to one that they do not. */
  enum Kind {
    BINARY,
    SCALED,
    TERNARY,
    CONTINUOUS;

    private VectorMap map() {
      return switch (this) {
        case BINARY -> new Sign();
        case SCALED -> rows -> new Sign().apply(rows).mul(0.3);
        case TERNARY ->
            rows -> rows.gt(0.5).castTo(rows.dataType()).sub(rows.lt(-0.5).castTo(rows.dataType()));
        case CONTINUOUS -> INDArray::dup;
      };
    }
  }

  @ParameterizedTest
  @EnumSource
  void signsThatLeaveAConvolutionAreTheSame(Kind kind) {
    for (boolean pooled : new boolean[] {true, false}) {
      QuantizedLayer bits = layer(CONVOLUTION, kind, pooled, Arithmetic.BITS);
      QuantizedLayer floats = layer(CONVOLUTION, kind, pooled, Arithmetic.FLOATS);
      INDArray inputs = signs(IMAGES, 6, 7, 40);
      try (Outputs ofBits = outputs(bits, packed(inputs));
          Outputs ofFloats = outputs(floats, Signals.of(inputs.dup()))) {
        assertThat(ofBits.activated().packed()).isPresent();
        assertThat(ofFloats.activated().packed()).isEmpty();
        assertSameButForTies(ofBits, ofFloats, kind == Kind.CONTINUOUS ? 1e-4 : 0);
        assertThat(ofBits.continuous().distance2(ofFloats.continuous()))
            .isLessThan(1e-5 * ofFloats.continuous().norm2Number().doubleValue() + 1e-6);
      }
    }
  }

  /** No float32 sum of 0.3s is exact. */
  @ParameterizedTest
  @ValueSource(ints = {4, 20})
  void productsOfWholeNumbersWithScaledSignsAreTheSameBits(int channels) {
    ImageShape image = new ImageShape(6, 7, channels);
    LayerShape shape = new LayerShape("conv2", LayerKind.CONVOLUTION, image, 3, 35);
    INDArray ternary = Nd4j.rand(IMAGES, 6, 7, channels).muli(3).subi(1.5);
    ternary = Transforms.round(ternary, true);
    float[] weights =
        Floats.of(layer(shape, Kind.SCALED, true, Arithmetic.FLOATS).weights(Weights.TRAINED));
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
              layer(shape, Kind.SCALED, true, arithmetic),
              Signals.of(ternary.dup('c')).entering(shape),
              Optional.empty());
      assertThat(products.values(Weights.TRAINED)).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 40})
  void signsOfRealInputsAreTheSame(int channels) {
    LayerShape shape =
        new LayerShape("conv1", LayerKind.CONVOLUTION, new ImageShape(6, 7, channels), 3, 35);
    INDArray inputs = Nd4j.randn(IMAGES, 6, 7, channels);
    try (Outputs ofBits =
            outputs(layer(shape, Kind.BINARY, true, Arithmetic.BITS), Signals.of(inputs.dup()));
        Outputs ofFloats =
            outputs(layer(shape, Kind.BINARY, true, Arithmetic.FLOATS), Signals.of(inputs))) {
      assertSameButForTies(ofBits, ofFloats, 1e-4);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void signsThatComeWithTheProductsAreThoseAskedForAlone(boolean pooled) {
    for (Kind kind : Kind.values()) {
      QuantizedLayer layer = layer(CONVOLUTION, kind, pooled, Arithmetic.BITS);
      INDArray numbers = Nd4j.randn(IMAGES, 6, 7, 40);
      for (Signals inputs : List.of(packed(new Sign().apply(numbers)), Signals.of(numbers))) {
        assertSignsComeWithProducts(layer, inputs);
      }
    }
  }

  private static void assertSignsComeWithProducts(QuantizedLayer layer, Signals inputs) {
    Stage stage = new Stage(layer, Change.NONE, layer.layer().batchNorm());
    Signals entering = inputs.entering(CONVOLUTION);
    Products together = new Products(layer, entering, Optional.empty());
    stage.expect(together);
    assertThat(together.values(Weights.TRAINED))
        .isEqualTo(new Products(layer, entering, Optional.empty()).values(Weights.TRAINED));
    together.release();
    try (Outputs found = stage.outputs(together);
        Outputs expected = outputs(layer, inputs)) {
      assertThat(found.activated().packed().orElseThrow().unpacked())
          .isEqualTo(expected.activated().packed().orElseThrow().unpacked());
    }
  }

  @Test
  void momentsForRefittingAreTheSame() {
    for (Kind kind : Kind.values()) {
      INDArray inputs = signs(IMAGES, 6, 7, 40);
      Products bits =
          new Products(
              layer(CONVOLUTION, kind, true, Arithmetic.BITS),
              packed(inputs).entering(CONVOLUTION),
              Optional.empty());
      Products floats =
          new Products(
              layer(CONVOLUTION, kind, true, Arithmetic.FLOATS),
              Signals.of(inputs).entering(CONVOLUTION),
              Optional.empty());
      ChannelMoments found = Stage.moments(bits, Change.NONE);
      ChannelMoments expected = Stage.moments(floats, Change.NONE);
      for (int c = 0; c < CONVOLUTION.filters(); c++) {
        assertThat(found.mean()[c]).isCloseTo(expected.mean()[c], within(1e-4));
        assertThat(found.variance()[c])
            .isCloseTo(expected.variance()[c], within(1e-4 * expected.variance()[c]));
      }
    }
  }

  @Test
  void aWholeNetworkUnderEveryTrialGivesTheSameScores() {
    INDArray images = Nd4j.randn(9, 4, 5, 2);
    for (Weights weights : List.of(Weights.TRAINED, Weights.CONTINUOUS)) {
      for (Activations activations : Activations.values()) {
        Change change = new Change(weights, activations);
        INDArray bits = scores(images, change, Arithmetic.BITS);
        INDArray floats = scores(images, change, Arithmetic.FLOATS);
        assertThat(bits.distance2(floats)).as("%s", change.label()).isLessThan(1e-4);
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "orthant.arithmetic | orthant.arithmetic: no arithmetic fast; there are bits, floats",
        "orthant.xnor | orthant.xnor: no variant fast; there are scalar, one-by-four, four-by-four, carry-save"
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

  private static INDArray scores(INDArray images, Change change, Arithmetic arithmetic) {
    List<Stage> stages =
        SmallNetwork.layers(arithmetic).stream()
            .map(
                layer ->
                    new Stage(
                        layer,
                        Map.of("conv2", change).getOrDefault(layer.layer().name(), Change.NONE),
                        layer.layer().batchNorm()))
            .toList();
    return Inference.through(stages, Signals.of(images.dup())).tensor();
  }

  /** Where a number before the sign is as near to 0 as rounding may take it, signs may differ. */
  private static void assertSameButForTies(Outputs bits, Outputs floats, double rounding) {
    float[] found = bits.activated().packed().orElseThrow().unpacked();
    float[] expected = Floats.of(floats.activated().tensor());
    float[] continuous = Floats.of(floats.continuous());
    assertThat(found).hasSameSizeAs(expected);
    int compared = 0;
    for (int i = 0; i < found.length; i++) {
      if (rounding == 0 || Math.abs(continuous[i]) > rounding) {
        assertThat(found[i]).isEqualTo(expected[i]);
        compared++;
      }
    }
    assertThat(compared).isGreaterThan(found.length * 99 / 100);
  }

  private static Outputs outputs(QuantizedLayer layer, Signals inputs) {
    Products products =
        new Products(layer, inputs.entering(layer.layer().shape()), Optional.empty());
    return new Stage(layer, Change.NONE, layer.layer().batchNorm()).outputs(products);
  }

  private static Signals packed(INDArray signs) {
    return Signals.of(
        org.orthant.kernels.convolution.PackedImages.of(Floats.of(signs), IMAGES, 6, 7, 40)
            .orElseThrow());
  }

  private static INDArray signs(long... shape) {
    return new Sign().apply(Nd4j.randn(shape));
  }

  private static QuantizedLayer layer(
      LayerShape shape, Kind kind, boolean pooled, Arithmetic arithmetic) {
    Nd4j.getRandom().setSeed(3);
    int filters = shape.filters();
    return Unquantized.layer(
        new Layer(
            shape,
            Nd4j.randn(filters, shape.dimension()),
            Optional.of(new Quantization(kind.name(), kind.map())),
            pooled,
            new BatchNorm(
                Nd4j.randn(filters),
                Nd4j.randn(filters).muli(0.3),
                Nd4j.randn(filters).muli(5),
                Nd4j.rand(filters).addi(shape.dimension()),
                1e-5),
            Optional.of(new Quantization("sign", new Sign()))),
        arithmetic);
  }
}
