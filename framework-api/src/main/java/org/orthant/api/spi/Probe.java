package org.orthant.api.spi;

import java.util.List;
import org.orthant.api.finding.Conclusion;
import org.orthant.api.measure.Block;
import org.orthant.api.measure.Evidence;
import org.orthant.api.measure.Gradient;
import org.orthant.api.measure.LayerView;
import org.orthant.api.measure.Needs;
import org.orthant.api.measure.Scores;
import org.orthant.api.measure.SelectedLayer;
import org.orthant.api.measure.Stats;
import org.orthant.api.measure.Trial;

/** Asks one question of every layer of a network. */
public non-sealed interface Probe extends Plugin {

  /** What it must see. */
  Needs needs();

  /**
   * The variants of the network whose layers or outcomes it must see. A trial that puts a
   * quantizer's weights into a layer must be one of the layer's own.
   *
   * @param layers the selected layers, in the network's order
   */
  default List<Trial> trials(List<SelectedLayer> layers) {
    return List.of(Trial.BASELINE);
  }

  /** Called once per selected layer, if {@link Needs#weights()}. */
  default void onWeights(LayerView layer, Stats out) {}

  /** Called per trial, selected layer and group of images, if {@link Needs#inputs()} is above 0. */
  default void onBlock(Block block, Stats out) {}

  /**
   * Called per trial, selected layer and group of images, from the last layer to the first, if
   * {@link Needs#gradients()} is above 0.
   */
  default void onGradient(Gradient gradient, Stats out) {}

  /**
   * Called per trial and group of images, if {@link Needs#scores()} is above 0, also under trials
   * that change no layer.
   */
  default void onScores(Scores scores, Stats out) {}

  /** Draws the conclusions from what was written, all layers at once. */
  Conclusion conclude(Evidence evidence);
}
