package org.orthant.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One row of a table: how fast Orthant did some work, and how fast others did.
 *
 * @param orthant empty if it failed
 * @param rivals what was measured of the others, by name
 * @param targets what is asked of the ratio to each of them, by name; no entry where nothing is
 */
record Comparison(
    String work,
    Optional<Figure> orthant,
    Map<String, Figure> rivals,
    Map<String, Target> targets) {

  /**
   * A Markdown table.
   *
   * @param rivals the names of those that have a column
   */
  static List<String> table(List<String> rivals, List<Comparison> rows) {
    List<String> header = new ArrayList<>(List.of("work", "Orthant"));
    header.addAll(rivals);
    header.addAll(List.of("ratio", "at least", "reach for"));
    return Markdown.table(header, rows.stream().map(row -> row.cells(rivals)).toList());
  }

  private List<String> cells(List<String> columns) {
    List<String> cells = new ArrayList<>();
    cells.add(work);
    cells.add(orthant.map(Figure::toString).orElse("failed"));
    columns.forEach(
        rival ->
            cells.add(
                Optional.ofNullable(rivals.get(rival))
                    .map(Figure::toString)
                    .orElse(Markdown.NONE)));
    cells.add(joined(columns, this::ratio));
    cells.add(joined(columns, rival -> target(rival).map(target -> times(target.least()))));
    cells.add(joined(columns, rival -> target(rival).map(target -> times(target.reach()))));
    return cells;
  }

  private static String joined(List<String> columns, Function<String, Optional<String>> cell) {
    return columns.stream()
        .map(rival -> cell.apply(rival).orElse(Markdown.NONE))
        .collect(Collectors.joining(" / "));
  }

  private Optional<Target> target(String rival) {
    return Optional.ofNullable(targets.get(rival));
  }

  private Optional<String> ratio(String rival) {
    if (orthant.isEmpty() || !rivals.containsKey(rival)) {
      return Optional.empty();
    }
    double ratio = orthant.get().timesFasterThan(rivals.get(rival));
    boolean missed = target(rival).filter(target -> ratio < target.least()).isPresent();
    return Optional.of(missed ? times(ratio) + " (missed)" : times(ratio));
  }

  private static String times(double ratio) {
    return String.format(Locale.ROOT, ratio < 100 ? "%.1f×" : "%.0f×", ratio).replace(".0×", "×");
  }
}
