package org.orthant.formats.keras;

import java.util.Locale;
import org.orthant.api.model.Extent;
import org.orthant.api.model.ImageShape;
import org.orthant.api.model.Pads;
import org.orthant.api.model.Window;
import org.orthant.formats.draft.SamePads;
import org.orthant.formats.draft.UnsupportedException;
import org.orthant.formats.keras.file.Settings;

/**
 * Windows of convolutions and pools. With "same" padding there are as many positions as strides,
 * and of an odd number of pads the one more lies at the bottom and on the right.
 */
final class Windows {
  private Windows() {}

  /**
   * A window on an image.
   *
   * @param stride what it is where the settings do not say
   */
  static Window of(Settings settings, Extent kernel, Extent stride, ImageShape image) {
    Extent steps = settings.extent("strides", stride);
    Extent dilation = settings.extent("dilation_rate", Extent.ONE);
    Window unpadded = new Window(kernel, steps, dilation, Pads.NONE);
    String padding = settings.text("padding", "valid").toLowerCase(Locale.ROOT);
    if (padding.equals("valid")) {
      return unpadded;
    } else if (!padding.equals("same")) {
      throw new UnsupportedException("with padding = same or valid it is");
    }
    return new Window(kernel, steps, dilation, SamePads.of(unpadded, image));
  }
}
