package org.orthant.formats.draft;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.orthant.api.BadInputException;
import org.orthant.api.graph.Add;
import org.orthant.api.graph.BatchNormalization;
import org.orthant.api.graph.Concat;
import org.orthant.api.graph.Curve;
import org.orthant.api.graph.Flatten;
import org.orthant.api.graph.Function;
import org.orthant.api.graph.Graph;
import org.orthant.api.graph.Loss;
import org.orthant.api.graph.Multiply;
import org.orthant.api.graph.Node;
import org.orthant.api.graph.Pad;
import org.orthant.api.graph.PadChannels;
import org.orthant.api.graph.Pool;
import org.orthant.api.graph.Shuffle;
import org.orthant.api.graph.Slice;
import org.orthant.api.inspection.InspectedLayer;
import org.orthant.api.inspection.UnsupportedOperator;
import org.orthant.api.model.BatchNorm;
import org.orthant.api.model.Extent;
import org.orthant.api.model.ImageShape;
import org.orthant.api.model.LayerKind;
import org.orthant.api.model.LayerShape;
import org.orthant.api.model.Pads;
import org.orthant.api.model.Quantization;
import org.orthant.api.model.Sign;
import org.orthant.api.model.Window;
import org.orthant.formats.layout.Axes;

/**
 * A network in the making. A reader adds nodes in the order in which the file has them; each comes
 * back as the {@link Image} that leaves it. An {@link IllegalArgumentException} says why a node
 * cannot be added.
 *
 * <p>Images are [height, width, channels]; a reader brings weights into that order.
 */
public final class NetworkDraft {
  private final Names names = new Names();
  private final List<DraftNode> nodes = new ArrayList<>();
  private final List<InspectedLayer> unplaced = new ArrayList<>();
  private final List<String> dropped = new ArrayList<>();
  private final List<UnsupportedOperator> unsupported = new ArrayList<>();
  private final Pixels pixels;
  private ImageShape input;

  /**
   * @param pixels what is made of the dataset's
   */
  public NetworkDraft(Pixels pixels) {
    this.pixels = pixels;
  }

  /** The image that enters, its pixels as the network expects them. */
  public Image input(Axes axes) {
    input = axes.image();
    Image image = new Image(Node.INPUT, axes);
    return scale(
        "pixels",
        pixels.isReversed() ? reversed(image) : image,
        array(pixels.factor()),
        array(pixels.shift()));
  }

  private static double[] array(List<Double> numbers) {
    return numbers.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private Image reversed(Image image) {
    List<Image> channels = new ArrayList<>();
    for (int channel = image.shape().channels() - 1; channel >= 0; channel--) {
      channels.add(slice("pixels/channel " + channel, image, channel, channel + 1));
    }
    return channels.size() == 1 ? image : concat("pixels/reversed", channels).on(image.axes());
  }

  /**
   * A convolution.
   *
   * @param weights [filters, d]
   * @return on axes of the same kind as the image's, which must be whole
   */
  public Image convolution(
      String name, Image image, Window window, float padValue, int groups, LayerWeights weights) {
    String unique = names.unique(name);
    LayerShape shape =
        new LayerShape(
            unique,
            LayerKind.CONVOLUTION,
            image.shape(),
            window,
            padValue,
            weights.computed().size(0),
            groups);
    return addedAs(unique, List.of(image), new Body.Filters(shape, weights), image.axes());
  }

  /**
   * A dense layer on an image of one pixel.
   *
   * @param weights [filters, d]
   */
  public Image dense(String name, Image image, LayerWeights weights) {
    String unique = names.unique(name);
    LayerShape shape =
        LayerShape.dense(unique, image.shape().channels(), weights.computed().size(0));
    Axes inOrder = Axes.channelsFirst(image.axes().images(), shape.output()).reshaped(0, -1);
    return addedAs(unique, List.of(image), new Body.Filters(shape, weights), inOrder);
  }

  /** x ↦ factor · x + shift, each for every channel or one for all. */
  public Image scale(String name, Image image, double[] factor, double[] shift) {
    return added(name, image, new Body.Affine(list(factor), list(shift)));
  }

  private static List<Double> list(double... numbers) {
    return Arrays.stream(numbers).boxed().toList();
  }

  /** Batch normalization; each array has a number for every channel. */
  public Image batchNorm(
      String name,
      Image image,
      Numbers gamma,
      Numbers beta,
      Numbers mean,
      Numbers variance,
      double epsilon) {
    requireVariance(variance, epsilon);
    return added(
        name,
        image,
        new Body.Other(
            false,
            true,
            (unique, inputs, arrays) ->
                new BatchNormalization(
                    unique,
                    inputs.get(0),
                    new BatchNorm(
                        arrays.of(gamma),
                        arrays.of(beta),
                        arrays.of(mean),
                        arrays.of(variance),
                        epsilon))));
  }

  private static void requireVariance(Numbers variance, double epsilon) {
    for (double value : variance.doubles()) {
      if (!(value + epsilon > 0)) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT, "a variance of %s with ε = %s is not positive", value, epsilon));
      }
    }
  }

  public Image pool(String name, Image image, Pool.Kind kind, Window window, boolean padsCount) {
    return other(
        name,
        List.of(image),
        kind == Pool.Kind.MAX,
        image.axes(),
        (unique, inputs, arrays) -> new Pool(unique, inputs.get(0), kind, window, padsCount));
  }

  /** The average or the maximum of each channel: an image of one pixel. */
  public Image globalPool(String name, Image image, Pool.Kind kind) {
    return pool(name, image, kind, Window.whole(image.shape()), false);
  }

  public Image function(String name, Image image, Curve curve) {
    return other(
        name,
        List.of(image),
        false,
        image.axes(),
        (unique, inputs, arrays) -> new Function(unique, inputs.get(0), curve));
  }

  /**
   * x where it is positive, else the channel's slope · x.
   *
   * @param slopes [channels]
   */
  public Image prelu(String name, Image image, Numbers slopes) {
    return other(
        name,
        List.of(image),
        false,
        image.axes(),
        (unique, inputs, arrays) ->
            new Function(unique, inputs.get(0), new Curve.Prelu(arrays.of(slopes))));
  }

  /**
   * The sign of each number.
   *
   * @param zero what 0 becomes
   */
  public Image sign(String name, Image image, int zero) {
    return added(name, image, new Body.Signs(new Sign(zero)));
  }

  /** Any other quantizer. */
  public Image quantize(String name, Image image, Quantization quantization) {
    return added(name, image, new Body.Levels(quantization));
  }

  public Image add(String name, List<Image> images) {
    return other(
        name, images, false, largest(images), (unique, inputs, arrays) -> new Add(unique, inputs));
  }

  public Image multiply(String name, List<Image> images) {
    return other(
        name,
        images,
        false,
        largest(images),
        (unique, inputs, arrays) -> new Multiply(unique, inputs));
  }

  private static Axes largest(List<Image> images) {
    return images.stream()
        .map(Image::axes)
        .reduce((one, other) -> other.image().size() > one.image().size() ? other : one)
        .orElseThrow();
  }

  /** The channels of several images. */
  public Image concat(String name, List<Image> images) {
    return other(
        name,
        images,
        true,
        images.get(0).axes(),
        (unique, inputs, arrays) -> new Concat(unique, inputs));
  }

  /** The channels from one to that before another. */
  public Image slice(String name, Image image, int from, int to) {
    return other(
        name,
        List.of(image),
        true,
        image.axes(),
        (unique, inputs, arrays) -> new Slice(unique, inputs.get(0), from, to));
  }

  public Image padChannels(String name, Image image, int before, int after) {
    return other(
        name,
        List.of(image),
        true,
        image.axes(),
        (unique, inputs, arrays) -> new PadChannels(unique, inputs.get(0), before, after));
  }

  public Image pad(String name, Image image, Pads pads, float value) {
    return other(
        name,
        List.of(image),
        true,
        image.axes(),
        (unique, inputs, arrays) -> new Pad(unique, inputs.get(0), pads, value));
  }

  /**
   * The image as one pixel.
   *
   * @param image on flat axes, which keep their order
   */
  public Image flatten(String name, Image image) {
    if (image.shape().height() == 1 && image.shape().width() == 1) {
      return image;
    }
    return other(
        name,
        List.of(image),
        true,
        image.axes().flattened(),
        (unique, inputs, arrays) -> new Flatten(unique, inputs.get(0)));
  }

  /**
   * Channels in groups, first the first of every group.
   *
   * @param axis the one on which the channels are shuffled
   */
  public Image shuffle(String name, Image image, int groups, int axis) {
    return other(
        name,
        List.of(image),
        true,
        image.axes().ordered(axis),
        (unique, inputs, arrays) -> new Shuffle(unique, inputs.get(0), groups));
  }

  private Image other(
      String name, List<Image> images, boolean keepsValues, Axes axes, Body.Other.Maker maker) {
    return addedAs(names.unique(name), images, new Body.Other(keepsValues, false, maker), axes);
  }

  private Image added(String name, Image image, Body body) {
    return addedAs(names.unique(name), List.of(image), body, image.axes());
  }

  private Image addedAs(String unique, List<Image> images, Body body, Axes axes) {
    DraftNode node = new DraftNode(unique, images.stream().map(Image::node).toList(), body);
    ImageShape output;
    try {
      output =
          body.node(unique, node.inputs(), DraftArrays.ANNOUNCED)
              .output(images.stream().map(Image::shape).toList());
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("is too large: " + e.getMessage(), e);
    }
    nodes.add(node);
    return new Image(unique, output.equals(axes.image()) ? axes : like(axes, output));
  }

  /** Axes in the order of others, for an image of another shape. */
  private static Axes like(Axes axes, ImageShape shape) {
    Axes changed =
        axes.rank() == 4 && axes.isChannelsLast() && !axes.isChannelsFirst()
            ? Axes.channelsLast(axes.images(), shape)
            : Axes.channelsFirst(axes.images(), shape);
    return axes.rank() == 2 ? changed.reshaped(0, -1) : changed;
  }

  /** The node that was added last under a name; empty where the image or nothing is so called. */
  Optional<DraftNode> node(String name) {
    return nodes.stream().filter(each -> each.name().equals(name)).findFirst();
  }

  /** If an image is the sum of two, one of which is another's negative: the remaining one. */
  public Optional<Image> withoutNegative(Image sum, Image added) {
    return node(sum.node())
        .filter(node -> node.inputs().size() == 2)
        .filter(
            node -> node.body().node("sum", node.inputs(), DraftArrays.ANNOUNCED) instanceof Add)
        .filter(node -> isNegative(node.inputs().get(1), added.node()))
        .map(node -> new Image(node.inputs().get(0), sum.axes()));
  }

  private boolean isNegative(String name, String of) {
    return node(name)
        .filter(node -> node.inputs().get(0).equals(of))
        .filter(
            node ->
                node.body() instanceof Body.Affine affine
                    && affine.of(0) == 0
                    && affine.of(1) == -1)
        .isPresent();
  }

  /** Something without a part in the scores, such as "Dropout dropout_3". */
  public void drop(String what) {
    dropped.add(Names.readable(what));
  }

  /** Something that keeps the network from being run. */
  public void refuse(String node, String operator, String advice) {
    unsupported.add(
        new UnsupportedOperator(
            Names.readable(node), Names.readable(operator), Names.visible(advice)));
  }

  public List<UnsupportedOperator> unsupported() {
    return List.copyOf(unsupported);
  }

  public List<String> dropped() {
    return List.copyOf(dropped);
  }

  /** A layer behind something that is not supported, so that what enters it is not known. */
  public void unplacedLayer(String name, Extent kernel, Extent stride, LayerWeights weights) {
    unplaced.add(
        new InspectedLayer(
            names.unique(name),
            new Window(kernel, stride, Extent.ONE, Pads.NONE),
            weights.computed().size(0),
            weights.computed().size(1),
            Optional.empty(),
            LayerFacts.values(weights),
            weights.source().map(LayerWeights.Source::quantizer),
            Optional.empty(),
            "unknown"));
  }

  /** The layers as far as they were added, each with what is known of it. */
  public List<InspectedLayer> layers(Optional<Image> scores) {
    List<DraftNode> simple =
        scores
            .map(image -> Simplification.of(nodes, image.node()).nodes())
            .orElse(List.copyOf(nodes));
    List<InspectedLayer> layers = new ArrayList<>(LayerFacts.of(simple));
    layers.addAll(unplaced);
    return layers;
  }

  /**
   * The network.
   *
   * @param scores what gives them
   * @throws IllegalArgumentException if the nodes are no network, with the reason
   */
  public Graph graph(Image scores, DraftArrays arrays) {
    Simplification.Simplified simple = Simplification.of(nodes, scores.node());
    List<Node> made = new ArrayList<>();
    for (DraftNode node : simple.nodes()) {
      made.add(made(node, arrays));
    }
    return new Graph(input, made, simple.scores(), Loss.CROSS_ENTROPY);
  }

  private static Node made(DraftNode node, DraftArrays arrays) {
    try {
      return node.body().node(node.name(), node.inputs(), arrays);
    } catch (IllegalArgumentException | BadInputException e) {
      throw new IllegalArgumentException(node.name() + ": " + e.getMessage(), e);
    }
  }
}
