package org.orthant.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.orthant.api.BadInputException;
import org.orthant.api.InvalidParameterException;
import org.orthant.api.data.DatasetShape;
import org.orthant.api.model.ImageShape;
import org.orthant.api.model.LayerOutline;
import org.orthant.api.model.LayerShape;
import org.orthant.quantizers.Binary;
import org.orthant.quantizers.Identity;

class LayoutTest {
  private static final DatasetShape CIFAR =
      new DatasetShape(new ImageShape(32, 32, 3), 10, 50_000, 10_000);

  @Test
  void defaultIsThePapersNetwork() {
    List<LayerShape> layers =
        new BnnCnn().layers(Optional.of(CIFAR)).stream().map(LayerOutline::shape).toList();
    assertThat(layers)
        .extracting(LayerShape::name)
        .containsExactly(
            "conv1", "conv2", "conv3", "conv4", "conv5", "conv6", "dense1", "dense2", "dense3");
    assertThat(layers)
        .extracting(LayerShape::dimension)
        .containsExactly(27, 1152, 1152, 2304, 2304, 4608, 8192, 1024, 1024);
    assertThat(layers)
        .extracting(LayerShape::filters)
        .containsExactly(128, 128, 256, 256, 512, 512, 1024, 1024, 10);
  }

  @Test
  void allLayersButTheLastAreActivatedAndTheWeightsOfAllAreKnown() {
    List<LayerOutline> layers = new BnnCnn().layers(Optional.of(CIFAR));
    assertThat(layers)
        .extracting(LayerOutline::activated)
        .containsExactly(true, true, true, true, true, true, true, true, false);
    assertThat(layers).allMatch(LayerOutline::continuous);
  }

  @Test
  void poolsFollowEverySecondConvolution() {
    assertThat(new BnnCnn().trained(CIFAR).layers())
        .extracting(LayerRecipe::pooled)
        .containsExactly(false, true, false, true, false, true, false, false, false);
  }

  @Test
  void overrideChangesOneLayer() {
    BnnCnn network =
        new BnnCnn(
            List.of(4, 4),
            List.of(),
            new Binary(),
            new Binary(),
            Map.of("conv1", new LayerOverride(Optional.of(new Identity()), Optional.empty())),
            new Training(),
            Optional.empty());
    List<LayerRecipe> layers = network.trained(CIFAR).layers();
    assertThat(layers.get(0).weights()).isEqualTo(new Identity());
    assertThat(layers.get(0).activations()).contains(new Binary());
    assertThat(layers.get(1).weights()).isEqualTo(new Binary());
  }

  @Test
  void overrideOfAnUnknownLayerIsRefused() {
    BnnCnn network =
        new BnnCnn(
            List.of(4),
            List.of(),
            new Binary(),
            new Binary(),
            Map.of("conv9", new LayerOverride()),
            new Training(),
            Optional.empty());
    assertThatThrownBy(() -> network.layers(Optional.of(CIFAR)))
        .isInstanceOf(BadInputException.class)
        .hasMessage("overrides name no layer of the network: conv9; it has conv1, dense1");
  }

  @Test
  void imageTooSmallForItsPoolsIsRefused() {
    DatasetShape digits = new DatasetShape(new ImageShape(28, 28, 1), 10, 1000, 1000);
    assertThatThrownBy(() -> new BnnCnn().layers(Optional.of(digits)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("the 2×2 pool after conv6")
        .hasMessageContaining("7×7×512");
  }

  @Test
  void widthOfZeroIsRefused() {
    assertThatThrownBy(
            () ->
                new BnnCnn(
                    List.of(4, 0),
                    List.of(),
                    new Binary(),
                    new Binary(),
                    Map.of(),
                    new Training(),
                    Optional.empty()))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageContaining("[4, 0]");
  }
}
