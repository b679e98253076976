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
  /** The number that is taken of a window. */
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
    ImageShape image = inputs.get(0);
    Extent positions = window.positions(image);
    Shapes.require(
        seesImage(
                positions.height(),
                window.stride().height(),
                window.kernel().height(),
                window.dilation().height(),
                window.pads().top(),
                image.height())
            && seesImage(
                positions.width(),
                window.stride().width(),
                window.kernel().width(),
                window.dilation().width(),
                window.pads().left(),
                image.width()),
        "has pads of %s, so that windows of %s see nothing but pads",
        window.pads(),
        window.reach());
    return new ImageShape(positions.height(), positions.width(), image.channels());
  }

  /** Whether at least one tap lies inside at every position along an axis. */
  private static boolean seesImage(
      int positions, int stride, int taps, int apart, int before, int length) {
    for (int position = 0; position < positions; position++) {
      int first = position * stride - before;
      int outside = first >= 0 ? 0 : (apart - 1 - first) / apart;
      if (outside >= taps || first + outside * apart >= length) {
        return false;
      }
    }
    return true;
  }
}
