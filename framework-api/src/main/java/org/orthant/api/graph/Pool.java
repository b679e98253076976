package org.orthant.api.graph;

import java.util.List;
import org.orthant.api.model.Extent;
import org.orthant.api.model.ImageShape;
import org.orthant.api.model.Window;

/**
 * The largest or the average number under each window, channel by channel.
 *
 * @param padsCount whether an average counts pads, as zeros; a maximum never sees them
 */
public record Pool(String name, String input, Kind kind, Window window, boolean padsCount)
    implements Node {
  /** What is taken of a window. */
  public enum Kind {
    MAX,
    AVERAGE
  }

  @Override
  public List<String> inputs() {
    return List.of(input);
  }

  @Override
  public ImageShape output(List<ImageShape> inputs) {
    Shapes.require(
        window.pads().top() < window.reach().height()
            && window.pads().bottom() < window.reach().height()
            && window.pads().left() < window.reach().width()
            && window.pads().right() < window.reach().width(),
        "has pads of %s, so that windows of %s see nothing but pads",
        window.pads(),
        window.reach());
    Extent positions = window.positions(inputs.get(0));
    return new ImageShape(positions.height(), positions.width(), inputs.get(0).channels());
  }
}
