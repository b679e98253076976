package org.orthant.framework.run.export;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.graph.Add;
import org.orthant.api.graph.BatchNormalization;
import org.orthant.api.graph.Concat;
import org.orthant.api.graph.Curve;
import org.orthant.api.graph.Flatten;
import org.orthant.api.graph.Function;
import org.orthant.api.graph.Multiply;
import org.orthant.api.graph.Node;
import org.orthant.api.graph.Pad;
import org.orthant.api.graph.PadChannels;
import org.orthant.api.graph.Pool;
import org.orthant.api.graph.Product;
import org.orthant.api.graph.Quantize;
import org.orthant.api.graph.Scale;
import org.orthant.api.graph.Shuffle;
import org.orthant.api.graph.Slice;
import org.orthant.api.model.Extent;
import org.orthant.api.model.Layer;
import org.orthant.api.model.LayerKind;
import org.orthant.api.model.LayerShape;
import org.orthant.api.model.Pads;
import org.orthant.api.model.Sign;

/**
 * A node as {@code network.yaml} tells of it, and its arrays.
 *
 * @param kind such as {@code convolution}
 * @param parameters numbers, words and lists by key, in order; of an array its file's name
 * @param arrays by their files' names
 * @param isComplete whether the node can be made again of this; not so for quantizers other than
 *     signs
 */
public record NodeDescription(
    String kind, Map<String, Object> parameters, Map<String, INDArray> arrays, boolean isComplete) {

  /**
   * Describes a node.
   *
   * @param computed the weights that a product computes with, where they are not its layer's own
   */
  public static NodeDescription of(Node node, Optional<INDArray> computed) {
    return new Description(node.name()).of(node, computed);
  }

  /** A description in the making. */
  private static final class Description {
    private final String name;
    private final Map<String, Object> parameters = new LinkedHashMap<>();
    private final Map<String, INDArray> arrays = new LinkedHashMap<>();

    Description(String name) {
      this.name = name;
    }

    NodeDescription of(Node node, Optional<INDArray> computed) {
      if (node instanceof Add || node instanceof Multiply || node instanceof Concat) {
        parameters.put("inputs", node.inputs());
      } else {
        parameters.put("input", node.inputs().get(0));
      }
      boolean isComplete = !(node instanceof Quantize quantize && !isSign(quantize));
      return new NodeDescription(kind(node, computed), parameters, arrays, isComplete);
    }

    private static boolean isSign(Quantize quantize) {
      return quantize.quantization().map() instanceof Sign;
    }

    private String kind(Node node, Optional<INDArray> computed) {
      if (node instanceof Product product) {
        return product(product.layer(), computed);
      } else if (node instanceof BatchNormalization batchNorm) {
        array("gamma", batchNorm.norm().gamma());
        array("beta", batchNorm.norm().beta());
        array("mean", batchNorm.norm().mean());
        array("variance", batchNorm.norm().variance());
        parameters.put("epsilon", batchNorm.norm().epsilon());
        return "batch-norm";
      } else if (node instanceof Scale scale) {
        array("factor", scale.factor());
        array("shift", scale.shift());
        return "scale";
      } else if (node instanceof Pool pool) {
        parameters.put("kind", pool.kind().name().toLowerCase(Locale.ROOT));
        parameters.put("kernel", list(pool.window().kernel()));
        parameters.put("stride", list(pool.window().stride()));
        parameters.put("dilation", list(pool.window().dilation()));
        parameters.put("pads", list(pool.window().pads()));
        parameters.put("count-pads", pool.padsCount());
        return "pool";
      } else if (node instanceof Function function) {
        return curve(function.curve());
      } else if (node instanceof Quantize quantize) {
        return quantizer(quantize);
      } else if (node instanceof Slice slice) {
        parameters.put("from", slice.from());
        parameters.put("to", slice.to());
        return "slice";
      } else if (node instanceof PadChannels pad) {
        parameters.put("before", pad.before());
        parameters.put("after", pad.after());
        return "pad-channels";
      } else if (node instanceof Pad pad) {
        parameters.put("pads", list(pad.pads()));
        parameters.put("value", pad.value());
        return "pad";
      } else if (node instanceof Shuffle shuffle) {
        parameters.put("groups", shuffle.groups());
        return "shuffle";
      } else if (node instanceof Add) {
        return "add";
      } else if (node instanceof Multiply) {
        return "multiply";
      } else if (node instanceof Concat) {
        return "concat";
      } else if (node instanceof Flatten) {
        return "flatten";
      }
      throw new IllegalArgumentException("no description of " + node);
    }

    private String product(Layer layer, Optional<INDArray> computed) {
      LayerShape shape = layer.shape();
      if (shape.kind() == LayerKind.CONVOLUTION) {
        parameters.put("kernel", list(shape.window().kernel()));
        parameters.put("stride", list(shape.window().stride()));
        parameters.put("dilation", list(shape.window().dilation()));
        parameters.put("pads", list(shape.window().pads()));
        parameters.put("pad-value", shape.padValue());
        parameters.put("groups", shape.groups());
      }
      if (layer.continuous()) {
        array("weights", layer.weights());
        computed.ifPresent(weights -> array("computed", weights));
        layer
            .weightQuantization()
            .ifPresent(quantization -> parameters.put("quantizer", quantization.quantizer()));
      } else {
        array("computed", layer.weights());
      }
      return shape.kind() == LayerKind.DENSE ? "dense" : "convolution";
    }

    private String curve(Curve curve) {
      if (curve instanceof Curve.Clip clip) {
        parameters.put("low", clip.low());
        parameters.put("high", clip.high());
        return "clip";
      } else if (curve instanceof Curve.LeakyRelu leaky) {
        parameters.put("slope", leaky.slope());
        return "leaky-relu";
      } else if (curve instanceof Curve.Prelu prelu) {
        array("slopes", prelu.slopes());
        return "prelu";
      } else if (curve instanceof Curve.Relu) {
        return "relu";
      } else if (curve instanceof Curve.Tanh) {
        return "tanh";
      } else if (curve instanceof Curve.Sigmoid) {
        return "sigmoid";
      } else if (curve instanceof Curve.HardSigmoid) {
        return "hard-sigmoid";
      }
      return "hard-swish";
    }

    private String quantizer(Quantize quantize) {
      if (quantize.quantization().map() instanceof Sign sign) {
        parameters.put("zero", sign.zero());
        return "sign";
      }
      parameters.put("quantizer", quantize.quantization().quantizer());
      return "quantize";
    }

    private void array(String key, INDArray array) {
      String file = FileNames.of(name) + "." + key + ".npy";
      arrays.put(file, array);
      parameters.put(key, file);
    }

    private static List<Integer> list(Extent extent) {
      return List.of(extent.height(), extent.width());
    }

    private static List<Integer> list(Pads pads) {
      return List.of(pads.top(), pads.bottom(), pads.left(), pads.right());
    }
  }
}
