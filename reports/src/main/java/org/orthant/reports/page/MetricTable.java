package org.orthant.reports.page;

import static java.util.stream.Collectors.toSet;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.orthant.reports.result.Grade;
import org.orthant.reports.result.Result;
import org.orthant.reports.result.Result.Scalar;
import org.orthant.reports.result.Result.Subject;
import org.orthant.reports.result.Result.Verdict;
import org.orthant.reports.words.Unit;

/**
 * What one probe found, as a table: rows are layers, and where findings name them quantizers and
 * changes; columns are metrics.
 *
 * @param judged whether rows show a verdict
 * @param columns the metrics
 * @param sections a layer each; none where they are too many
 */
public record MetricTable(
    String caption,
    boolean byQuantizer,
    boolean byChange,
    boolean judged,
    List<Column> columns,
    List<Section> sections) {

  /** A page with more cells in a table is no place for them; {@code findings.csv} is. */
  private static final long MOST_CELLS = 300_000;

  /** The page of many layers has other things to show. */
  private static final long MOST_CELLS_OF_MANY = 15_000;

  /**
   * A metric.
   *
   * @param n that of all its numbers; empty where they differ, so that each has its own
   */
  public record Column(Legend.Entry metric, String n) {}

  /** All rows of one layer; {@code anchor} leads to its panel. */
  public record Section(String layer, Optional<String> anchor, String detail, List<Row> rows) {

    private Section withoutN(List<Column> columns) {
      return new Section(
          layer, anchor, detail, rows.stream().map(row -> row.withoutN(columns)).toList());
    }
  }

  public record Row(String quantizer, String change, Optional<Grade> grade, List<Cell> cells) {

    private Row withoutN(List<Column> columns) {
      return new Row(
          quantizer,
          change,
          grade,
          IntStream.range(0, cells.size())
              .mapToObj(
                  column ->
                      columns.get(column).n().isEmpty()
                          ? cells.get(column)
                          : cells.get(column).withoutN())
              .toList());
    }
  }

  /**
   * One number.
   *
   * @param value empty where nothing was measured
   */
  public record Cell(String value, boolean undefined, String interval, String expected, String n) {

    public static final Cell EMPTY = new Cell("", false, "", "", "");

    private Cell withoutN() {
      return new Cell(value, undefined, interval, expected, "");
    }

    public static Cell of(Unit unit, Scalar scalar) {
      return new Cell(
          unit.write(scalar.value()),
          Double.isNaN(scalar.value()),
          unit.interval(scalar.low(), scalar.high()),
          scalar.expected().isPresent() ? unit.write(scalar.expected().getAsDouble()) : "",
          scalar.n().isPresent() ? Unit.count(scalar.n().getAsLong()) : "");
    }
  }

  private record Key(Optional<String> quantizer, Optional<String> change) {
    static Key of(Subject subject) {
      return new Key(subject.quantizer(), subject.change());
    }
  }

  /** What findings of one table are found by. */
  private record Kind(boolean byQuantizer, boolean byChange) {
    static Kind of(Scalar finding) {
      Key key = Key.of(finding.subject());
      return new Kind(key.quantizer().isPresent(), key.change().isPresent());
    }

    String caption() {
      if (byQuantizer && byChange) {
        return "One quantizer instead of another, on the same images";
      }
      if (byChange) {
        return "Trials with an altered network";
      }
      return byQuantizer ? "Under each quantizer" : "Whatever the quantizer";
    }
  }

  /** Whether a table of that size can be shown. */
  static boolean fits(long rows, long columns) {
    return rows * columns <= MOST_CELLS;
  }

  /**
   * The tables of a probe: one for what layers have, one for quantizers, one for trials.
   *
   * @param findings the probe's own
   */
  static List<MetricTable> of(Result result, Legend.Group probe, List<Scalar> findings) {
    return findings.stream()
        .map(Kind::of)
        .distinct()
        .map(
            kind ->
                of(
                    result,
                    probe,
                    kind,
                    findings.stream().filter(finding -> Kind.of(finding).equals(kind)).toList()))
        .toList();
  }

  private static MetricTable of(
      Result result, Legend.Group probe, Kind kind, List<Scalar> findings) {
    Set<String> metrics =
        findings.stream().map(finding -> finding.subject().metric()).collect(toSet());
    List<Legend.Entry> entries =
        probe.entries().stream().filter(entry -> metrics.contains(entry.metric())).toList();
    Map<String, Set<Key>> keys = new LinkedHashMap<>();
    findings.forEach(
        finding ->
            keys.computeIfAbsent(finding.subject().layer(), layer -> new LinkedHashSet<>())
                .add(Key.of(finding.subject())));
    boolean ofQuantizers = kind.byQuantizer() && !kind.byChange();
    List<Section> sections = sections(result, probe, ofQuantizers, entries, keys);
    List<Column> columns = columns(entries, sections);
    return new MetricTable(
        kind.caption(),
        kind.byQuantizer(),
        kind.byChange(),
        ofQuantizers
            && result.verdicts().stream()
                .anyMatch(verdict -> verdict.probe().equals(Optional.of(probe.probe()))),
        columns,
        sections.stream().map(section -> section.withoutN(columns)).toList());
  }

  private static List<Column> columns(List<Legend.Entry> entries, List<Section> sections) {
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      int place = i;
      List<String> n =
          sections.stream()
              .flatMap(section -> section.rows().stream())
              .map(row -> row.cells().get(place))
              .filter(cell -> !cell.equals(Cell.EMPTY))
              .map(Cell::n)
              .distinct()
              .toList();
      columns.add(new Column(entries.get(i), n.size() == 1 ? n.get(0) : ""));
    }
    return List.copyOf(columns);
  }

  private static List<Section> sections(
      Result result,
      Legend.Group probe,
      boolean ofQuantizers,
      List<Legend.Entry> columns,
      Map<String, Set<Key>> measured) {
    Selection selection = Selection.of(result);
    long rows =
        ofQuantizers
            ? (long) layers(result, selection, measured.keySet()).size()
                * result.quantizerNames().size()
            : layers(result, selection, measured.keySet()).stream()
                .mapToLong(layer -> measured.get(layer).size())
                .sum();
    return rows * columns.size() <= (selection.ofMany() ? MOST_CELLS_OF_MANY : MOST_CELLS)
        ? layers(result, selection, measured.keySet()).stream()
            .map(
                layer ->
                    new Section(
                        layer,
                        selection.anchor(layer),
                        Panel.detail(result, layer),
                        keys(result, ofQuantizers, layer, measured.get(layer)).stream()
                            .map(key -> row(result, probe, layer, key, columns))
                            .toList()))
            .toList()
        : List.of();
  }

  /** In the network's order, of many layers the worst first, then the reserved names. */
  private static List<String> layers(Result result, Selection selection, Set<String> measured) {
    return Stream.concat(
            (selection.ofMany()
                    ? selection.shown().stream().filter(result::hasLayer)
                    : result.layers().stream().map(Result.Layer::name))
                .filter(measured::contains),
            measured.stream()
                .filter(layer -> !result.hasLayer(layer))
                .limit(selection.ofMany() ? Selection.WORST : Long.MAX_VALUE))
        .toList();
  }

  /** A layer shows every quantizer, also those that nothing was measured of. */
  private static List<Key> keys(
      Result result, boolean ofQuantizers, String layer, Set<Key> measured) {
    return ofQuantizers && result.hasLayer(layer)
        ? result.quantizerNames().stream()
            .map(quantizer -> new Key(Optional.of(quantizer), Optional.empty()))
            .toList()
        : List.copyOf(measured);
  }

  private static Row row(
      Result result, Legend.Group probe, String layer, Key key, List<Legend.Entry> columns) {
    List<Cell> cells = new ArrayList<>();
    for (Legend.Entry column : columns) {
      cells.add(
          result
              .finding(
                  new Subject(probe.probe(), key.quantizer(), layer, key.change(), column.metric()))
              .map(finding -> Cell.of(column.term().unit(), finding))
              .orElse(Cell.EMPTY));
    }
    return new Row(
        key.quantizer().orElse(""),
        key.change().orElse(""),
        key.quantizer()
            .flatMap(quantizer -> result.verdictOn(layer, quantizer, probe.probe()))
            .map(Verdict::grade),
        List.copyOf(cells));
  }
}
