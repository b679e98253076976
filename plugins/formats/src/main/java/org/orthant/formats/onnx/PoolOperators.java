package org.orthant.formats.onnx;

import java.util.Arrays;
import java.util.Map;
import org.orthant.api.graph.Pool;
import org.orthant.api.model.Extent;
import org.orthant.api.model.Window;
import org.orthant.formats.draft.Image;
import org.orthant.formats.draft.UnsupportedException;

/** Pools, and averages over all pixels. */
final class PoolOperators {
  static final Map<String, Operator> ALL =
      Map.of(
          "MaxPool", Operator.one(call -> pool(call, Pool.Kind.MAX)),
          "AveragePool", Operator.one(call -> pool(call, Pool.Kind.AVERAGE)),
          "GlobalMaxPool", Operator.one(call -> global(call, Pool.Kind.MAX)),
          "GlobalAveragePool", Operator.one(call -> global(call, Pool.Kind.AVERAGE)),
          "ReduceMean", Operator.one(call -> reduced(call, Pool.Kind.AVERAGE)),
          "ReduceMax", Operator.one(call -> reduced(call, Pool.Kind.MAX)));

  private PoolOperators() {}

  private static Value pool(Call call, Pool.Kind kind) {
    if (call.node().whole("storage_order").orElse(0) != 0) {
      throw new UnsupportedException("storage_order = 0 is supported");
    }
    Image image = call.channelsFirst(0);
    Extent kernel = Windows.extent(call.node(), "kernel_shape");
    Window window = Windows.of(call.node(), kernel, image.shape());
    boolean padsCount = call.node().whole("count_include_pad").orElse(0) == 1;
    boolean isRounded = call.node().whole("ceil_mode").orElse(0) == 1;
    if (kind == Pool.Kind.AVERAGE
        && padsCount
        && isRounded
        && !window.pads().equals(Windows.written(call.node()))) {
      throw new UnsupportedException(
          "count_include_pad with ceil_mode is supported where the windows fit");
    }
    return call.flow(call.draft().pool(call.name(), image, kind, window, padsCount));
  }

  private static Value global(Call call, Pool.Kind kind) {
    return call.flow(call.draft().globalPool(call.name(), call.channelsFirst(0), kind));
  }

  private static Value reduced(Call call, Pool.Kind kind) {
    Image image = call.image(0);
    int rank = image.axes().rank();
    int[] axes =
        Arrays.stream(call.wholes(1, "axes").orElse(new long[0]))
            .mapToInt(axis -> (int) (axis < 0 ? axis + rank : axis))
            .sorted()
            .toArray();
    boolean overPixels =
        rank == 4
            && ((image.axes().isChannelsFirst() && Arrays.equals(axes, new int[] {2, 3}))
                || (image.axes().isChannelsLast() && Arrays.equals(axes, new int[] {1, 2})));
    if (!overPixels) {
      throw new UnsupportedException("over rows and columns together it is supported");
    }
    Image pooled = call.draft().globalPool(call.name(), image, kind);
    return call.flow(
        call.node().whole("keepdims").orElse(1) == 1
            ? pooled
            : pooled.on(pooled.axes().reshaped(0, -1)));
  }
}
