package org.orthant.reports.glance;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The layers of a large network as coloured cells: kinds of matrices in rows, blocks in columns.
 *
 * @param legend what the colour stands for
 * @param steps what each colour stands for, from the least cost to the most
 * @param others the layers that belong to no block
 */
public record NetworkMap(
    String legend, List<String> steps, List<Integer> blocks, List<Row> rows, List<Cell> others) {

  /** A kind of matrix; a block without it has no cell. */
  public record Row(String kind, List<Optional<Cell>> cells) {}

  /**
   * A layer.
   *
   * @param cost in words, with its interval
   * @param colour the step of the legend, or {@code none}
   */
  public record Cell(String layer, String cost, String colour) {}

  static NetworkMap of(LayerCosts costs, LayerGrid grid) {
    return new NetworkMap(
        NetworkStrip.legend(costs),
        costs.scale().steps(),
        grid.blocks(),
        grid.rows().stream()
            .map(row -> new Row(row.kind(), row.cells(grid.blocks(), layer -> cell(costs, layer))))
            .toList(),
        grid.others().stream().map(layer -> cell(costs, layer)).toList());
  }

  private static Cell cell(LayerCosts costs, String layer) {
    return Optional.ofNullable(costs.byLayer().get(layer))
        .map(
            cost ->
                new Cell(
                    layer,
                    Stream.of(
                            costs.scale().write(cost.value()),
                            NetworkStrip.interval(costs.scale(), cost))
                        .filter(text -> !text.isEmpty())
                        .reduce((value, interval) -> value + " " + interval)
                        .orElseThrow(),
                    Integer.toString(costs.scale().step(cost.value()))))
        .orElseGet(() -> new Cell(layer, "not measured", "none"));
  }
}
