package org.orthant.api.measure;

import java.util.List;
import org.orthant.api.model.LayerShape;
import org.orthant.api.statistics.Outcomes;

/** All that one probe has written. */
public interface Evidence {

  /** The selected layers as the probe's trials were chosen from them, in the network's order. */
  List<SelectedLayer> selected();

  /** The selected layers' shapes, in the network's order. */
  default List<LayerShape> layers() {
    return selected().stream().map(SelectedLayer::shape).toList();
  }

  /** The names of the quantizers that serve this layer, in the order of the configuration. */
  default List<String> quantizers(LayerShape layer) {
    return selected().stream()
        .filter(candidate -> candidate.shape().equals(layer))
        .findFirst()
        .orElseThrow()
        .quantizers();
  }

  /** This layer's weights under all quantizers that serve it. */
  LayerView view(LayerShape layer);

  /** Returns what {@code onWeights} wrote for this layer. */
  Recording weights(LayerShape layer);

  /** Returns what {@code onBlock} and {@code onGradient} wrote for this trial and layer. */
  Recording blocks(Trial trial, LayerShape layer);

  /** Returns what {@code onScores} wrote under this trial. */
  Recording scores(Trial trial);

  /** The names of the classes, in the order of the labels; empty where they have none. */
  default List<String> classNames() {
    return List.of();
  }

  /** Counts what the network keeps, in all its layers. A fake knows it only where it is told. */
  default Inventory inventory() {
    throw new UnsupportedOperationException("nobody has counted what is kept");
  }

  /** Returns what the network predicted under this trial, for as many images as the probe needs. */
  Outcomes outcomes(Trial trial);
}
