package org.orthant.framework.run.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.DoubleSupplier;
import java.util.stream.DoubleStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.RandomNumbers;
import org.orthant.api.Seed;
import org.orthant.api.array.Floats;
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
import org.orthant.api.graph.Product;
import org.orthant.api.graph.Quantize;
import org.orthant.api.graph.Scale;
import org.orthant.api.graph.Shuffle;
import org.orthant.api.graph.Slice;
import org.orthant.api.model.BatchNorm;
import org.orthant.api.model.Extent;
import org.orthant.api.model.ImageShape;
import org.orthant.api.model.Layer;
import org.orthant.api.model.LayerKind;
import org.orthant.api.model.LayerShape;
import org.orthant.api.model.Pads;
import org.orthant.api.model.Quantization;
import org.orthant.api.model.Sign;
import org.orthant.api.model.VectorMap;
import org.orthant.api.model.Window;

/**
 * Draws graphs of all kinds of nodes. Each node is computed for a few images at once, so that batch
 * normalization and scales keep the numbers that come out of it within a small range.
 */
public final class RandomGraphs {
  private static final int SAMPLE = 3;
  private static final int MOST_NUMBERS = 400;
  private static final int MOST_CHANNELS = 12;
  private static final double LARGEST = 6;
  private static final int CLASSES = 4;

  private final RandomNumbers random;
  private final boolean quantized;
  private final ImageShape input;
  private final List<float[]> sample = new ArrayList<>();
  private final List<Node> nodes = new ArrayList<>();
  private final Map<String, ImageShape> shapes = new LinkedHashMap<>();
  private final TreeSet<String> taken = new TreeSet<>();

  private RandomGraphs(Seed seed, boolean quantized) {
    this.random = seed.generator();
    this.quantized = quantized;
    this.input =
        new ImageShape(between(3, 8), between(3, 8), chance(0.1) ? between(32, 70) : between(1, 4));
    shapes.put(Node.INPUT, input);
    for (int i = 0; i < SAMPLE; i++) {
      sample.add(image(input, random));
    }
  }

  /**
   * Draws one.
   *
   * @param steps how many nodes or blocks of nodes, besides those that make scores
   * @param quantized whether there may be nodes that quantize
   */
  public static Graph draw(long seed, int steps, boolean quantized) {
    return new RandomGraphs(new Seed(seed), quantized).graph(steps);
  }

  /** A random image. */
  static float[] image(ImageShape shape, RandomNumbers random) {
    float[] numbers = new float[shape.size()];
    boolean signs = random.nextInt(4) == 0;
    for (int i = 0; i < numbers.length; i++) {
      float number = (float) random.nextDouble(-1, 1);
      numbers[i] = signs ? Math.signum(number) : number;
    }
    return numbers;
  }

  private int between(int least, int most) {
    return random.nextInt(least, most + 1);
  }

  private boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  private <T> T any(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private Graph graph(int steps) {
    for (int i = 0; i < steps; i++) {
      step(chance(0.65) ? last() : any(List.copyOf(shapes.keySet())));
    }
    String scores = scores();
    if (chance(0.15)) {
      // The scores are taken by others too, and what these give by nobody.
      step(scores);
    }
    return new Graph(input, nodes, scores, any(List.of(Loss.values())));
  }

  private String last() {
    return nodes.isEmpty() ? Node.INPUT : nodes.get(nodes.size() - 1).name();
  }

  private String name(String kind) {
    return kind + (nodes.size() + 1);
  }

  /** Adds a node, and another one behind it where its numbers are large or hardly vary. */
  private String add(Node node) {
    nodes.add(node);
    taken.addAll(node.inputs());
    shapes.put(node.name(), node.output(node.inputs().stream().map(shapes::get).toList()));
    double largest = numbers(node.name()).map(Math::abs).max().orElseThrow();
    return largest > LARGEST ? tamed(node.name()) : node.name();
  }

  private DoubleStream numbers(String node) {
    Interpreter interpreter =
        Interpreter.trained(new Graph(input, withEnd(), "end", Loss.SQUARED_HINGE));
    return sample.stream()
        .flatMapToDouble(
            image -> Arrays.stream(interpreter.pass(image, nodes.size()).value(node).values()));
  }

  /** The nodes so far, with scores of some sort. */
  private List<Node> withEnd() {
    List<Node> all = new ArrayList<>(nodes);
    all.add(new Pool("whole", Node.INPUT, Pool.Kind.AVERAGE, Window.whole(input), false));
    all.add(new Flatten("end", "whole"));
    return all;
  }

  private String tamed(String name) {
    return chance(0.7) ? normalized(name) : scaled(name);
  }

  private void step(String from) {
    ImageShape image = shapes.get(from);
    switch (between(0, quantized ? 21 : 15)) {
      case 0, 1 -> convolution(from);
      case 2 -> product(from, false);
      case 3 -> normalized(from);
      case 4 -> scaled(from);
      case 5, 6 -> pooled(from);
      case 7 -> add(new Function(name("curve"), from, curve(image)));
      case 8 -> combined(from, true);
      case 9 -> combined(from, false);
      case 10 -> concatenated(from);
      case 11 -> sliced(from);
      case 12 -> add(new PadChannels(name("more"), from, between(0, 2), between(0, 2)));
      case 13 -> padded(from);
      case 14 -> flattened(from);
      case 15 -> add(new Shuffle(name("shuffle"), from, divisor(image.channels())));
      case 16 -> quantized(from);
      case 17 -> convolution(quantized(from));
      default -> block(from);
    }
  }

  private String quantized(String from) {
    VectorMap map =
        any(
            List.<VectorMap>of(
                new Sign(-1),
                new Sign(-1),
                new Sign(1),
                new Sign(1),
                new Sign(0),
                HandMadeMap.SCALED_SIGNS,
                HandMadeMap.LEVELS));
    return add(new Quantize(name("quantize"), from, new Quantization("any", map)));
  }

  /**
   * Signs, product, maybe pool, batch normalization and curve, signs: what kernels take at once.
   */
  private void block(String from) {
    String last = chance(0.7) ? signs(from) : from;
    last = chance(0.8) ? convolution(last) : product(last, false);
    ImageShape image = shapes.get(last);
    if (chance(0.4)) {
      last =
          image.height() > 1 && image.width() > 1 && chance(0.7)
              ? add(new Pool(name("pool"), last, Pool.Kind.MAX, Window.tiles(2), false))
              : pooled(last);
    }
    if (chance(0.7)) {
      last = normalized(last);
    }
    if (chance(0.2)) {
      last = add(new Function(name("curve"), last, curve(shapes.get(last))));
    }
    if (chance(0.8)) {
      signs(last);
    }
  }

  private String signs(String from) {
    return add(
        new Quantize(name("sign"), from, new Quantization("sign", new Sign(chance(0.5) ? -1 : 1))));
  }

  private int divisor(int of) {
    List<Integer> divisors = new ArrayList<>();
    for (int i = 1; i <= of; i++) {
      if (of % i == 0) {
        divisors.add(i);
      }
    }
    return any(divisors);
  }

  private Pads pads(int most) {
    return chance(0.3)
        ? Pads.NONE
        : chance(0.4)
            ? Pads.all(between(1, most))
            : new Pads(between(0, most), between(0, most), between(0, most), between(0, most));
  }

  /** A window that fits. */
  private Window window(ImageShape image, int mostPads) {
    for (int attempt = 0; attempt < 20; attempt++) {
      Extent kernel =
          chance(0.4)
              ? Extent.square(any(List.of(2, 3, 3)))
              : chance(0.3)
                  ? any(List.of(new Extent(1, between(1, 5)), new Extent(between(1, 5), 1)))
                  : new Extent(between(1, 4), between(1, 4));
      Window window =
          new Window(
              kernel,
              chance(0.5) ? Extent.ONE : new Extent(between(1, 3), between(1, 3)),
              chance(0.7) ? Extent.ONE : new Extent(between(1, 2), between(1, 2)),
              pads(mostPads));
      ImageShape padded = window.pads().around(image);
      if (window.reach().height() <= padded.height() && window.reach().width() <= padded.width()) {
        return window;
      }
    }
    return Window.PIXEL;
  }

  private String convolution(String from) {
    return product(from, true);
  }

  private String product(String from, boolean convolution) {
    if (!convolution) {
      String pixel = flattened(from);
      String name = name("dense");
      return product(pixel, LayerShape.dense(name, shapes.get(pixel).channels(), between(2, 12)));
    }
    ImageShape image = shapes.get(from);
    int groups = chance(0.6) ? 1 : chance(0.5) ? image.channels() : divisor(image.channels());
    int most = Math.max(1, MOST_CHANNELS / groups);
    int filters = groups * between(1, most);
    Window window =
        chance(0.15) ? Window.whole(image) : chance(0.2) ? Window.same(3) : window(image, 2);
    float padValue = any(List.of(0f, 0f, 1f, -1f, 0.5f));
    String name = name("conv");
    LayerShape shape =
        new LayerShape(name, LayerKind.CONVOLUTION, image, window, padValue, filters, groups);
    if (shape.output().size() > MOST_NUMBERS || groups > MOST_CHANNELS) {
      shape =
          new LayerShape(name, LayerKind.CONVOLUTION, image, window, padValue, between(1, 4), 1);
    }
    return product(from, shape);
  }

  private String product(String from, LayerShape shape) {
    int count = shape.filters() * shape.dimension();
    float[] weights = new float[count];
    double spread = 1.5 / Math.sqrt(shape.dimension());
    for (int i = 0; i < count; i++) {
      weights[i] = (float) (random.nextGaussian() * spread);
    }
    INDArray continuous = Floats.array(weights, shape.filters(), shape.dimension());
    int kind = between(0, 8);
    Layer layer =
        switch (kind) {
          case 0 -> given(shape, new Sign().apply(continuous));
          case 1 -> given(shape, HandMadeMap.SCALED_SIGNS.apply(continuous));
          case 2 -> given(shape, HandMadeMap.TERNARY.apply(continuous));
          case 3 -> given(shape, HandMadeMap.LEVELS.apply(continuous));
          case 4, 5 -> trained(shape, continuous, new Sign());
          case 6 -> trained(shape, continuous, HandMadeMap.SCALED_SIGNS);
          case 7 -> trained(shape, continuous, HandMadeMap.TERNARY);
          default -> new Layer(shape, continuous, Optional.empty());
        };
    return add(new Product(from, layer));
  }

  private static Layer given(LayerShape shape, INDArray weights) {
    return new Layer(shape, weights, false, Optional.empty());
  }

  private static Layer trained(LayerShape shape, INDArray continuous, VectorMap map) {
    return new Layer(shape, continuous, Optional.of(new Quantization("any", map)));
  }

  private INDArray perChannel(int channels, DoubleSupplier number) {
    float[] numbers = new float[channels];
    for (int c = 0; c < channels; c++) {
      numbers[c] = (float) number.getAsDouble();
    }
    return Floats.array(numbers, channels);
  }

  /** A batch normalization with about the statistics of the sample. */
  private String normalized(String from) {
    int channels = shapes.get(from).channels();
    double[] all = numbers(from).toArray();
    float[] mean = new float[channels];
    float[] variance = new float[channels];
    for (int c = 0; c < channels; c++) {
      double sum = 0;
      double squares = 0;
      for (int i = c; i < all.length; i += channels) {
        sum += all[i];
        squares += all[i] * all[i];
      }
      double count = all.length / (double) channels;
      double average = sum / count;
      double spread = Math.max(0.05, squares / count - average * average);
      mean[c] = (float) (average + random.nextDouble(-0.3, 0.3) * Math.sqrt(spread));
      variance[c] = (float) (spread * random.nextDouble(0.5, 2));
    }
    return add(
        new BatchNormalization(
            name("norm"),
            from,
            new BatchNorm(
                perChannel(channels, this::slope),
                perChannel(channels, () -> random.nextGaussian() * 0.3),
                Floats.array(mean, channels),
                Floats.array(variance, channels),
                1e-4)));
  }

  /** Mostly positive, sometimes negative, seldom 0. */
  private double slope() {
    double size = random.nextDouble(0.3, 1.2);
    return chance(0.04) ? 0 : chance(0.2) ? -size : size;
  }

  private String scaled(String from) {
    int channels = shapes.get(from).channels();
    double largest = numbers(from).map(Math::abs).max().orElseThrow();
    double size = Math.min(4, 2 / Math.max(largest, 0.1));
    return add(
        new Scale(
            name("scale"),
            from,
            perChannel(chance(0.3) ? 1 : channels, () -> slope() * size),
            perChannel(chance(0.3) ? 1 : channels, () -> chance(0.5) ? 0 : slope() / 2)));
  }

  private String pooled(String from) {
    ImageShape image = shapes.get(from);
    Pool.Kind kind = any(List.of(Pool.Kind.values()));
    boolean padsCount = chance(0.5);
    Pool pool = new Pool(name("pool"), from, kind, window(image, 1), padsCount);
    try {
      pool.output(List.of(image));
    } catch (IllegalArgumentException e) {
      // Windows would see nothing but pads.
      pool = new Pool(pool.name(), from, kind, Window.whole(image), padsCount);
    }
    return add(pool);
  }

  private Curve curve(ImageShape image) {
    return any(
        List.of(
            new Curve.Relu(),
            new Curve.Clip(-1, 1),
            new Curve.Clip(0, 1.5f),
            new Curve.LeakyRelu(0.125f),
            new Curve.Prelu(perChannel(image.channels(), () -> random.nextDouble(-0.5, 0.5))),
            new Curve.Tanh(),
            new Curve.Sigmoid(),
            new Curve.HardSigmoid(),
            new Curve.HardSwish()));
  }

  /** One that fits to another for a sum or a product: made for it, or found. */
  private String partner(String of) {
    ImageShape image = shapes.get(of);
    List<String> alike =
        shapes.keySet().stream().filter(name -> shapes.get(name).equals(image)).toList();
    return switch (between(0, 5)) {
      case 0, 1 -> any(alike);
      case 2 ->
          add(
              new Pool(
                  name("whole"), of, any(List.of(Pool.Kind.values())), Window.whole(image), false));
      case 3 -> add(new Slice(name("slice"), of, image.channels() - 1, image.channels()));
      case 4 -> add(new Function(name("curve"), of, curve(image)));
      default -> {
        LayerShape shape = LayerShape.same(name("conv"), image, 3, image.channels());
        yield image.channels() > MOST_CHANNELS ? any(alike) : product(of, shape);
      }
    };
  }

  private void combined(String from, boolean sum) {
    List<String> parts = new ArrayList<>(List.of(from));
    for (int i = between(1, 2); i > 0; i--) {
      parts.add(between(0, parts.size()), partner(from));
    }
    add(sum ? new Add(name("add"), parts) : new Multiply(name("multiply"), parts));
  }

  private void concatenated(String from) {
    ImageShape image = shapes.get(from);
    List<String> fitting =
        shapes.keySet().stream()
            .filter(
                name ->
                    shapes.get(name).height() == image.height()
                        && shapes.get(name).width() == image.width())
            .toList();
    List<String> parts = new ArrayList<>(List.of(from, any(fitting)));
    if (chance(0.3)) {
      parts.add(any(fitting));
    }
    add(new Concat(name("concat"), parts));
  }

  private String sliced(String from) {
    int channels = shapes.get(from).channels();
    int first = between(0, channels - 1);
    return add(new Slice(name("slice"), from, first, between(first + 1, channels)));
  }

  private void padded(String from) {
    Pads pads = new Pads(between(0, 2), between(0, 1), between(0, 1), between(0, 2));
    add(new Pad(name("pad"), from, pads, any(List.of(0f, 1f, -1f, 0.5f))));
  }

  private String flattened(String from) {
    String small = shapes.get(from).size() > 150 ? pooledWhole(from) : from;
    return chance(0.8) || shapes.get(small).height() * shapes.get(small).width() > 1
        ? add(new Flatten(name("flat"), small))
        : small;
  }

  private String pooledWhole(String from) {
    Pool.Kind kind = any(List.of(Pool.Kind.values()));
    return add(new Pool(name("whole"), from, kind, Window.whole(shapes.get(from)), chance(0.5)));
  }

  private String scores() {
    List<String> open =
        shapes.keySet().stream()
            .filter(name -> !taken.contains(name) && !name.equals(Node.INPUT))
            .toList();
    String last = last();
    List<String> parts = new ArrayList<>();
    for (String name : open) {
      // Some are left to lead nowhere.
      if (name.equals(last) || chance(0.85)) {
        parts.add(flattened(name));
      }
    }
    String before =
        parts.isEmpty()
            ? flattened(last)
            : parts.size() == 1 ? parts.get(0) : add(new Concat(name("concat"), parts));
    ImageShape image = shapes.get(before);
    String name = name("dense");
    String scores = product(before, LayerShape.dense(name, image.channels(), CLASSES));
    return chance(0.4) ? normalized(scores) : chance(0.4) ? scaled(scores) : scores;
  }
}
