package org.orthant.formats.keras;

import java.util.Map;
import java.util.function.Function;
import org.orthant.api.graph.Pool;
import org.orthant.api.model.Extent;
import org.orthant.formats.draft.Image;

/** Pools, and averages over all pixels. Averages never count pads. */
final class PoolLayers {
  static final Map<String, Function<Call, Image>> ALL =
      Map.of(
          "MaxPooling2D", call -> pool(call, Pool.Kind.MAX),
          "AveragePooling2D", call -> pool(call, Pool.Kind.AVERAGE),
          "GlobalMaxPooling2D", call -> global(call, Pool.Kind.MAX),
          "GlobalAveragePooling2D", call -> global(call, Pool.Kind.AVERAGE));

  private PoolLayers() {}

  private static Image pool(Call call, Pool.Kind kind) {
    Image image = call.channelsLast();
    Extent kernel = call.settings().extent("pool_size", Extent.square(2));
    return Call.last(
        call.draft()
            .pool(
                call.name(),
                image,
                kind,
                Windows.of(call.settings(), kernel, kernel, image.shape()),
                false));
  }

  private static Image global(Call call, Pool.Kind kind) {
    Image pooled = Call.last(call.draft().globalPool(call.name(), call.channelsLast(), kind));
    return call.settings().flag("keepdims", false)
        ? pooled
        : pooled.on(pooled.axes().reshaped(0, -1));
  }
}
