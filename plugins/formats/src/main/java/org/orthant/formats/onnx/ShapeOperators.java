package org.orthant.formats.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.orthant.api.graph.Pool;
import org.orthant.api.model.Extent;
import org.orthant.api.model.Pads;
import org.orthant.api.model.Window;
import org.orthant.formats.draft.Image;
import org.orthant.formats.draft.Numbers;
import org.orthant.formats.draft.UnsupportedException;
import org.orthant.formats.layout.Axes;

/** What moves numbers and leaves them as they are. */
final class ShapeOperators {
  static final Map<String, Operator> ALL =
      Map.ofEntries(
          Map.entry("Identity", Operator.one(call -> call.value(0))),
          Map.entry("Dropout", Operator.one(ShapeOperators::dropout)),
          Map.entry("Shape", Operator.one(ShapeOperators::shape)),
          Map.entry("Flatten", Operator.one(ShapeOperators::flatten)),
          Map.entry("Reshape", Operator.one(ShapeOperators::reshape)),
          Map.entry("Transpose", Operator.one(ShapeOperators::transpose)),
          Map.entry("Squeeze", Operator.one(ShapeOperators::squeeze)),
          Map.entry("Unsqueeze", Operator.one(ShapeOperators::unsqueeze)),
          Map.entry("Concat", Operator.one(ShapeOperators::concat)),
          Map.entry("Split", ShapeOperators::split),
          Map.entry("Slice", Operator.one(ShapeOperators::slice)),
          Map.entry("Pad", Operator.one(ShapeOperators::pad)));

  private ShapeOperators() {}

  private static Value dropout(Call call) {
    call.draft().drop("Dropout " + call.name());
    return call.value(0);
  }

  private static Value shape(Call call) {
    int[] sizes = ((Value.Flow) call.value(0)).image().axes().sizes();
    return new Value.Constant(
        Numbers.of(Arrays.stream(sizes).asDoubleStream().toArray(), sizes.length));
  }

  private static Value on(Call call, Axes axes) {
    return call.flow(call.image(0).on(axes));
  }

  private static Value flatten(Call call) {
    if (call.node().whole("axis").orElse(1) != 1) {
      throw new UnsupportedException("axis = 1 is supported");
    }
    return on(call, call.image(0).axes().reshaped(0, -1));
  }

  private static Value reshape(Call call) {
    long[] sizes =
        call.wholes(1, "shape")
            .orElseThrow(() -> new IllegalArgumentException("does not say to which shape"));
    return on(call, call.image(0).axes().reshaped(sizes));
  }

  private static Value transpose(Call call) {
    int rank = call.image(0).axes().rank();
    int[] order =
        call.node()
            .wholes("perm")
            .map(perm -> Arrays.stream(perm).mapToInt(Math::toIntExact).toArray())
            .orElseGet(() -> IntStream.range(0, rank).map(axis -> rank - 1 - axis).toArray());
    return on(call, call.image(0).axes().transposed(order));
  }

  private static Value squeeze(Call call) {
    int[] sizes = call.image(0).axes().sizes();
    List<Integer> gone =
        call.wholes(1, "axes")
            .map(axes -> Arrays.stream(axes).mapToObj(axis -> axis(axis, sizes.length)).toList())
            .orElseGet(
                () -> IntStream.range(1, sizes.length).filter(i -> sizes[i] == 1).boxed().toList());
    return on(
        call,
        call.image(0)
            .axes()
            .reshaped(
                IntStream.range(0, sizes.length)
                    .filter(axis -> !gone.contains(axis))
                    .mapToLong(axis -> sizes[axis])
                    .toArray()));
  }

  private static Value unsqueeze(Call call) {
    int[] sizes = call.image(0).axes().sizes();
    long[] added = call.wholes(1, "axes").orElse(new long[0]);
    int rank = sizes.length + added.length;
    List<Integer> places = Arrays.stream(added).mapToObj(axis -> axis(axis, rank)).toList();
    long[] longer = new long[rank];
    int next = 0;
    for (int axis = 0; axis < rank; axis++) {
      longer[axis] = places.contains(axis) ? 1 : sizes[next++];
    }
    return on(call, call.image(0).axes().reshaped(longer));
  }

  /** An axis counted from the end if it is negative. */
  static int axis(long axis, int rank) {
    long counted = axis < 0 ? axis + rank : axis;
    if (counted < 0 || counted >= rank) {
      throw new IllegalArgumentException("has no axis " + axis + " among " + rank);
    }
    return (int) counted;
  }

  private static Value concat(Call call) {
    List<Image> images = new ArrayList<>();
    for (int i = 0; i < call.inputs().size(); i++) {
      images.add(call.image(i));
    }
    if (images.size() == 1) {
      return call.flow(images.get(0));
    }
    int rank = images.get(0).axes().rank();
    int axis = axis(call.node().whole("axis").orElse(1), rank);
    boolean alongChannels =
        images.stream()
            .allMatch(image -> image.axes().rank() == rank && image.axes().isChannelAxis(axis));
    if (!alongChannels) {
      throw new UnsupportedException("along the channels it is supported");
    }
    return call.flow(call.draft().concat(call.name(), images));
  }

  private static List<Value> split(Call call) {
    Image image = call.image(0);
    int axis = axis(call.node().whole("axis").orElse(0), image.axes().rank());
    if (!image.axes().isChannelAxis(axis)) {
      throw new UnsupportedException("along the channels it is supported");
    }
    int parts = call.node().outputs().size();
    int channels = image.shape().channels();
    int each = (channels + parts - 1) / parts;
    long[] sizes =
        call.wholes(1, "split")
            .orElseGet(
                () ->
                    IntStream.range(0, parts)
                        .mapToLong(part -> Math.min(each, channels - part * each))
                        .toArray());
    List<Value> slices = new ArrayList<>();
    int from = 0;
    for (int part = 0; part < parts; part++) {
      int to = Math.addExact(from, Math.toIntExact(sizes[part]));
      slices.add(call.flow(call.draft().slice(call.name() + "/" + part, image, from, to)));
      from = to;
    }
    return slices;
  }

  private static Value slice(Call call) {
    Image image = call.image(0);
    int rank = image.axes().rank();
    long[] starts = call.wholes(1, "starts").orElseThrow();
    long[] ends = call.wholes(2, "ends").orElseThrow();
    long[] axes =
        call.wholes(3, "axes").orElse(IntStream.range(0, starts.length).asLongStream().toArray());
    long[] steps = call.has(4) ? call.wholes(4, "steps").orElseThrow() : ones(starts.length);
    Image sliced = image;
    int[] strides = new int[rank];
    Arrays.fill(strides, 1);
    for (int i = 0; i < starts.length; i++) {
      int axis = axis(axes[i], rank);
      int size = image.axes().sizes()[axis];
      int from = bounded(starts[i], size);
      int to = bounded(ends[i], size);
      if (image.axes().isChannelAxis(axis) && image.shape().channels() > 1 && steps[i] == 1) {
        sliced =
            from == 0 && to == size ? sliced : call.draft().slice(call.name(), sliced, from, to);
      } else if (from == 0 && to == size && steps[i] >= 1) {
        strides[axis] = Math.toIntExact(steps[i]);
      } else {
        throw new UnsupportedException(
            "of channels, and of every n-th row and column, it is supported");
      }
    }
    return call.flow(strided(call, sliced, strides));
  }

  private static Image strided(Call call, Image image, int... strides) {
    if (Arrays.stream(strides).allMatch(stride -> stride == 1)) {
      return image;
    }
    if (!image.axes().isChannelsFirst() || strides[0] != 1 || strides[1] != 1) {
      throw new UnsupportedException("of every n-th row and column it is supported");
    }
    Window window =
        new Window(Extent.ONE, new Extent(strides[2], strides[3]), Extent.ONE, Pads.NONE);
    return call.draft().pool(call.name() + "/stride", image, Pool.Kind.MAX, window, false);
  }

  private static long[] ones(int count) {
    long[] ones = new long[count];
    Arrays.fill(ones, 1);
    return ones;
  }

  private static int bounded(long place, int size) {
    long counted = place < 0 ? place + size : place;
    return (int) Math.max(0, Math.min(size, counted));
  }

  private static Value pad(Call call) {
    Image image = call.channelsFirst(0);
    if (!call.node().text("mode").orElse("constant").equals("constant")) {
      throw new UnsupportedException("mode = constant is supported");
    }
    long[] written = call.wholes(1, "pads").orElse(new long[0]);
    if (call.has(3) || written.length != 8 || written[0] != 0 || written[4] != 0) {
      throw new UnsupportedException("pads of channels, rows and columns are supported");
    }
    int[] pads = Arrays.stream(written).mapToInt(Math::toIntExact).toArray();
    double value = call.number(2, "value").orElse(0.0);
    Image padded = image;
    if (pads[1] != 0 || pads[5] != 0) {
      if (value != 0) {
        throw new UnsupportedException("pads of channels with 0 are supported");
      }
      padded = call.draft().padChannels(call.name() + "/channels", padded, pads[1], pads[5]);
    }
    Pads around = new Pads(pads[2], pads[6], pads[3], pads[7]);
    return call.flow(
        around.equals(Pads.NONE)
            ? padded
            : call.draft().pad(call.name(), padded, around, (float) value));
  }
}
