package org.orthant.formats.onnx;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.orthant.formats.draft.LayerWeights;
import org.orthant.formats.draft.Numbers;
import org.orthant.formats.draft.UnsupportedException;

/** Operators on constants alone: shapes that exporters compute, statistics, and weights. */
final class Folding {
  /** Arrays of shapes and indices are short. */
  private static final int MOST = 1 << 20;

  static final Map<String, Function<Call, Value>> ALL = all();

  private Folding() {}

  private static Map<String, Function<Call, Value>> all() {
    Map<String, Function<Call, Value>> all = new HashMap<>();
    all.put("Constant", Folding::constant);
    all.put("ConstantOfShape", Folding::filled);
    all.put("Identity", call -> call.value(0));
    all.put("Cast", Folding::cast);
    all.put("Shape", call -> shape(call.constant(0)));
    all.put("Gather", Folding::gather);
    all.put("Concat", Folding::concat);
    all.put("Slice", Folding::slice);
    all.put("Reshape", Folding::reshape);
    all.put("Flatten", Folding::flatten);
    all.put("Squeeze", Folding::squeeze);
    all.put("Unsqueeze", Folding::unsqueeze);
    all.put("Transpose", Folding::transpose);
    all.put("Neg", call -> mapped(call, number -> -number));
    all.put("Abs", call -> mapped(call, Math::abs));
    all.put("Sqrt", call -> mapped(call, Math::sqrt));
    all.put("Floor", call -> mapped(call, Math::floor));
    all.put("Ceil", call -> mapped(call, Math::ceil));
    all.put("Reciprocal", call -> mapped(call, number -> 1 / number));
    all.put("Add", call -> combined(call, Double::sum));
    all.put("Sub", call -> combined(call, (one, other) -> one - other));
    all.put("Mul", call -> combined(call, (one, other) -> one * other));
    all.put("Div", call -> combined(call, (one, other) -> one / other));
    all.put("Pow", call -> combined(call, StrictMath::pow));
    all.put("Max", call -> combined(call, Math::max));
    all.put("Min", call -> combined(call, Math::min));
    all.put("Clip", Folding::clip);
    all.put("Round", call -> mapped(call, Math::rint));
    all.put("Tanh", call -> mapped(call, StrictMath::tanh));
    all.put("Greater", call -> compared(call, (one, other) -> one > other));
    all.put("GreaterOrEqual", call -> compared(call, (one, other) -> one >= other));
    all.put("Less", call -> compared(call, (one, other) -> one < other));
    all.put("LessOrEqual", call -> compared(call, (one, other) -> one <= other));
    all.put("Not", call -> mapped(call, condition -> 1 - condition));
    all.put("Where", Folding::where);
    all.put("ReduceMean", call -> reduced(call, sums -> sums.average().orElseThrow()));
    all.put("ReduceMax", call -> reduced(call, sums -> sums.max().orElseThrow()));
    return Map.copyOf(all);
  }

  private static Value.Constant of(Numbers numbers) {
    return new Value.Constant(numbers);
  }

  private static Value constant(Call call) {
    for (String attribute :
        new String[] {"value", "value_float", "value_int", "value_floats", "value_ints"}) {
      if (call.node().has(attribute)) {
        return of(call.node().array(attribute).orElseThrow());
      }
    }
    throw new UnsupportedException("an array or numbers as its value are supported");
  }

  private static Value filled(Call call) {
    double value = call.node().array("value").map(Numbers::single).orElse(0.0);
    int[] sizes =
        Arrays.stream(call.constant(0).doubles())
            .mapToInt(
                size -> {
                  if (!(size >= 0 && size <= Integer.MAX_VALUE)) {
                    throw new IllegalArgumentException("makes an axis of " + size + " places");
                  }
                  return (int) size;
                })
            .toArray();
    return of(Numbers.filled(value, sizes));
  }

  /** To whole numbers by cutting off; ONNX's numbers for types 1, 10, 11 and 16 are floats. */
  private static Value cast(Call call) {
    int type = (int) call.node().whole("to").orElse(1);
    boolean toFloat = type == 1 || type == 10 || type == 11 || type == 16;
    return toFloat
        ? call.value(0)
        : mapped(call, number -> number < 0 ? Math.ceil(number) : Math.floor(number));
  }

  private static Value shape(Numbers numbers) {
    return of(
        Numbers.of(Arrays.stream(numbers.sizes()).asDoubleStream().toArray(), numbers.rank()));
  }

  private static double[] small(Numbers numbers) {
    if (numbers.count() > MOST) {
      throw new UnsupportedException(
          "of short arrays such as shapes it is supported; this is " + numbers);
    }
    return numbers.doubles();
  }

  private static Value gather(Call call) {
    Numbers from = call.constant(0);
    if (from.rank() != 1 || call.node().whole("axis").orElse(0) != 0) {
      throw new UnsupportedException("of a list it is supported");
    }
    double[] numbers = small(from);
    Numbers places = call.constant(1);
    double[] taken =
        Arrays.stream(small(places))
            .map(place -> numbers[ShapeOperators.axis((long) place, numbers.length)])
            .toArray();
    return of(Numbers.of(taken, places.sizes()));
  }

  private static Value concat(Call call) {
    double[] all =
        IntStream.range(0, call.inputs().size())
            .mapToObj(call::constant)
            .peek(
                numbers -> {
                  if (numbers.rank() != 1) {
                    throw new UnsupportedException("of lists it is supported");
                  }
                })
            .flatMapToDouble(numbers -> Arrays.stream(small(numbers)))
            .toArray();
    return of(Numbers.of(all, all.length));
  }

  private static Value slice(Call call) {
    Numbers from = call.constant(0);
    long[] starts = call.wholes(1, "starts").orElseThrow();
    long[] ends = call.wholes(2, "ends").orElseThrow();
    if (from.rank() != 1 || starts.length != 1 || (call.has(4) && call.constant(4).single() != 1)) {
      throw new UnsupportedException("of a list, without steps, it is supported");
    }
    double[] numbers = small(from);
    int start = bounded(starts[0], numbers.length);
    int end = Math.max(start, bounded(ends[0], numbers.length));
    return of(Numbers.of(Arrays.copyOfRange(numbers, start, end), end - start));
  }

  private static int bounded(long place, int size) {
    return (int) Math.max(0, Math.min(size, place < 0 ? place + size : place));
  }

  private static Value moved(Call call, Function<Numbers, Numbers> movement) {
    return new Value.Constant(call.weights(0).moved(movement::apply));
  }

  private static Value reshape(Call call) {
    long[] sizes = call.wholes(1, "shape").orElseThrow();
    int[] resolved = new int[sizes.length];
    Numbers numbers = call.constant(0);
    long known = 1;
    for (int i = 0; i < sizes.length; i++) {
      resolved[i] = sizes[i] == 0 ? numbers.size(i) : (int) sizes[i];
      known *= resolved[i] == -1 ? 1 : resolved[i];
    }
    for (int i = 0; i < sizes.length; i++) {
      if (resolved[i] == -1) {
        resolved[i] = known == 0 ? 0 : (int) (numbers.count() / known);
      }
    }
    return moved(call, array -> array.reshaped(resolved));
  }

  private static Value flatten(Call call) {
    int axis = (int) call.node().whole("axis").orElse(1);
    int[] sizes = call.constant(0).sizes();
    int before = Arrays.stream(sizes).limit(axis).reduce(1, Math::multiplyExact);
    int after = Arrays.stream(sizes).skip(axis).reduce(1, Math::multiplyExact);
    return moved(call, array -> array.reshaped(before, after));
  }

  private static Value squeeze(Call call) {
    int[] sizes = call.constant(0).sizes();
    long[] axes =
        call.wholes(1, "axes")
            .orElseGet(
                () ->
                    IntStream.range(0, sizes.length)
                        .filter(axis -> sizes[axis] == 1)
                        .asLongStream()
                        .toArray());
    int[] left =
        IntStream.range(0, sizes.length)
            .filter(
                axis ->
                    Arrays.stream(axes)
                        .noneMatch(each -> ShapeOperators.axis(each, sizes.length) == axis))
            .map(axis -> sizes[axis])
            .toArray();
    return moved(call, array -> array.reshaped(left));
  }

  private static Value unsqueeze(Call call) {
    int[] sizes = call.constant(0).sizes();
    long[] axes = call.wholes(1, "axes").orElse(new long[0]);
    int rank = sizes.length + axes.length;
    int[] longer = new int[rank];
    for (long axis : axes) {
      longer[ShapeOperators.axis(axis, rank)] = -1;
    }
    int next = 0;
    for (int axis = 0; axis < rank; axis++) {
      longer[axis] = longer[axis] == -1 ? 1 : sizes[next++];
    }
    return moved(call, array -> array.reshaped(longer));
  }

  private static Value transpose(Call call) {
    int rank = call.constant(0).rank();
    int[] order =
        call.node()
            .wholes("perm")
            .map(perm -> Arrays.stream(perm).mapToInt(Math::toIntExact).toArray())
            .orElseGet(() -> IntStream.range(0, rank).map(axis -> rank - 1 - axis).toArray());
    return moved(call, array -> array.transposed(order));
  }

  /** Weights stay weights that were quantized, and are scaled as well. */
  private static Value mapped(Call call, DoubleUnaryOperator function) {
    LayerWeights weights = call.weights(0);
    return new Value.Constant(new LayerWeights(weights.computed().map(function), weights.source()));
  }

  private static Value combined(Call call, DoubleBinaryOperator function) {
    LayerWeights one = call.weights(0);
    LayerWeights other = call.weights(1);
    Numbers result = one.computed().combined(other.computed(), function);
    return new Value.Constant(
        new LayerWeights(
            result,
            one.source()
                .filter(source -> sameSizes(source, result))
                .or(() -> other.source().filter(source -> sameSizes(source, result)))));
  }

  /** Two numbers held against each other. */
  @FunctionalInterface
  private interface Comparison {
    boolean holds(double one, double other);
  }

  /** 1 where a comparison holds, else 0: of weights, what a sign is made of. */
  private static Value compared(Call call, Comparison comparison) {
    Numbers result =
        call.constant(0)
            .combined(call.constant(1), (one, other) -> comparison.holds(one, other) ? 1 : 0);
    int longer = call.constant(0).count() >= call.constant(1).count() ? 0 : 1;
    return new Value.Constant(call.weights(longer).quantized(result, "sign"));
  }

  private static Value where(Call call) {
    Numbers met = call.constant(0).combined(call.constant(1), (is, value) -> is == 0 ? 0 : value);
    Numbers unmet = call.constant(0).combined(call.constant(2), (is, value) -> is == 0 ? value : 0);
    LayerWeights condition = call.weights(0);
    return new Value.Constant(
        new LayerWeights(met.combined(unmet, Double::sum), condition.source()));
  }

  /** Over all axes but the first, or over all. */
  private static Value reduced(Call call, ToDoubleFunction<DoubleStream> reduction) {
    Numbers numbers = call.constant(0);
    int rank = numbers.rank();
    int[] axes =
        Arrays.stream(call.wholes(1, "axes").orElse(new long[0]))
            .mapToInt(axis -> ShapeOperators.axis(axis, rank))
            .sorted()
            .toArray();
    boolean overAll = axes.length == 0 || axes.length == rank;
    if (!overAll && !Arrays.equals(axes, IntStream.range(1, rank).toArray())) {
      throw new UnsupportedException("over each filter's weights, or all, it is supported");
    }
    int rows = overAll ? 1 : numbers.size(0);
    int each = numbers.count() / rows;
    double[] all = numbers.doubles();
    double[] reduced =
        IntStream.range(0, rows)
            .mapToDouble(
                row -> reduction.applyAsDouble(Arrays.stream(all, row * each, (row + 1) * each)))
            .toArray();
    int[] sizes = new int[call.node().whole("keepdims").orElse(1) == 1 ? rank : overAll ? 0 : 1];
    Arrays.fill(sizes, 1);
    if (!overAll) {
      sizes[0] = rows;
    }
    return of(Numbers.of(reduced, sizes));
  }

  private static boolean sameSizes(LayerWeights.Source source, Numbers result) {
    return Arrays.equals(source.continuous().sizes(), result.sizes());
  }

  private static Value clip(Call call) {
    double low = call.number(1, "min").orElse(Double.NEGATIVE_INFINITY);
    double high = call.number(2, "max").orElse(Double.POSITIVE_INFINITY);
    return mapped(call, number -> Math.max(low, Math.min(high, number)));
  }
}
