package org.orthant.api.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.orthant.api.model.Layer;
import org.orthant.api.model.LayerOutline;
import org.orthant.api.model.LayerShape;
import org.orthant.api.model.Quantization;
import org.orthant.api.model.Sign;

class ModelTest {

  @Test
  void findsALayerByItsName() {
    Model model = Model.ofLayers(List.of(layer("dense1"), layer("dense2")), Map.of());

    assertThat(model.layer("dense1")).isSameAs(model.layers().get(0));
    assertThat(model.layer("dense2")).isSameAs(model.layers().get(1));
  }

  @Test
  void anUnknownLayerIsAnErrorThatNamesIt() {
    Model model = Model.ofLayers(List.of(layer("dense1")), Map.of());

    assertThatThrownBy(() -> model.layer("dense"))
        .isInstanceOf(NoSuchElementException.class)
        .hasMessage("no layer dense");
  }

  @Test
  void keepsItsLayersAndProvenanceWhenTheGivenOnesChange() {
    List<Layer> layers = new ArrayList<>(List.of(layer("dense1")));
    Map<String, String> provenance = new HashMap<>(Map.of("epochs", "6"));
    Model model = Model.ofLayers(layers, provenance);

    layers.clear();
    provenance.put("epochs", "7");

    assertThat(model.layers()).extracting(Layer::name).containsExactly("dense1");
    assertThat(model.provenance()).containsExactly(Map.entry("epochs", "6"));
  }

  @Test
  void outlinesSayWhatTheLayersComputeWith() {
    LayerShape shape = LayerShape.dense("dense1", 2, 3);
    Quantization signs = new Quantization("signs", new Sign());
    Layer floats = new Layer(shape, null, Optional.empty());
    Layer quantized = new Layer(shape, null, Optional.of(signs));
    Layer unknown = new Layer(shape, null, false, Optional.empty());

    assertThat(Model.ofLayers(List.of(floats, quantized, unknown), Map.of()).outlines())
        .containsExactly(
            new LayerOutline(shape, false, true, false),
            new LayerOutline(shape, false, true, true),
            new LayerOutline(shape, false, false, false));
  }

  /** A layer without arrays, which only the native library could make. */
  private static Layer layer(String name) {
    return new Layer(LayerShape.dense(name, 2, 3), null, Optional.empty());
  }
}
