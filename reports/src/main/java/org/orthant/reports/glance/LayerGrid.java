package org.orthant.reports.glance;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.orthant.reports.result.Result;
import org.orthant.reports.result.Result.Layer;

/**
 * Layers in rows by the kind of their matrix and in columns by the number of their block, as their
 * names tell: {@code model.layers.7.mlp.up_proj.weight} is the kind {@code mlp.up_proj} in block 7.
 *
 * @param blocks the numbers of the columns, ascending
 * @param rows the kinds, that with the most costly layer first
 * @param others the layers whose names hold no number, in the network's order
 */
public record LayerGrid(List<Integer> blocks, List<Row> rows, List<String> others) {
  private static final int LEAST_BLOCKS = 2;

  /** A number of so many digits counts no blocks. */
  private static final int MOST_DIGITS = 6;

  /**
   * A kind of matrix.
   *
   * @param layers by the number of the block
   */
  public record Row(String kind, Map<Integer, String> layers) {

    /**
     * Makes a cell of each layer.
     *
     * @return one for each block, empty where the kind has no layer in it
     */
    public <T> List<Optional<T>> cells(List<Integer> blocks, Function<String, T> cell) {
      return blocks.stream()
          .map(block -> Optional.ofNullable(layers.get(block)).map(cell))
          .toList();
    }
  }

  /** A name around its first whole number. */
  private record Kind(List<String> before, List<String> after) {}

  private record Place(Kind kind, int block) {
    static Optional<Place> of(String layer) {
      List<String> parts = List.of(layer.split("[./]", -1));
      for (int i = 0; i < parts.size(); i++) {
        if (parts.get(i).matches("[0-9]{1," + MOST_DIGITS + "}")) {
          return Optional.of(
              new Place(
                  new Kind(parts.subList(0, i), parts.subList(i + 1, parts.size())),
                  Integer.parseInt(parts.get(i))));
        }
      }
      return Optional.empty();
    }
  }

  /** The grid, where most of the names hold numbers of several blocks. */
  public static Optional<LayerGrid> of(Result result) {
    Map<Kind, Map<Integer, String>> kinds = new LinkedHashMap<>();
    List<String> others = new ArrayList<>();
    SortedSet<Integer> blocks = new TreeSet<>();
    for (String layer : result.layers().stream().map(Layer::name).distinct().toList()) {
      Optional<Place> place = Place.of(layer);
      boolean isPlaced =
          place
              .map(at -> kinds.computeIfAbsent(at.kind(), kind -> new TreeMap<>()))
              .map(row -> row.putIfAbsent(place.get().block(), layer) == null)
              .orElse(false);
      if (isPlaced) {
        blocks.add(place.get().block());
      } else {
        others.add(layer);
      }
    }
    if (blocks.size() < LEAST_BLOCKS || 2 * others.size() > result.layers().size()) {
      return Optional.empty();
    }
    return Optional.of(new LayerGrid(List.copyOf(blocks), rows(result, kinds), others));
  }

  private static List<Row> rows(Result result, Map<Kind, Map<Integer, String>> kinds) {
    Map<String, LayerCost> costs = LayerCosts.of(result).byLayer();
    List<List<String>> before = kinds.keySet().stream().map(Kind::before).toList();
    List<List<String>> after = kinds.keySet().stream().map(Kind::after).toList();
    int prefix = shared(before, false);
    int suffix = shared(after, true);
    return kinds.entrySet().stream()
        .map(kind -> new Row(name(kind.getKey(), prefix, suffix), kind.getValue()))
        .sorted(Comparator.comparingDouble((Row row) -> highest(row, costs)).reversed())
        .toList();
  }

  private static double highest(Row row, Map<String, LayerCost> costs) {
    return row.layers().values().stream()
        .filter(costs::containsKey)
        .mapToDouble(layer -> costs.get(layer).value())
        .max()
        .orElse(Double.NEGATIVE_INFINITY);
  }

  /** The name without what all have; a name of nothing else is written in full. */
  private static String name(Kind kind, int prefix, int suffix) {
    List<String> parts = new ArrayList<>(kind.before().subList(prefix, kind.before().size()));
    parts.addAll(kind.after().subList(0, kind.after().size() - suffix));
    if (parts.isEmpty()) {
      parts.addAll(kind.before());
      parts.addAll(kind.after());
    }
    return parts.isEmpty() ? "layer" : String.join(".", parts);
  }

  /** Returns how many parts all begin, or end, with. */
  private static int shared(List<List<String>> lists, boolean fromEnd) {
    int shared = 0;
    int shortest = lists.stream().mapToInt(List::size).min().orElse(0);
    while (shared < shortest && isShared(lists, shared, fromEnd)) {
      shared++;
    }
    return shared;
  }

  private static boolean isShared(List<List<String>> lists, int place, boolean fromEnd) {
    return lists.stream()
            .map(list -> list.get(fromEnd ? list.size() - 1 - place : place))
            .distinct()
            .count()
        == 1;
  }
}
