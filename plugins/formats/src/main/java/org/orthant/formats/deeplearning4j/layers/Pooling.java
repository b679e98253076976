package org.orthant.formats.deeplearning4j.layers;

import java.util.Arrays;
import org.orthant.api.graph.Pool;
import org.orthant.api.model.Extent;
import org.orthant.formats.draft.Image;
import org.orthant.formats.draft.UnsupportedException;

/** Pools, of windows and of whole images. */
final class Pooling {
  private Pooling() {}

  static Image windows(Call call) {
    Settings settings = call.settings();
    Image image = call.whole();
    if (settings.has("dilation") && !settings.extent("dilation").equals(Extent.ONE)) {
      throw new UnsupportedException(
          "without dilation it is; DeepLearning4J computes pools as if they had none");
    }
    return call.draft()
        .pool(
            call.name(),
            image,
            kind(settings),
            Windows.of(settings, image.shape()),
            settings.flag("avgPoolIncludePadInDivisor", false));
  }

  /** Of all rows and columns. */
  static Image global(Call call) {
    Image image = call.whole();
    int[] axes = call.settings().wholes("poolingDimensions");
    int[] ofPixels = call.channelsLast() ? new int[] {1, 2} : new int[] {2, 3};
    if (axes.length > 0 && !Arrays.equals(axes, ofPixels)) {
      throw new UnsupportedException("over rows and columns together it is");
    }
    Image pooled = call.draft().globalPool(call.name(), image, kind(call.settings()));
    return call.settings().flag("collapseDimensions", true) ? Flattening.flat(pooled) : pooled;
  }

  private static Pool.Kind kind(Settings settings) {
    return switch (settings.text("poolingType").orElse("")) {
      case "MAX" -> Pool.Kind.MAX;
      case "AVG" -> Pool.Kind.AVERAGE;
      default -> throw new UnsupportedException("poolingType MAX and AVG are");
    };
  }
}
