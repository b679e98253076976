package org.orthant.formats.onnx;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.orthant.api.BadInputException;
import org.orthant.api.model.ImageShape;
import org.orthant.formats.draft.Image;
import org.orthant.formats.draft.NetworkDraft;
import org.orthant.formats.draft.Pixels;
import org.orthant.formats.draft.ReadNetwork;
import org.orthant.formats.draft.UnsupportedException;
import org.orthant.formats.layout.Axes;

/** Goes through the operators of a file in their order and gives each what enters it. */
public final class OnnxReader {
  private static final Set<String> DOMAINS =
      Set.of(
          "",
          "ai.onnx",
          "onnx.brevitas",
          "qonnx.custom_op.general",
          "finn.custom_op.general",
          "qonnx.custom_op.channels_last");

  /** What ends a network without changing which class has the highest score. */
  private static final Set<String> ENDINGS = Set.of("Softmax", "LogSoftmax", "ArgMax", "TopK");

  private static final Set<String> MOVEMENTS =
      Set.of(
          "Identity",
          "Cast",
          "Reshape",
          "Flatten",
          "Squeeze",
          "Unsqueeze",
          "DequantizeLinear",
          "QuantizeLinear");

  private static final Map<String, Operator> OPERATORS = new HashMap<>();

  static {
    OPERATORS.putAll(ProductOperators.ALL);
    OPERATORS.putAll(PoolOperators.ALL);
    OPERATORS.putAll(CurveOperators.ALL);
    OPERATORS.putAll(ArithmeticOperators.ALL);
    OPERATORS.putAll(ShapeOperators.ALL);
    OPERATORS.putAll(QuantizerOperators.ALL);
  }

  private final OnnxFile file;
  private final List<OnnxNode> nodes;
  private final NetworkDraft draft;
  private final Map<String, Value> values = new HashMap<>();

  private OnnxReader(OnnxFile file, Pixels pixels) {
    this.draft = new NetworkDraft(pixels);
    this.file = file;
    this.nodes = file.nodes();
  }

  /**
   * Reads a file.
   *
   * @param wanted the image that shall enter, where a network takes its numbers in a row
   * @param pixels what is made of it first
   * @return empty if it is none of ONNX
   * @throws BadInputException if it is one that cannot be read
   */
  public static Optional<ReadNetwork> read(Path path, Optional<ImageShape> wanted, Pixels pixels)
      throws IOException {
    Optional<OnnxFile> file = OnnxFile.open(path);
    return file.isEmpty()
        ? Optional.empty()
        : Optional.of(new OnnxReader(file.get(), pixels).network(wanted));
  }

  private ReadNetwork network(Optional<ImageShape> wanted) {
    file.arrays().forEach((name, array) -> values.put(name, new Value.Constant(array)));
    OnnxFile.Port input = input();
    Optional<Axes> axes = axes(input, wanted);
    values.put(
        input.name(),
        axes.<Value>map(known -> new Value.Flow(draft.input(known))).orElseGet(Value.Unknown::new));
    nodes.forEach(this::add);
    return new ReadNetwork(
        file.format(), nodes.size(), draft, axes.map(Axes::image), scores(), used());
  }

  private List<Path> used() {
    return Stream.concat(Stream.of(file.path()), file.filesBeside().stream()).toList();
  }

  private OnnxFile.Port input() {
    List<OnnxFile.Port> inputs = file.inputs();
    if (inputs.size() != 1) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "takes %d inputs (%s); networks of one image are read",
              inputs.size(),
              String.join(", ", inputs.stream().map(OnnxFile.Port::name).limit(10).toList())));
    }
    return inputs.get(0);
  }

  /**
   * Returns how the image lies on the axes of what enters; empty where these are none of an image.
   */
  private Optional<Axes> axes(OnnxFile.Port input, Optional<ImageShape> wanted) {
    int rank = input.sizes().size();
    for (int axis = 1; axis < rank; axis++) {
      if (input.sizes().get(axis).isEmpty()) {
        draft.refuse(
            input.name(),
            "a dynamic shape",
            "axis " + axis + " has no fixed size; export it with only the batch dynamic");
        return Optional.empty();
      }
    }
    int images = rank == 0 ? 1 : input.sizes().get(0).orElse(1);
    List<Integer> sizes = input.sizes().stream().map(size -> size.orElse(1)).toList();
    if (rank == 2) {
      ImageShape row = ImageShape.vector(sizes.get(1));
      ImageShape image = wanted.filter(shape -> shape.size() == row.size()).orElse(row);
      return Optional.of(Axes.channelsFirst(images, image).reshaped(0, -1));
    } else if (rank == 4) {
      return Optional.of(
          isChannelsLast(input)
              ? Axes.channelsLast(images, new ImageShape(sizes.get(1), sizes.get(2), sizes.get(3)))
              : Axes.channelsFirst(
                  images, new ImageShape(sizes.get(2), sizes.get(3), sizes.get(1))));
    }
    draft.refuse(
        input.name(), "an input of " + rank + " axes", "images have 4, rows of numbers have 2");
    return Optional.empty();
  }

  /** As TensorFlow's converters write it: the channels last, and moved before they are used. */
  private boolean isChannelsLast(OnnxFile.Port input) {
    boolean moved =
        nodes.stream()
            .filter(node -> node.inputs().contains(input.name()))
            .anyMatch(
                node ->
                    node.type().equals("Transpose")
                        && Arrays.equals(
                            node.wholes("perm").orElse(new long[0]), new long[] {0, 3, 1, 2}));
    boolean used =
        nodes.stream()
            .filter(node -> node.inputs().contains(input.name()))
            .anyMatch(node -> node.type().equals("Conv"));
    int first = input.sizes().get(1).orElse(1);
    int last = input.sizes().get(3).orElse(1);
    return moved || (!used && last <= 4 && first > 4);
  }

  private void add(OnnxNode node) {
    List<Value> inputs =
        node.inputs().stream().map(name -> values.getOrDefault(name, new Value.Unknown())).toList();
    for (String name : node.inputs()) {
      if (!name.isEmpty() && !values.containsKey(name)) {
        draft.refuse(node.name(), node.operator(), "it takes " + name + ", which nothing gives");
      }
    }
    Call call = new Call(node, inputs, draft, file, isLast(node));
    List<Value> outputs = outputs(call);
    for (int i = 0; i < node.outputs().size(); i++) {
      String name = node.outputs().get(i);
      if (!name.isEmpty()) {
        values.put(name, i < outputs.size() ? outputs.get(i) : new Value.Unknown());
      }
    }
  }

  private List<Value> outputs(Call call) {
    String advice;
    try {
      if (!DOMAINS.contains(call.node().domain())) {
        throw new UnsupportedException("operators of ONNX, QONNX and FINN are");
      }
      if (ENDINGS.contains(call.node().type()) && call.isLast()) {
        draft.drop(call.node().type() + " " + call.name());
        return List.of(call.value(0));
      }
      boolean isKnown = OPERATORS.containsKey(call.node().type());
      if (!isKnown && !(call.isConstant() && Folding.ALL.containsKey(call.node().type()))) {
        throw new UnsupportedException(Advice.on(call.node().type()));
      }
      boolean isUnknown = call.inputs().stream().anyMatch(Value.Unknown.class::isInstance);
      if (call.isConstant() && Folding.ALL.containsKey(call.node().type())) {
        return List.of(Folding.ALL.get(call.node().type()).apply(call));
      } else if (isUnknown) {
        ProductOperators.unplaced(call);
        return List.of();
      }
      return OPERATORS.get(call.node().type()).apply(call);
    } catch (UnsupportedException e) {
      advice = e.getMessage();
    } catch (IllegalArgumentException | ArithmeticException e) {
      advice = "it does not work here: " + e.getMessage();
    }
    draft.refuse(call.name(), call.node().operator(), advice);
    boolean keepsShape = Advice.keepsShape(call.node().type()) && call.isImage(0);
    return keepsShape ? List.of(call.value(0)) : List.of();
  }

  /** Whether nothing comes behind an operator but what does not change the scores' order. */
  private boolean isLast(OnnxNode node) {
    return node.outputs().stream()
        .allMatch(
            name ->
                nodes.stream()
                    .filter(consumer -> consumer.inputs().contains(name))
                    .allMatch(
                        consumer ->
                            (ENDINGS.contains(consumer.type())
                                    || MOVEMENTS.contains(consumer.type()))
                                && isLast(consumer)));
  }

  /** Returns what leaves last and depends on the image. */
  private Optional<Image> scores() {
    List<Image> images = new ArrayList<>();
    for (OnnxFile.Port output : file.outputs()) {
      Value value = values.get(output.name());
      if (value instanceof Value.Quantized quantized) {
        value = quantized.dequantized();
      }
      if (value instanceof Value.Flow flow) {
        images.add(flow.image());
      } else if (value == null) {
        draft.refuse(output.name(), "an output", "no operator gives it");
      }
    }
    if (images.size() > 1) {
      draft.drop("all outputs but the first of " + images.size());
    }
    return images.stream().findFirst();
  }
}
