package org.orthant.reports;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.orthant.reports.Result.Scalar;
import org.orthant.reports.Result.Subject;
import org.orthant.reports.Result.Verdict;

/**
 * Findings as a table: rows are layers, quantizers and trials, columns are the metrics of each
 * probe.
 *
 * @param byQuantizer whether rows name a quantizer
 * @param byChange whether rows name what a trial changed
 * @param judged whether rows show verdicts
 */
record MetricTable(
    String caption,
    boolean byQuantizer,
    boolean byChange,
    boolean judged,
    List<Legend.Group> columns,
    List<Section> sections) {

  /** All rows of one layer; {@code anchor} leads to its panel. */
  record Section(
      String layer,
      Optional<String> anchor,
      String detail,
      Optional<Grade> grade,
      List<Row> rows) {}

  /** One row; cells that an earlier row spans are left out. */
  record Row(String quantizer, String change, List<Verdict> verdicts, List<Cell> cells) {}

  /**
   * One number.
   *
   * @param value empty where nothing was measured
   * @param rows how many rows it spans
   */
  record Cell(
      String value, boolean undefined, String interval, String expected, String n, int rows) {}

  private record RowKey(Optional<String> quantizer, Optional<String> change) {
    static RowKey of(Subject subject) {
      return new RowKey(subject.quantizer(), subject.change());
    }
  }

  /** Layers × quantizers. Metrics of the layer itself span the rows of its quantizers. */
  static Optional<MetricTable> layers(Result result, Legend legend) {
    List<Scalar> findings =
        select(result, subject -> result.hasLayer(subject.layer()) && subject.change().isEmpty());
    List<RowKey> quantizers =
        result.quantizerNames().stream()
            .map(quantizer -> new RowKey(Optional.of(quantizer), Optional.empty()))
            .toList();
    List<Legend.Group> columns = columns(legend, findings);
    List<Section> sections =
        result.layers().stream()
            .map(
                layer ->
                    section(
                        result,
                        layer.name(),
                        rows(findings, layer.name(), quantizers, columns),
                        columns,
                        findings))
            .toList();
    return result.layers().isEmpty()
        ? Optional.empty()
        : Optional.of(
            new MetricTable(
                "Every layer under every quantizer",
                !quantizers.isEmpty(),
                false,
                true,
                columns,
                sections));
  }

  /** What concerns more than one layer. */
  static Optional<MetricTable> network(Result result, Legend legend) {
    return plain(
        result,
        legend,
        "The network as a whole",
        select(result, subject -> !result.hasLayer(subject.layer()) && subject.change().isEmpty()));
  }

  /** What trials with an altered network found. */
  static Optional<MetricTable> trials(Result result, Legend legend) {
    return plain(
        result,
        legend,
        "Trials with an altered network",
        select(result, subject -> subject.change().isPresent()));
  }

  private static Optional<MetricTable> plain(
      Result result, Legend legend, String caption, List<Scalar> findings) {
    List<Legend.Group> columns = columns(legend, findings);
    List<Section> sections =
        findings.stream()
            .map(finding -> finding.subject().layer())
            .distinct()
            .map(
                layer ->
                    section(
                        result,
                        layer,
                        rows(findings, layer, List.of(), columns),
                        columns,
                        findings))
            .toList();
    return findings.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new MetricTable(
                caption,
                findings.stream().anyMatch(finding -> finding.subject().quantizer().isPresent()),
                findings.stream().anyMatch(finding -> finding.subject().change().isPresent()),
                false,
                columns,
                sections));
  }

  private static List<Scalar> select(Result result, Predicate<Subject> wanted) {
    return result.findings().stream().filter(finding -> wanted.test(finding.subject())).toList();
  }

  private static List<Legend.Group> columns(Legend legend, List<Scalar> findings) {
    return legend.groups().stream()
        .map(
            group ->
                new Legend.Group(
                    group.probe(),
                    group.doc(),
                    group.entries().stream()
                        .filter(entry -> findings.stream().anyMatch(in(entry)))
                        .toList()))
        .filter(group -> !group.entries().isEmpty())
        .toList();
  }

  private static Predicate<Scalar> in(Legend.Entry column) {
    return finding ->
        finding.subject().probe().equals(column.probe())
            && finding.subject().metric().equals(column.metric());
  }

  /** The given rows, and those that findings need besides because their metric cannot span. */
  private static List<RowKey> rows(
      List<Scalar> findings, String layer, List<RowKey> given, List<Legend.Group> columns) {
    List<RowKey> rows = new ArrayList<>(given);
    for (Legend.Entry column : entries(columns)) {
      if (!spans(column, findings)) {
        findings.stream()
            .filter(in(column))
            .map(Scalar::subject)
            .filter(subject -> subject.layer().equals(layer))
            .map(RowKey::of)
            .filter(row -> !rows.contains(row))
            .forEach(rows::add);
      }
    }
    return rows.isEmpty() ? List.of(new RowKey(Optional.empty(), Optional.empty())) : rows;
  }

  private static List<Legend.Entry> entries(List<Legend.Group> columns) {
    return columns.stream().map(Legend.Group::entries).flatMap(Collection::stream).toList();
  }

  private static boolean spans(Legend.Entry column, List<Scalar> findings) {
    return findings.stream()
        .filter(in(column))
        .map(Scalar::subject)
        .allMatch(subject -> subject.quantizer().isEmpty() && subject.change().isEmpty());
  }

  private static Section section(
      Result result,
      String layer,
      List<RowKey> keys,
      List<Legend.Group> columns,
      List<Scalar> findings) {
    List<Scalar> own =
        findings.stream().filter(finding -> finding.subject().layer().equals(layer)).toList();
    List<Row> rows =
        IntStream.range(0, keys.size())
            .mapToObj(i -> row(result, layer, keys, i, columns, findings, own))
            .toList();
    return new Section(
        layer,
        Panel.layers(result).contains(layer)
            ? Optional.of(Panel.anchor(result, layer))
            : Optional.empty(),
        Panel.detail(result, layer),
        result.verdictOn(layer).map(Verdict::grade),
        rows);
  }

  private static Row row(
      Result result,
      String layer,
      List<RowKey> keys,
      int index,
      List<Legend.Group> columns,
      List<Scalar> findings,
      List<Scalar> own) {
    RowKey key = keys.get(index);
    List<Cell> cells = new ArrayList<>();
    for (Legend.Entry column : entries(columns)) {
      boolean spanning = spans(column, findings);
      if (!spanning || index == 0) {
        Optional<Scalar> finding =
            own.stream()
                .filter(in(column))
                .filter(each -> spanning || RowKey.of(each.subject()).equals(key))
                .findFirst();
        cells.add(cell(column.term().unit(), finding, spanning ? keys.size() : 1));
      }
    }
    return new Row(
        key.quantizer().orElse(""),
        key.change().orElse(""),
        key.quantizer().map(quantizer -> result.verdictsOn(layer, quantizer)).orElse(List.of()),
        List.copyOf(cells));
  }

  private static Cell cell(Unit unit, Optional<Scalar> finding, int rows) {
    if (finding.isEmpty()) {
      return new Cell("", false, "", "", "", rows);
    }
    Scalar scalar = finding.get();
    return new Cell(
        unit.write(scalar.value()),
        Double.isNaN(scalar.value()),
        unit.interval(scalar.low(), scalar.high()),
        scalar.expected().isPresent() ? unit.write(scalar.expected().getAsDouble()) : "",
        scalar.n().isPresent() ? Unit.count(scalar.n().getAsLong()) : "",
        rows);
  }
}
