package org.orthant.formats.keras;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.orthant.api.model.Extent;
import org.orthant.api.model.Window;
import org.orthant.formats.draft.Image;
import org.orthant.formats.draft.LayerWeights;
import org.orthant.formats.draft.Numbers;
import org.orthant.formats.draft.UnsupportedException;
import org.orthant.formats.keras.quantizer.Quantizer;
import org.orthant.formats.keras.quantizer.Quantizers;

/** Convolutions and dense layers, continuous and quantized. */
final class ProductLayers {
  static final Map<String, Function<Call, Image>> ALL =
      Map.ofEntries(
          Map.entry("Conv2D", ProductLayers::conv),
          Map.entry("QuantConv2D", ProductLayers::conv),
          Map.entry("QConv2D", ProductLayers::conv),
          Map.entry("BinaryConv2D", ProductLayers::conv),
          Map.entry("TernaryConv2D", ProductLayers::conv),
          Map.entry("QConv2DBatchnorm", ProductLayers::folded),
          Map.entry("DepthwiseConv2D", ProductLayers::depthwise),
          Map.entry("QuantDepthwiseConv2D", ProductLayers::depthwise),
          Map.entry("QDepthwiseConv2D", ProductLayers::depthwise),
          Map.entry("SeparableConv2D", ProductLayers::separable),
          Map.entry("QuantSeparableConv2D", ProductLayers::separable),
          Map.entry("QSeparableConv2D", ProductLayers::separable),
          Map.entry("Dense", ProductLayers::dense),
          Map.entry("QuantDense", ProductLayers::dense),
          Map.entry("QDense", ProductLayers::dense),
          Map.entry("BinaryDense", ProductLayers::dense),
          Map.entry("TernaryDense", ProductLayers::dense));

  private static final String KERNEL = "kernel";
  private static final String DEPTHWISE = "depthwise_kernel";
  private static final String POINTWISE = "pointwise_kernel";
  private static final String BIAS = "bias";

  private ProductLayers() {}

  /** Lists a layer whose input is not known. */
  static void unplaced(Call call) {
    Function<Call, Image> layer = ALL.get(call.layer().type());
    if (layer == null) {
      return;
    }
    boolean isDepthwise = call.layer().type().contains("DepthwiseConv2D");
    boolean isSeparable = call.layer().type().contains("SeparableConv2D");
    Map<String, Numbers> arrays = arrays(call, isSeparable, isDepthwise);
    Extent stride = call.settings().extent("strides", Extent.ONE);
    if (isSeparable || isDepthwise) {
      LayerWeights weights = quantized(call, "depthwise_quantizer", depthwiseKernel(call, arrays));
      call.draft()
          .unplacedLayer(
              isSeparable ? call.name() + "/depthwise" : call.name(),
              kernel(weights.computed()),
              stride,
              weights.moved(ProductLayers::channelFilters));
    }
    if (!isDepthwise) {
      LayerWeights weights =
          isSeparable
              ? quantized(call, "pointwise_quantizer", call.array(arrays, POINTWISE))
              : quantized(call, "kernel_quantizer", call.array(arrays, KERNEL));
      boolean isMatrix = weights.computed().rank() == 2;
      call.draft()
          .unplacedLayer(
              isSeparable ? call.name() + "/pointwise" : call.name(),
              isMatrix ? Extent.ONE : kernel(weights.computed()),
              isSeparable ? Extent.ONE : stride,
              weights.moved(isMatrix ? each -> each.transposed(1, 0) : ProductLayers::filters));
    }
  }

  /** The layer's arrays, the bias last. */
  private static Map<String, Numbers> arrays(Call call, boolean isSeparable, boolean isDepthwise) {
    List<String> names = new ArrayList<>();
    if (isSeparable) {
      names.addAll(List.of(DEPTHWISE, POINTWISE));
    } else {
      names.add(isDepthwise ? DEPTHWISE : KERNEL);
    }
    if (hasBias(call)) {
      names.add(BIAS);
    }
    return call.arrays(names);
  }

  private static boolean hasBias(Call call) {
    return call.settings().flag("use_bias", true);
  }

  /** Keras 3 calls it a kernel like any other. */
  private static Numbers depthwiseKernel(Call call, Map<String, Numbers> arrays) {
    return call.array(arrays, DEPTHWISE, KERNEL);
  }

  private static Extent kernel(Numbers weights) {
    if (weights.rank() != 4) {
      throw new IllegalArgumentException(
          "its weights are " + weights + "; convolutions of images have four axes");
    }
    return new Extent(weights.size(0), weights.size(1));
  }

  /** [filters, d] of [rows, columns, channels, filters]. */
  private static Numbers filters(Numbers weights) {
    int dimension = Math.multiplyExact(kernel(weights).area(), weights.size(2));
    return weights.transposed(3, 0, 1, 2).reshaped(weights.size(3), dimension);
  }

  /** [channels · multiplier, d] of [rows, columns, channels, multiplier]. */
  private static Numbers channelFilters(Numbers weights) {
    int filters = Math.multiplyExact(weights.size(2), weights.size(3));
    return weights.transposed(2, 3, 0, 1).reshaped(filters, kernel(weights).area());
  }

  /** Returns what the layer computes with, on the kernel's own axes. */
  private static LayerWeights quantized(Call call, String setting, Numbers kernel) {
    requireAxes(kernel);
    Optional<Quantizer> quantizer =
        Quantizers.ofKernel(
            call.layer().type(), call.settings(), call.settings().get(setting), kernel.sizes());
    return quantizer
        .map(each -> LayerWeights.quantized(kernel, each.ofWeights(kernel), each.words()))
        .orElseGet(() -> LayerWeights.plain(kernel));
  }

  private static void requireAxes(Numbers kernel) {
    if (kernel.rank() != 2 && kernel.rank() != 4) {
      throw new IllegalArgumentException(
          "its weights are " + kernel + "; those of dense layers have two axes, of others four");
    }
  }

  /** Returns what enters once the layer's own quantizer has seen it. */
  private static Image entering(Call call, Image image) {
    JsonNode quantizer = call.settings().get("input_quantizer");
    return Quantizers.ofImage(quantizer)
        .map(each -> each.ofImage(call.draft(), call.name() + "/inputs", image))
        .orElse(image);
  }

  /** The bias, and the activation of the layer's own. */
  private static Image leaving(Call call, Image products, Map<String, Numbers> arrays) {
    Image biased = products;
    if (hasBias(call)) {
      Numbers bias = call.array(arrays, BIAS);
      biased = biased(call, products, bias);
    }
    return CurveLayers.activated(call, call.name() + "/activation", biased);
  }

  private static Image biased(Call call, Image products, Numbers bias) {
    if (bias.rank() != 1) {
      throw new IllegalArgumentException("its bias is " + bias);
    }
    Numbers computed =
        Quantizers.ofImage(call.settings().get("bias_quantizer"))
            .map(each -> each.ofWeights(bias))
            .orElse(bias);
    return call.draft()
        .scale(call.name() + "/bias", products, new double[] {1}, computed.doubles());
  }

  private static float padValue(Call call) {
    return (float) call.settings().number("pad_values", 0);
  }

  private static Window window(Call call, Extent kernel, Image image) {
    Extent announced = call.settings().extent("kernel_size", kernel);
    if (!announced.equals(kernel)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "its kernel is %s, and its weights are for %s", announced, kernel));
    }
    return Windows.of(call.settings(), kernel, Extent.ONE, image.shape());
  }

  private static Image conv(Call call) {
    Map<String, Numbers> arrays = arrays(call, false, false);
    LayerWeights weights = quantized(call, "kernel_quantizer", call.array(arrays, KERNEL));
    return leaving(call, products(call, weights), arrays);
  }

  private static Image products(Call call, LayerWeights weights) {
    Image image = call.channelsLast();
    Window window = window(call, kernel(weights.computed()), image);
    return Call.last(
        call.draft()
            .convolution(
                call.name(),
                entering(call, image),
                window,
                padValue(call),
                call.settings().whole("groups", 1),
                weights.moved(ProductLayers::filters)));
  }

  private static Image depthwise(Call call) {
    Map<String, Numbers> arrays = arrays(call, false, true);
    LayerWeights weights = quantized(call, "depthwise_quantizer", depthwiseKernel(call, arrays));
    Image image = call.channelsLast();
    return leaving(call, depthwise(call, call.name(), entering(call, image), weights), arrays);
  }

  private static Image depthwise(Call call, String name, Image image, LayerWeights weights) {
    Window window = window(call, kernel(weights.computed()), image);
    return Call.last(
        call.draft()
            .convolution(
                name,
                image,
                window,
                padValue(call),
                weights.computed().size(2),
                weights.moved(ProductLayers::channelFilters)));
  }

  private static Image separable(Call call) {
    Map<String, Numbers> arrays = arrays(call, true, false);
    LayerWeights first = quantized(call, "depthwise_quantizer", call.array(arrays, DEPTHWISE));
    LayerWeights second = quantized(call, "pointwise_quantizer", call.array(arrays, POINTWISE));
    Image between =
        depthwise(call, call.name() + "/depthwise", entering(call, call.channelsLast()), first);
    Image products =
        call.draft()
            .convolution(
                call.name() + "/pointwise",
                between,
                Window.PIXEL,
                0,
                1,
                second.moved(ProductLayers::filters));
    return leaving(call, Call.last(products), arrays);
  }

  /**
   * A convolution whose weights are scaled by the batch normalization behind it, and then
   * quantized.
   */
  private static Image folded(Call call) {
    List<String> names = new ArrayList<>(List.of(KERNEL));
    if (hasBias(call)) {
      names.add(BIAS);
    }
    names.addAll(ScaleLayers.statistics(call));
    Map<String, Numbers> arrays = call.arrays(names);
    Numbers kernel = call.array(arrays, KERNEL);
    requireAxes(kernel);
    ScaleLayers.Folded norm = ScaleLayers.folded(call, arrays, kernel.size(kernel.rank() - 1));
    Numbers scaled = kernel.combined(norm.factor(), (weight, factor) -> (float) (weight * factor));
    LayerWeights weights = quantized(call, "kernel_quantizer", scaled);
    Numbers bias = hasBias(call) ? call.array(arrays, BIAS) : Numbers.of(new double[] {0}, 1);
    Numbers shifted =
        bias.combined(norm.factor(), (number, factor) -> number * factor)
            .combined(norm.shift(), Double::sum);
    Image products = products(call, weights);
    return CurveLayers.activated(
        call, call.name() + "/activation", biased(call, products, shifted));
  }

  private static Image dense(Call call) {
    Map<String, Numbers> arrays = arrays(call, false, false);
    Numbers kernel = call.array(arrays, KERNEL);
    if (kernel.rank() != 2) {
      throw new IllegalArgumentException("its weights are " + kernel + " and no matrix");
    }
    LayerWeights weights =
        quantized(call, "kernel_quantizer", kernel).moved(each -> each.transposed(1, 0));
    Image image = call.image();
    Image products =
        image.axes().rank() == 4 && image.axes().isChannelsLast()
            ? call.draft()
                .convolution(call.name(), entering(call, image), Window.PIXEL, 0, 1, weights)
            : flat(call, image, weights);
    return leaving(call, Call.last(products), arrays);
  }

  private static Image flat(Call call, Image written, LayerWeights weights) {
    if (!written.axes().isFlat()) {
      throw new UnsupportedException(
          "behind Flatten, or on [images, rows, columns, channels], it is");
    }
    if (weights.computed().size(1) != written.shape().size()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "its matrix takes %d numbers, and %d enter",
              weights.computed().size(1),
              written.shape().size()));
    }
    Image image = entering(call, call.flattened(written));
    int[] order = image.axes().flatOrder();
    int[] sources = new int[order.length];
    for (int i = 0; i < order.length; i++) {
      sources[order[i]] = i;
    }
    LayerWeights ordered =
        isSorted(order) ? weights : weights.moved(numbers -> numbers.columns(sources));
    return call.draft().dense(call.name(), image, ordered);
  }

  private static boolean isSorted(int... order) {
    for (int i = 0; i < order.length; i++) {
      if (order[i] != i) {
        return false;
      }
    }
    return true;
  }
}
