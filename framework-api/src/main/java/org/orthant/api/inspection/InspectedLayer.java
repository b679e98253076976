package org.orthant.api.inspection;

import java.util.Optional;
import org.orthant.api.model.LayerShape;
import org.orthant.api.model.Window;

/**
 * A layer as its file has it.
 *
 * @param name the user's own
 * @param window its kernel, stride, dilation and pads
 * @param filters how many output channels
 * @param dimension d, the number of components of a filter
 * @param shape the layer among what enters it; empty behind an operator that is not supported
 * @param values what its weights are, such as "continuous", "±1" or "16 levels"
 * @param weightQuantizer what the file says makes them of continuous ones; empty if it says nothing
 * @param inputQuantizer what quantizes the numbers that enter; empty if nothing does
 * @param norm what follows its products: "batch norm", "bias or scale", "none" or "unknown"
 */
public record InspectedLayer(
    String name,
    Window window,
    int filters,
    int dimension,
    Optional<LayerShape> shape,
    String values,
    Optional<String> weightQuantizer,
    Optional<String> inputQuantizer,
    String norm) {

  /** Returns how many weights the layer has. */
  public long weights() {
    return (long) filters * dimension;
  }
}
