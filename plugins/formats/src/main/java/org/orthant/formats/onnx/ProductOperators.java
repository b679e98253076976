package org.orthant.formats.onnx;

import java.util.Map;
import org.orthant.api.model.Extent;
import org.orthant.api.model.Window;
import org.orthant.formats.draft.Image;
import org.orthant.formats.draft.LayerWeights;
import org.orthant.formats.draft.Numbers;
import org.orthant.formats.draft.UnsupportedException;

/** Convolutions and products with matrices: the layers. */
final class ProductOperators {
  static final Map<String, Operator> ALL =
      Map.of(
          "Conv", Operator.one(ProductOperators::conv),
          "Gemm", Operator.one(ProductOperators::gemm),
          "MatMul", Operator.one(ProductOperators::matMul));

  private ProductOperators() {}

  /** Lists a layer whose input is not known. */
  static void unplaced(Call call) {
    if (call.isConstant(1) && ALL.containsKey(call.node().type())) {
      boolean isConv = call.node().type().equals("Conv");
      boolean isTransposed = isConv || (call.node().type().equals("Gemm") && isTransposed(call));
      LayerWeights weights = isConv ? filters(call) : matrix(call.weights(1), isTransposed);
      call.draft()
          .unplacedLayer(
              name(call),
              isConv ? kernel(call) : Extent.ONE,
              Windows.extent(call.node(), "strides"),
              weights);
    }
  }

  private static boolean isTransposed(Call call) {
    return call.node().whole("transB").orElse(0) == 1;
  }

  private static Extent kernel(Call call) {
    Numbers weights = call.constant(1);
    if (weights.rank() != 4) {
      throw new UnsupportedException(
          "its weights are " + weights + "; convolutions of images have four axes");
    }
    return new Extent(weights.size(2), weights.size(3));
  }

  /** [filters, d] in the order (row, column, channel). */
  private static LayerWeights filters(Call call) {
    Extent kernel = kernel(call);
    Numbers written = call.constant(1);
    int dimension = Math.multiplyExact(kernel.area(), written.size(1));
    return call.weights(1)
        .moved(weights -> weights.transposed(0, 2, 3, 1).reshaped(written.size(0), dimension));
  }

  /** [filters, d] of a matrix. */
  private static LayerWeights matrix(LayerWeights written, boolean isTransposed) {
    if (written.computed().rank() != 2) {
      throw new UnsupportedException(
          "its second input is " + written.computed() + "; a matrix is supported");
    }
    return isTransposed ? written : written.moved(weights -> weights.transposed(1, 0));
  }

  /** The node's name; of one without a name that of its weights, as PyTorch writes them. */
  private static String name(Call call) {
    String weights = call.node().inputs().get(1);
    return call.node().isNamed() || !weights.endsWith(".weight")
        ? call.name()
        : weights.substring(0, weights.length() - ".weight".length());
  }

  private static Value conv(Call call) {
    Image image = call.channelsFirst(0);
    Extent kernel = kernel(call);
    Window window = Windows.of(call.node(), kernel, image.shape());
    int groups = Math.toIntExact(call.node().whole("group").orElse(1));
    Image products = call.draft().convolution(name(call), image, window, 0, groups, filters(call));
    return call.flow(biased(call, products));
  }

  private static Image biased(Call call, Image products) {
    return call.optional(2)
        .map(
            bias ->
                call.draft()
                    .scale(
                        products.node() + "/bias",
                        products,
                        new double[] {1},
                        call.alongChannels(products, bias)))
        .orElse(products);
  }

  private static Value gemm(Call call) {
    if (call.node().whole("transA").orElse(0) != 0) {
      throw new UnsupportedException("transA = 0 is supported");
    }
    LayerWeights weights = matrix(call.weights(1), isTransposed(call));
    double alpha = call.node().number("alpha").orElse(1);
    double beta = call.node().number("beta").orElse(1);
    Image products = dense(call, weights);
    double[] shift = {0};
    if (call.has(2)) {
      Numbers bias = call.constant(2);
      shift = call.perChannel(products, bias.map(number -> beta * number));
    }
    return call.flow(
        alpha == 1 && shift.length == 1 && shift[0] == 0
            ? products
            : call.draft().scale(products.node() + "/bias", products, new double[] {alpha}, shift));
  }

  private static Value matMul(Call call) {
    if (!call.isImage(0)) {
      throw new UnsupportedException("the image must be its first input");
    }
    LayerWeights weights = matrix(call.weights(1), false);
    Image image = call.image(0);
    if (image.axes().rank() == 4
        && image.axes().isChannelsLast()
        && image.shape().channels() == weights.computed().size(1)) {
      return call.flow(call.draft().convolution(name(call), image, Window.PIXEL, 0, 1, weights));
    }
    return call.flow(dense(call, weights));
  }

  private static Image dense(Call call, LayerWeights weights) {
    Image written = call.image(0);
    if (!written.axes().isFlat()) {
      throw new UnsupportedException(
          "what enters must be flattened to [images, numbers] before, or be [images, rows, columns,"
              + " channels]");
    }
    if (weights.computed().size(1) != written.shape().size()) {
      throw new IllegalArgumentException(
          "its matrix takes "
              + weights.computed().size(1)
              + " numbers, and "
              + written.shape().size()
              + " enter");
    }
    Image image = call.flattened(written);
    int[] order = image.axes().flatOrder();
    int[] sources = new int[order.length];
    boolean isInOrder = true;
    for (int i = 0; i < order.length; i++) {
      sources[order[i]] = i;
      isInOrder &= order[i] == i;
    }
    LayerWeights ordered = isInOrder ? weights : weights.moved(numbers -> numbers.columns(sources));
    return call.draft().dense(name(call), image, ordered);
  }
}
