package org.orthant.framework.sweep;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;
import org.orthant.framework.config.Sweep;
import org.orthant.framework.config.SweepAxis;
import org.orthant.framework.sweep.PartResult.Found;
import org.orthant.framework.sweep.PartResult.Measure;

/** The findings of all parts, with those that differ by their seed alone side by side. */
final class SweepTable {
  private final Sweep sweep;
  private final List<String> seeds;
  private final Map<Measure, Map<List<String>, Cell>> cells = new LinkedHashMap<>();
  private final Set<String> layers = new LinkedHashSet<>();
  private final Set<String> quantizers = new LinkedHashSet<>();

  SweepTable(Sweep sweep) {
    this.sweep = sweep;
    this.seeds =
        sweep.axes().stream()
            .filter(SweepAxis::isReplicates)
            .findFirst()
            .map(SweepAxis::values)
            .orElse(List.of(""));
  }

  /**
   * One number over the seeds.
   *
   * @param at the values of the axes but the seeds
   * @param expected empty where the parts do not agree in it
   */
  record Row(List<String> at, Measure measure, Replicates values, OptionalDouble expected) {}

  private static final class Cell {
    private final List<Double> values;
    private final Set<OptionalDouble> expected = new LinkedHashSet<>();

    Cell(int seeds) {
      values = new ArrayList<>(Collections.nCopies(seeds, Double.NaN));
    }

    Row row(List<String> at, Measure measure) {
      return new Row(
          at,
          measure,
          new Replicates(values),
          expected.size() == 1 ? expected.iterator().next() : OptionalDouble.empty());
    }
  }

  /** Takes up what a part found. */
  void add(int part, PartResult result) {
    layers.addAll(result.layers());
    quantizers.addAll(result.quantizers());
    List<String> at = at(part);
    int seed = seed(part);
    for (Found found : result.findings()) {
      Cell cell =
          cells
              .computeIfAbsent(found.measure(), measure -> new LinkedHashMap<>())
              .computeIfAbsent(at, place -> new Cell(seeds.size()));
      cell.values.set(seed, found.value());
      cell.expected.add(found.expected());
    }
  }

  /** In the order in which the numbers were first found, and of each in that of the parts. */
  List<Row> rows() {
    List<List<String>> places =
        IntStream.range(0, sweep.parts().size()).mapToObj(this::at).distinct().toList();
    List<Row> rows = new ArrayList<>();
    cells.forEach(
        (measure, found) ->
            places.stream()
                .filter(found::containsKey)
                .forEach(at -> rows.add(found.get(at).row(at, measure))));
    return rows;
  }

  /** The layers of all parts, in the order in which they first occurred. */
  Set<String> layers() {
    return layers;
  }

  Set<String> quantizers() {
    return quantizers;
  }

  private List<String> at(int part) {
    List<String> values = sweep.parts().get(part).values();
    return IntStream.range(0, values.size())
        .filter(axis -> !sweep.axes().get(axis).isReplicates())
        .mapToObj(values::get)
        .toList();
  }

  private int seed(int part) {
    List<String> values = sweep.parts().get(part).values();
    return IntStream.range(0, values.size())
        .filter(axis -> sweep.axes().get(axis).isReplicates())
        .map(axis -> seeds.indexOf(values.get(axis)))
        .findFirst()
        .orElse(0);
  }
}
