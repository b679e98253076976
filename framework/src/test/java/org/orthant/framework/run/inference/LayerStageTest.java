package org.orthant.framework.run.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.orthant.api.array.Floats;
import org.orthant.api.graph.BatchNormalization;
import org.orthant.api.graph.Pool;
import org.orthant.api.measure.Activations;
import org.orthant.api.measure.Change;
import org.orthant.api.measure.Trial;
import org.orthant.api.measure.Weights;
import org.orthant.api.model.BatchNorm;
import org.orthant.api.model.ImageShape;
import org.orthant.api.model.Layer;
import org.orthant.api.model.LayerShape;
import org.orthant.api.model.Quantization;
import org.orthant.api.model.Sign;
import org.orthant.api.model.VectorMap;
import org.orthant.api.model.Window;
import org.orthant.framework.run.layer.Arithmetic;
import org.orthant.framework.run.layer.ChannelMoments;
import org.orthant.framework.run.layer.OwnQuantizer;
import org.orthant.framework.run.layer.Products;
import org.orthant.framework.run.layer.Signals;
import org.orthant.framework.run.layer.Unquantized;
import org.orthant.framework.run.refit.Refits;
import org.orthant.framework.run.refit.Variants;
import org.orthant.kernels.convolution.PackedImages;

/** Bits against numbers, unit by unit. */
class LayerStageTest {
  private static final int IMAGES = 12;
  private static final ImageShape IMAGE = new ImageShape(6, 7, 40);
  private static final LayerShape CONVOLUTION = LayerShape.same("conv2", IMAGE, 3, 35);

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
      LayerUnit bits = unit(CONVOLUTION, kind, pooled, Arithmetic.BITS);
      LayerUnit floats = unit(CONVOLUTION, kind, pooled, Arithmetic.FLOATS);
      INDArray inputs = signs(IMAGES, 6, 7, 40);
      Outputs ofBits = outputs(bits, packed(inputs));
      Outputs ofFloats = outputs(floats, Signals.of(inputs.dup(), IMAGE));
      assertThat(ofBits.activated().packed()).isPresent();
      assertThat(ofFloats.activated().packed()).isEmpty();
      assertSameButForTies(ofBits, ofFloats, kind == Kind.CONTINUOUS ? 1e-4 : 0);
      assertThat(ofBits.continuous().distance2(ofFloats.continuous()))
          .isLessThan(1e-5 * ofFloats.continuous().norm2Number().doubleValue() + 1e-6);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 40})
  void signsOfRealInputsAreTheSame(int channels) {
    ImageShape image = new ImageShape(6, 7, channels);
    LayerShape shape = LayerShape.same("conv1", image, 3, 35);
    INDArray inputs = Nd4j.randn(IMAGES, 6, 7, channels);
    Outputs ofBits =
        outputs(unit(shape, Kind.BINARY, true, Arithmetic.BITS), Signals.of(inputs.dup(), image));
    Outputs ofFloats =
        outputs(unit(shape, Kind.BINARY, true, Arithmetic.FLOATS), Signals.of(inputs, image));
    assertSameButForTies(ofBits, ofFloats, 1e-4);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void signsThatComeWithTheProductsAreThoseAskedForAlone(boolean pooled) {
    for (Kind kind : Kind.values()) {
      LayerUnit unit = unit(CONVOLUTION, kind, pooled, Arithmetic.BITS);
      INDArray numbers = Nd4j.randn(IMAGES, 6, 7, 40);
      for (Signals inputs :
          List.of(packed(new Sign().apply(numbers)), Signals.of(numbers, IMAGE))) {
        assertSignsComeWithProducts(unit, inputs);
      }
    }
  }

  private static void assertSignsComeWithProducts(LayerUnit unit, Signals inputs) {
    LayerStage stage = asTrained(unit);
    Signals entering = inputs.entering(CONVOLUTION);
    Products together = new Products(unit.layer(), entering, Optional.empty(), false);
    stage.expect(together);
    assertThat(together.values(Weights.TRAINED))
        .isEqualTo(
            new Products(unit.layer(), entering, Optional.empty(), false).values(Weights.TRAINED));
    together.release();
    Outputs found = stage.outputs(together);
    Outputs expected = outputs(unit, inputs);
    assertThat(found.activated().packed().orElseThrow().unpacked())
        .isEqualTo(expected.activated().packed().orElseThrow().unpacked());
  }

  @Test
  void momentsForRefittingAreTheSame() {
    for (Kind kind : Kind.values()) {
      INDArray inputs = signs(IMAGES, 6, 7, 40);
      LayerUnit bits = unit(CONVOLUTION, kind, true, Arithmetic.BITS);
      LayerUnit floats = unit(CONVOLUTION, kind, true, Arithmetic.FLOATS);
      ChannelMoments found = asTrained(bits).moments(products(bits, packed(inputs)));
      ChannelMoments expected =
          asTrained(floats).moments(products(floats, Signals.of(inputs, IMAGE)));
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

  private static INDArray scores(INDArray images, Change change, Arithmetic arithmetic) {
    Network network = SmallNetwork.network(arithmetic);
    Trial trial = new Trial(Map.of("conv2", change), 0);
    Variant variant = new Variants(network, Refits.NONE).of(List.of(trial)).get(0);
    return Scores.of(network, variant, images);
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

  private static Outputs outputs(LayerUnit unit, Signals inputs) {
    return asTrained(unit).outputs(products(unit, inputs));
  }

  private static Products products(LayerUnit unit, Signals inputs) {
    return new Products(
        unit.layer(), inputs.entering(unit.layer().shape()), Optional.empty(), false);
  }

  private static LayerStage asTrained(LayerUnit unit) {
    return new LayerStage(unit, Alteration.none(unit));
  }

  private static Signals packed(INDArray signs) {
    return Signals.of(PackedImages.of(Floats.of(signs), IMAGES, 6, 7, 40).orElseThrow());
  }

  private static INDArray signs(long... shape) {
    return new Sign().apply(Nd4j.randn(shape));
  }

  private static LayerUnit unit(
      LayerShape shape, Kind kind, boolean pooled, Arithmetic arithmetic) {
    Nd4j.getRandom().setSeed(3);
    int filters = shape.filters();
    Layer layer =
        new Layer(
            shape,
            Nd4j.randn(filters, shape.dimension()),
            Optional.of(new Quantization(kind.name(), kind.map())));
    BatchNorm norm =
        new BatchNorm(
            Nd4j.randn(filters),
            Nd4j.randn(filters).muli(0.3),
            Nd4j.randn(filters).muli(5),
            Nd4j.rand(filters).addi(shape.dimension()),
            1e-5);
    Optional<Pool> pool =
        pooled
            ? Optional.of(new Pool("pool", "conv", Pool.Kind.MAX, Window.tiles(2), false))
            : Optional.empty();
    return new LayerUnit(
        0,
        Unit.IMAGE,
        Unquantized.layer(layer, arithmetic),
        pool,
        Optional.of(new BatchNormalization("norm", pooled ? "pool" : "conv", norm)),
        Optional.of(
            OwnQuantizer.of(new Quantization("sign", new Sign()), filters, false, shape.name())),
        pool.map(each -> each.output(List.of(shape.output()))).orElse(shape.output()));
  }
}
