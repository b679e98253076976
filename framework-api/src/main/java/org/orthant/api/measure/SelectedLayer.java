package org.orthant.api.measure;

import java.util.List;
import org.orthant.api.model.LayerShape;

/**
 * A layer that a run asks about, as known before anything is measured.
 *
 * @param shape what it looks like
 * @param quantizers the names of those that serve it, in the order of the configuration
 * @param activated whether an activation of its own follows it; not so for the network's last
 *     layer, whose outputs are the scores
 * @param continuous whether its continuous weights wᶜ are known; where not, there are only those
 *     that the network computes with
 * @param quantized whether something turns these into the weights that the network computes with;
 *     where not, it computes with wᶜ
 * @param inputQuantizers the names of the quantizers that serve what enters it, in the order of the
 *     configuration
 */
public record SelectedLayer(
    LayerShape shape,
    List<String> quantizers,
    boolean activated,
    boolean continuous,
    boolean quantized,
    List<String> inputQuantizers) {
  public SelectedLayer {
    quantizers = List.copyOf(quantizers);
    inputQuantizers = List.copyOf(inputQuantizers);
  }

  /** A layer whose inputs no quantizer serves, and whose weights are quantized where known. */
  public SelectedLayer(
      LayerShape shape, List<String> quantizers, boolean activated, boolean continuous) {
    this(shape, quantizers, activated, continuous, continuous, List.of());
  }

  /** A layer whose weights are quantized, and the continuous ones known. */
  public SelectedLayer(LayerShape shape, List<String> quantizers, boolean activated) {
    this(shape, quantizers, activated, true);
  }

  /** Whether the layer computes with other weights than its continuous ones, which are known. */
  public boolean hasOtherWeights() {
    return continuous && quantized;
  }

  public String name() {
    return shape.name();
  }
}
