package org.orthant.formats.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.orthant.formats.draft.Image;
import org.orthant.formats.draft.Numbers;
import org.orthant.formats.draft.UnsupportedException;

/** Sums, products and quotients, with constants and among images, and batch normalization. */
final class ArithmeticOperators {
  private static final double[] ZERO = {0};

  static final Map<String, Operator> ALL =
      Map.<String, Function<Call, Value>>of(
              "Add", ArithmeticOperators::add,
              "Sum", ArithmeticOperators::add,
              "Sub", ArithmeticOperators::subtract,
              "Mul", ArithmeticOperators::multiply,
              "Div", ArithmeticOperators::divide,
              "Neg", call -> scaled(call, 0, new double[] {-1}, ZERO),
              "BatchNormalization", ArithmeticOperators::batchNorm)
          .entrySet()
          .stream()
          .collect(Collectors.toMap(Map.Entry::getKey, entry -> Operator.one(entry.getValue())));

  private ArithmeticOperators() {}

  private static Value scaled(Call call, int input, double[] factor, double[] shift) {
    return call.flow(call.draft().scale(call.name(), call.image(input), factor, shift));
  }

  /** An image and a constant, each channel's part of it. */
  private record WithConstant(Image image, List<Double> numbers) {}

  private static Optional<WithConstant> withConstant(Call call) {
    if (call.inputs().size() != 2 || call.isImage(0) == call.isImage(1)) {
      return Optional.empty();
    }
    int input = call.isImage(0) ? 0 : 1;
    Numbers constant = call.constant(1 - input);
    Image image = call.image(input);
    Image met = constant.count() == 1 ? image : call.flattened(image);
    return Optional.of(
        new WithConstant(met, Arrays.stream(call.perChannel(met, constant)).boxed().toList()));
  }

  private static Value scaled(
      Call call, WithConstant with, DoubleUnaryOperator factor, DoubleUnaryOperator shift) {
    return call.flow(
        call.draft().scale(call.name(), with.image(), all(with, factor), all(with, shift)));
  }

  private static double[] all(WithConstant with, DoubleUnaryOperator function) {
    return with.numbers().stream().mapToDouble(Double::doubleValue).map(function).toArray();
  }

  private static Value add(Call call) {
    Optional<WithConstant> with = withConstant(call);
    if (with.isPresent()) {
      return scaled(call, with.get(), number -> 1, number -> number);
    }
    List<Image> images = images(call);
    if (images.size() == 1) {
      return call.flow(images.get(0));
    }
    if (images.size() == 2) {
      // The straight-through estimator as it is traced: (sign(x) − x) + x.
      Optional<Image> whole =
          call.draft()
              .withoutNegative(images.get(0), images.get(1))
              .or(() -> call.draft().withoutNegative(images.get(1), images.get(0)));
      if (whole.isPresent()) {
        return call.flow(whole.get());
      }
    }
    return call.flow(call.draft().add(call.name(), images));
  }

  private static Value subtract(Call call) {
    Optional<WithConstant> with = withConstant(call);
    if (with.isPresent()) {
      return call.isImage(0)
          ? scaled(call, with.get(), number -> 1, number -> -number)
          : scaled(call, with.get(), number -> -1, number -> number);
    }
    List<Image> images = images(call);
    Image negative =
        call.draft().scale(call.name() + "/negative", images.get(1), new double[] {-1}, ZERO);
    return call.flow(call.draft().add(call.name(), List.of(images.get(0), negative)));
  }

  private static Value multiply(Call call) {
    Optional<WithConstant> with = withConstant(call);
    return with.isPresent()
        ? scaled(call, with.get(), number -> number, number -> 0)
        : call.flow(call.draft().multiply(call.name(), images(call)));
  }

  private static Value divide(Call call) {
    Optional<WithConstant> with = withConstant(call).filter(each -> call.isImage(0));
    if (with.isEmpty()) {
      throw new UnsupportedException("by a constant it is supported");
    }
    return scaled(call, with.get(), number -> 1 / number, number -> 0);
  }

  /** Images that meet number by number. */
  private static List<Image> images(Call call) {
    List<Image> images = new ArrayList<>();
    for (int i = 0; i < call.inputs().size(); i++) {
      images.add(call.image(i));
    }
    Image largest =
        images.stream()
            .reduce((one, other) -> other.shape().size() > one.shape().size() ? other : one)
            .orElseThrow();
    for (Image image : images) {
      boolean isSmaller = !image.shape().equals(largest.shape());
      boolean meets =
          isSmaller
              ? image.axes().rank() == largest.axes().rank()
                  && image.axes().isChannelsFirst() == largest.axes().isChannelsFirst()
              : image.axes().equals(largest.axes());
      if (!meets) {
        throw new UnsupportedException("its images must have their axes in one order");
      }
    }
    return images;
  }

  private static Value batchNorm(Call call) {
    if (call.node().whole("training_mode").orElse(0) != 0
        || call.node().whole("spatial").orElse(1) != 1) {
      throw new UnsupportedException(
          "training_mode = 0 and spatial = 1 are supported: export the model as it predicts");
    }
    Image image = call.flattened(call.image(0));
    List<Numbers> numbers = new ArrayList<>();
    for (int i = 1; i <= 4; i++) {
      double[] ordered = call.alongChannels(image, call.constant(i));
      numbers.add(
          Numbers.of(
              ordered.length == image.shape().channels()
                  ? ordered
                  : filled(image.shape().channels(), ordered[0]),
              image.shape().channels()));
    }
    return call.flow(
        call.draft()
            .batchNorm(
                call.name(),
                image,
                numbers.get(0),
                numbers.get(1),
                numbers.get(2),
                numbers.get(3),
                call.node().number("epsilon").orElse(1e-5f)));
  }

  private static double[] filled(int count, double number) {
    double[] numbers = new double[count];
    Arrays.fill(numbers, number);
    return numbers;
  }
}
