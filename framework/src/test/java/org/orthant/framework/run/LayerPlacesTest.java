package org.orthant.framework.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Nd4j;
import org.orthant.api.graph.Add;
import org.orthant.api.graph.Graph;
import org.orthant.api.graph.Loss;
import org.orthant.api.graph.Node;
import org.orthant.api.graph.Product;
import org.orthant.api.model.ImageShape;
import org.orthant.api.model.Layer;
import org.orthant.api.model.LayerShape;
import org.orthant.framework.result.LayerPlace;
import org.orthant.framework.run.layer.QuantizedLayer;
import org.orthant.framework.run.layer.Unquantized;

class LayerPlacesTest {
  /** A shortcut past the second of three layers, which is not selected. */
  @Test
  void whatEntersALayerIsFoundPastSumsAndLayersThatAreNotSelected() {
    Layer first = layer("first");
    Layer second = layer("second");
    Layer third = layer("third");
    Graph graph =
        new Graph(
            ImageShape.vector(2),
            List.of(
                new Product(Node.INPUT, first),
                new Product("first", second),
                new Add("sum", List.of("first", "second")),
                new Product("sum", third)),
            "third",
            Loss.CROSS_ENTROPY);

    Map<String, LayerPlace> all =
        LayerPlaces.of(graph, List.of(selected(first), selected(second), selected(third)));
    Map<String, LayerPlace> some = LayerPlaces.of(graph, List.of(selected(first), selected(third)));

    assertThat(all.get("first").after()).isEmpty();
    assertThat(all.get("second").after()).containsExactly("first");
    assertThat(all.get("third").after()).containsExactly("first", "second");
    assertThat(all.get("third").weights()).isEqualTo("continuous");
    assertThat(all.get("third").inputs()).isEqualTo("continuous");
    assertThat(some.get("third").after()).containsExactly("first");
  }

  private static Layer layer(String name) {
    return new Layer(LayerShape.dense(name, 2, 2), Nd4j.eye(2), Optional.empty());
  }

  private static QuantizedLayer selected(Layer layer) {
    return Unquantized.layer(layer);
  }
}
