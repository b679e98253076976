package org.orthant.formats.deeplearning4j.layers;

import org.orthant.api.model.Extent;
import org.orthant.api.model.ImageShape;
import org.orthant.api.model.Pads;
import org.orthant.api.model.Window;
import org.orthant.formats.draft.SamePads;
import org.orthant.formats.draft.UnsupportedException;

/** Windows as convolutions and pools describe them. */
final class Windows {
  private Windows() {}

  static Window of(Settings settings, ImageShape image) {
    Extent kernel = settings.extent("kernelSize");
    Extent stride = settings.extent("stride");
    Extent dilation = settings.has("dilation") ? settings.extent("dilation") : Extent.ONE;
    Window unpadded = new Window(kernel, stride, dilation, Pads.NONE);
    return new Window(kernel, stride, dilation, pads(settings, unpadded, image));
  }

  private static Pads pads(Settings settings, Window unpadded, ImageShape image) {
    String mode = settings.text("convolutionMode").orElse("Truncate");
    return switch (mode) {
      case "Same" -> SamePads.of(unpadded, image);
      case "Truncate", "Strict" -> written(settings.wholes("padding"));
      default -> throw new UnsupportedException("convolutionMode Same, Truncate and Strict are");
    };
  }

  /** Returns the same at the top and the bottom, and at the left and the right. */
  private static Pads written(int... pads) {
    if (pads.length != 2) {
      throw new IllegalArgumentException("padding has " + pads.length + " numbers, not 2");
    }
    return new Pads(pads[0], pads[0], pads[1], pads[1]);
  }
}
