package org.orthant.formats.folder;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.orthant.api.graph.Add;
import org.orthant.api.graph.BatchNormalization;
import org.orthant.api.graph.Concat;
import org.orthant.api.graph.Flatten;
import org.orthant.api.graph.Multiply;
import org.orthant.api.graph.Pad;
import org.orthant.api.graph.PadChannels;
import org.orthant.api.graph.Pool;
import org.orthant.api.graph.Product;
import org.orthant.api.graph.Quantize;
import org.orthant.api.graph.Scale;
import org.orthant.api.graph.Shuffle;
import org.orthant.api.graph.Slice;
import org.orthant.api.model.BatchNorm;
import org.orthant.api.model.Extent;
import org.orthant.api.model.ImageShape;
import org.orthant.api.model.LayerKind;
import org.orthant.api.model.LayerShape;
import org.orthant.api.model.Pads;
import org.orthant.api.model.Quantization;
import org.orthant.api.model.Sign;
import org.orthant.api.model.Window;
import org.orthant.formats.folder.yaml.Form;

/** The kinds of nodes, by the names that descriptions have for them. */
final class Kinds {
  private static final String SIGN_OF_ZERO = "sign, 0 becomes ";

  /** In a fixed order, for messages. */
  private static final Map<String, Pool.Kind> POOLS =
      new TreeMap<>(Map.of("max", Pool.Kind.MAX, "average", Pool.Kind.AVERAGE));

  static final Map<String, Kind> ALL = all();

  private Kinds() {}

  private static Map<String, Kind> all() {
    Map<String, Kind> kinds = new LinkedHashMap<>();
    kinds.put("convolution", Kinds::convolution);
    kinds.put("dense", Kinds::dense);
    kinds.put("batch-norm", Kinds::batchNorm);
    kinds.put("scale", Kinds::scale);
    kinds.put("pool", Kinds::pool);
    kinds.put("sign", Kinds::sign);
    kinds.putAll(Curves.KINDS);
    kinds.put("add", Kinds::add);
    kinds.put("multiply", Kinds::multiply);
    kinds.put("concat", Kinds::concat);
    kinds.put("slice", Kinds::slice);
    kinds.put("pad-channels", Kinds::padChannels);
    kinds.put("pad", Kinds::pad);
    kinds.put("flatten", Kinds::flatten);
    kinds.put("shuffle", Kinds::shuffle);
    return Collections.unmodifiableMap(kinds);
  }

  private static Draft convolution(NodeEntry node) {
    Parameters parameters = node.parameters();
    String input = node.input();
    Window window = window(parameters);
    float padValue = parameters.optional("pad-value", Form.NUMBER).orElse(0f);
    int groups = parameters.optional("groups", Form.whole(1, Form.MOST_CHANNELS)).orElse(1);
    LayerWeights weights = LayerWeights.read(parameters);
    return node.draft(
        input,
        (inputs, arrays) ->
            new Product(
                input,
                weights.layer(
                    new LayerShape(
                        node.name(),
                        LayerKind.CONVOLUTION,
                        inputs.get(0),
                        window,
                        padValue,
                        weights.filters(),
                        groups),
                    arrays)));
  }

  private static Window window(Parameters parameters) {
    return new Window(
        parameters.required("kernel", Form.EXTENT, Extent.ONE),
        parameters.optional("stride", Form.EXTENT).orElse(Extent.ONE),
        parameters.optional("dilation", Form.EXTENT).orElse(Extent.ONE),
        parameters.optional("pads", Form.PADS).orElse(Pads.NONE));
  }

  private static Draft dense(NodeEntry node) {
    String input = node.input();
    LayerWeights weights = LayerWeights.read(node.parameters());
    return node.draft(
        input,
        (inputs, arrays) -> {
          ImageShape image = inputs.get(0);
          if (image.height() != 1 || image.width() != 1) {
            throw new IllegalArgumentException(
                "takes one pixel, and " + input + " gives " + image + ": flatten it before");
          }
          LayerShape shape = LayerShape.dense(node.name(), image.channels(), weights.filters());
          return new Product(input, weights.layer(shape, arrays));
        });
  }

  private static Draft batchNorm(NodeEntry node) {
    Parameters parameters = node.parameters();
    String input = node.input();
    Optional<ArrayFile> gamma = parameters.requiredFloats("gamma");
    Optional<ArrayFile> beta = parameters.requiredFloats("beta");
    Optional<ArrayFile> mean = parameters.requiredFloats("mean");
    Optional<ArrayFile> variance = parameters.requiredFloats("variance");
    double epsilon = parameters.required("epsilon", Form.NOT_NEGATIVE, 0.0);
    return node.draft(
        input,
        (inputs, arrays) -> {
          int channels = inputs.get(0).channels();
          return new BatchNormalization(
              node.name(),
              input,
              new BatchNorm(
                  arrays.of(gamma.orElseThrow(), channels),
                  arrays.of(beta.orElseThrow(), channels),
                  arrays.of(mean.orElseThrow(), channels),
                  arrays.of(
                      variance.orElseThrow().whose(values -> noVariance(values, epsilon)),
                      channels),
                  epsilon));
        });
  }

  private static Optional<String> noVariance(float[] values, double epsilon) {
    for (float value : values) {
      if (value < 0) {
        return Optional.of("holds a negative variance, " + value);
      }
      if (value == 0 && epsilon == 0) {
        return Optional.of("holds a variance of 0, which needs an epsilon above 0");
      }
    }
    return Optional.empty();
  }

  private static Draft scale(NodeEntry node) {
    String input = node.input();
    PerChannel factor = PerChannel.read("factor", 1, node.parameters());
    PerChannel shift = PerChannel.read("shift", 0, node.parameters());
    return node.draft(
        input,
        (inputs, arrays) ->
            new Scale(
                node.name(),
                input,
                factor.in(arrays, inputs.get(0)),
                shift.in(arrays, inputs.get(0))));
  }

  private static Draft pool(NodeEntry node) {
    Parameters parameters = node.parameters();
    String input = node.input();
    Optional<Pool.Kind> kind = parameters.requiredChoice("kind", POOLS);
    Window window = window(parameters);
    boolean padsCount = parameters.optional("count-pads", Form.FLAG).orElse(false);
    return node.draft(
        input,
        (inputs, arrays) -> new Pool(node.name(), input, kind.orElseThrow(), window, padsCount));
  }

  private static Draft sign(NodeEntry node) {
    String input = node.input();
    int zero = node.parameters().optional("zero", Form.whole(-1, 1)).orElse(-1);
    return node.draft(
        input,
        (inputs, arrays) ->
            new Quantize(
                node.name(), input, new Quantization(SIGN_OF_ZERO + zero, new Sign(zero))));
  }

  private static Draft add(NodeEntry node) {
    List<String> inputs = node.inputs(2);
    return node.draft(inputs, (shapes, arrays) -> new Add(node.name(), inputs));
  }

  private static Draft multiply(NodeEntry node) {
    List<String> inputs = node.inputs(2);
    return node.draft(inputs, (shapes, arrays) -> new Multiply(node.name(), inputs));
  }

  private static Draft concat(NodeEntry node) {
    List<String> inputs = node.inputs(1);
    return node.draft(inputs, (shapes, arrays) -> new Concat(node.name(), inputs));
  }

  private static Draft slice(NodeEntry node) {
    String input = node.input();
    int from = node.parameters().required("from", Form.whole(0, Form.MOST_CHANNELS), 0);
    int to = node.parameters().required("to", Form.whole(1, Form.MOST_CHANNELS), 1);
    return node.draft(input, (inputs, arrays) -> new Slice(node.name(), input, from, to));
  }

  private static Draft padChannels(NodeEntry node) {
    String input = node.input();
    Form<Integer> channels = Form.whole(0, Form.MOST_CHANNELS);
    int before = node.parameters().optional("before", channels).orElse(0);
    int after = node.parameters().optional("after", channels).orElse(0);
    return node.draft(
        input, (inputs, arrays) -> new PadChannels(node.name(), input, before, after));
  }

  private static Draft pad(NodeEntry node) {
    String input = node.input();
    Pads pads = node.parameters().required("pads", Form.PADS, Pads.NONE);
    float value = node.parameters().optional("value", Form.NUMBER).orElse(0f);
    return node.draft(input, (inputs, arrays) -> new Pad(node.name(), input, pads, value));
  }

  private static Draft flatten(NodeEntry node) {
    String input = node.input();
    return node.draft(input, (inputs, arrays) -> new Flatten(node.name(), input));
  }

  private static Draft shuffle(NodeEntry node) {
    String input = node.input();
    int groups = node.parameters().required("groups", Form.whole(1, Form.MOST_CHANNELS), 1);
    return node.draft(input, (inputs, arrays) -> new Shuffle(node.name(), input, groups));
  }
}
