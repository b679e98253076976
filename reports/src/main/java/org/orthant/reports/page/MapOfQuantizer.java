package org.orthant.reports.page;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.orthant.reports.glance.LayerGrid;
import org.orthant.reports.page.HeatTable.Cell;
import org.orthant.reports.page.HeatTable.Measure;
import org.orthant.reports.result.Result;

/**
 * One number of every layer of a large network under one quantizer, as coloured cells in the places
 * of the first screen's map.
 *
 * @param key as the page's buttons call it
 */
public record MapOfQuantizer(
    Measure measure, String quantizer, String key, List<Integer> blocks, List<Row> rows) {

  /** A kind of matrix; a block without it has no cell, and one not measured an empty one. */
  public record Row(String kind, List<Optional<Cell>> cells) {}

  /** The maps of what the run measured, by measure and quantizer; none where names tell no grid. */
  static List<MapOfQuantizer> of(Result result) {
    List<String> quantizers = result.quantizerNames();
    return quantizers.size() < 2
        ? List.of()
        : LayerGrid.of(result).stream()
            .flatMap(
                grid ->
                    Stream.of(Measure.values())
                        .filter(measure -> measure != Measure.SIZE)
                        .flatMap(
                            measure ->
                                IntStream.range(0, quantizers.size())
                                    .mapToObj(i -> of(result, grid, measure, quantizers, i))))
            .filter(map -> map.rows().stream().anyMatch(MapOfQuantizer::isMeasured))
            .toList();
  }

  private static boolean isMeasured(Row row) {
    return row.cells().stream().flatMap(Optional::stream).anyMatch(c -> !c.equals(Cell.EMPTY));
  }

  private static MapOfQuantizer of(
      Result result, LayerGrid grid, Measure measure, List<String> quantizers, int place) {
    String quantizer = quantizers.get(place);
    return new MapOfQuantizer(
        measure,
        quantizer,
        String.format(Locale.ROOT, "%s-%d", measure.key(), place),
        grid.blocks(),
        grid.rows().stream()
            .map(
                row ->
                    new Row(
                        row.kind(),
                        row.cells(
                            grid.blocks(),
                            layer -> measure.cell(result, layer, quantizer).orElse(Cell.EMPTY))))
            .toList());
  }
}
