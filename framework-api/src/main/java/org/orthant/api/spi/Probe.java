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

  /** Returns what the probe must see. */
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

  /**
   * Returns further variants of the network whose predictions it must see, chosen by what was seen
   * so far; none where it has seen enough. Asked again after each answer, with what came of it.
   * What was predicted under a trial already is not measured again, so name what is not known. They
   * use no quantizer on what enters a layer that none of {@link #trials} uses there. Answers depend
   * on parameters and evidence alone.
   */
  default List<Trial> nextTrials(Evidence seen) {
    return List.of();
  }

  /**
   * Returns how many trials {@link #nextTrials} names in all at most.
   *
   * @param layers the selected layers, in the network's order
   */
  default int mostNextTrials(List<SelectedLayer> layers) {
    return 0;
  }

  /** Draws the conclusions from what was written, all layers at once. */
  Conclusion conclude(Evidence evidence);
}
