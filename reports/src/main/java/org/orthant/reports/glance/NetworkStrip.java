package org.orthant.reports.glance;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.orthant.reports.result.Result;
import org.orthant.reports.result.Result.Layer;
import org.orthant.reports.result.Result.Place;
import org.orthant.reports.words.Unit;

/**
 * The network's layers as boxes in its order, coloured by what quantization costs in them.
 *
 * @param legend what the number in a box and its colour stand for
 * @param steps what each colour stands for, from the least cost to the most
 * @param columns how many boxes the longest way through the network has
 * @param rows how many boxes stand side by side at most
 */
public record NetworkStrip(
    String legend, List<String> steps, List<Box> boxes, List<Edge> edges, int columns, int rows) {
  /** The room of a column and of a row, and what of it a box leaves free, in pixels. */
  private static final int GAP = 14;

  private static final int HEIGHT = 110;
  private static final int ROOM = 1270;
  private static final int WIDEST = 156;
  private static final int NARROWEST = 78;

  /**
   * A layer.
   *
   * @param kind its kind and d
   * @param filters how many it has
   * @param inputs what its inputs are quantized with; empty where unknown
   * @param weights what the network computes with; empty where unknown
   * @param cost in words; empty where it was not measured
   * @param colour the step of the legend, or {@code none}
   * @param column its place, from 1
   * @param row its place, from 1
   */
  public record Box(
      String layer,
      String kind,
      String filters,
      String inputs,
      String weights,
      String cost,
      String interval,
      String colour,
      int column,
      int row) {

    /** Returns the same where vectors stand for filters. */
    private Box ofVectors(Layer vectors) {
      return new Box(
          layer,
          "d " + Unit.count(vectors.dimension()),
          Unit.count(vectors.filters(), "vector", "vectors"),
          inputs,
          weights,
          cost,
          interval,
          colour,
          column,
          row);
    }
  }

  /** A line from one box to another, as the path of an SVG. */
  public record Edge(String path) {}

  /** The strip of a result that has layers. */
  static NetworkStrip of(Result result, LayerCosts costs) {
    Map<String, Integer> columns = columns(result);
    Map<Integer, Integer> taken = new HashMap<>();
    List<Box> boxes = new ArrayList<>();
    for (Layer layer : result.layers()) {
      int column = columns.get(layer.name());
      Box box = box(layer, costs, column, taken.merge(column, 1, Integer::sum));
      boxes.add(result.isOfVectors() ? box.ofVectors(layer) : box);
    }
    int length = columns.values().stream().mapToInt(Integer::intValue).max().orElse(1);
    int rows = taken.values().stream().mapToInt(Integer::intValue).max().orElse(1);
    return new NetworkStrip(
        legend(costs),
        costs.scale().steps(),
        boxes,
        edges(result, boxes, width(length)),
        length,
        rows);
  }

  /** Returns how wide a box is, in pixels. */
  public int width() {
    return width(columns);
  }

  /** Returns how high a box is, in pixels. */
  public int height() {
    return HEIGHT;
  }

  /** Returns how far boxes stand apart, in pixels. */
  public int gap() {
    return GAP;
  }

  /** The room of all boxes, in pixels. */
  public int totalWidth() {
    return columns * (width() + GAP) - GAP;
  }

  /** The room of all boxes, in pixels. */
  public int totalHeight() {
    return rows * (HEIGHT + GAP) - GAP;
  }

  private static int width(int columns) {
    return Math.max(NARROWEST, Math.min(WIDEST, (ROOM + GAP) / columns - GAP));
  }

  /** The longest way to each layer; a layer of unknown place comes after the one before it. */
  private static Map<String, Integer> columns(Result result) {
    Map<String, Integer> columns = new HashMap<>();
    int before = 0;
    for (Layer layer : result.layers()) {
      int last = before;
      before =
          1
              + layer
                  .place()
                  .map(
                      place ->
                          place.after().stream()
                              .mapToInt(name -> columns.getOrDefault(name, 0))
                              .max()
                              .orElse(0))
                  .orElse(last);
      columns.put(layer.name(), before);
    }
    return columns;
  }

  private static Box box(Layer layer, LayerCosts costs, int column, int row) {
    Optional<LayerCost> cost = Optional.ofNullable(costs.byLayer().get(layer.name()));
    return new Box(
        layer.name(),
        String.format(
            Locale.ROOT,
            "%s, d %s",
            layer.kind().equals("convolution") ? "conv" : layer.kind(),
            Unit.count(layer.dimension())),
        Unit.count(layer.filters(), "filter", "filters"),
        layer.place().map(place -> "inputs " + word(place.inputs())).orElse(""),
        layer.place().map(place -> "weights " + word(place.weights())).orElse(""),
        cost.map(each -> costs.scale().write(each.value())).orElse(""),
        cost.map(each -> interval(costs.scale(), each)).orElse(""),
        cost.map(each -> Integer.toString(costs.scale().step(each.value()))).orElse("none"),
        column,
        row);
  }

  /** A quantizer's name without its parameters. */
  private static String word(String quantizer) {
    return quantizer.replaceFirst("\\[.*", "").toLowerCase(Locale.ROOT);
  }

  static String interval(Scale scale, LayerCost cost) {
    if (cost.low().isEmpty() || cost.high().isEmpty()) {
      return "";
    }
    String one = scale.write(cost.low().getAsDouble());
    String other = scale.write(cost.high().getAsDouble());
    return scale == Scale.PREDICTIONS || scale == Scale.ANGLE
        ? "[" + one + ", " + other + "]"
        : "[" + other + ", " + one + "]";
  }

  /** The quantizer, where it is one for all layers. */
  private static String with(LayerCosts costs) {
    List<String> quantizers =
        costs.byLayer().values().stream().map(LayerCost::quantizer).distinct().toList();
    return quantizers.size() == 1 ? ", by " + quantizers.get(0) : "";
  }

  static String legend(LayerCosts costs) {
    return switch (costs.scale()) {
      case ACCURACY ->
          costs.areAllInUse()
              ? "Points of accuracy with a layer’s quantized weights beyond those with continuous ones (+: quantized is better)"
              : "Change of accuracy in points where the weights of that layer alone are quantized"
                  + with(costs)
                  + " (changes do not add up)";
      case PREDICTIONS -> "Images whose predicted class changes with that layer’s quantization";
      case CORRELATION -> "r, how well dot products with quantized weights follow the exact ones";
      case ANGLE ->
          costs.byLayer().isEmpty()
              ? "No cost of a layer was measured"
              : "Degrees that quantization turns these beyond what it turns Gaussian vectors";
    };
  }

  /** Neighbours are joined by a straight line; a line past other boxes runs below them. */
  private static List<Edge> edges(Result result, List<Box> boxes, int width) {
    Map<String, Box> byName = new HashMap<>();
    if (result.isOfVectors()) {
      return List.of();
    }
    boxes.forEach(box -> byName.put(box.layer(), box));
    List<Edge> edges = new ArrayList<>();
    Optional<String> previous = Optional.empty();
    for (Layer layer : result.layers()) {
      List<String> after = layer.place().map(Place::after).orElse(previous.stream().toList());
      for (String name : after) {
        if (byName.containsKey(name)) {
          edges.add(edge(byName.get(name), byName.get(layer.name()), width));
        }
      }
      previous = Optional.of(layer.name());
    }
    return edges;
  }

  private static Edge edge(Box from, Box to, int width) {
    int x = (from.column() - 1) * (width + GAP) + width;
    int y = (from.row() - 1) * (HEIGHT + GAP) + HEIGHT / 2;
    int endX = (to.column() - 1) * (width + GAP);
    int endY = (to.row() - 1) * (HEIGHT + GAP) + HEIGHT / 2;
    if (to.column() - from.column() > 1) {
      int below = Math.max(from.row(), to.row()) * (HEIGHT + GAP) - GAP + GAP / 2;
      return new Edge(
          String.format(
              Locale.ROOT,
              "M%d %dl6 0L%d %dL%d %dL%d %dl6 0",
              x,
              y,
              x + 6,
              below,
              endX - 6,
              below,
              endX - 6,
              endY));
    }
    return new Edge(String.format(Locale.ROOT, "M%d %dL%d %d", x, y, endX, endY));
  }
}
