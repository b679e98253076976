package org.orthant.formats.draft;

import org.orthant.api.model.ImageShape;
import org.orthant.formats.layout.Axes;

/**
 * What leaves a node of the draft.
 *
 * @param node its name
 * @param axes how the file's tensor lies on the image that the node gives
 */
public record Image(String node, Axes axes) {
  public ImageShape shape() {
    return axes.image();
  }

  /** Returns the same image on other axes. */
  public Image on(Axes other) {
    return new Image(node, other);
  }
}
