package org.orthant.reports.page;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.orthant.reports.result.Grade;
import org.orthant.reports.result.Result;
import org.orthant.reports.result.Result.Scalar;
import org.orthant.reports.result.Result.Subject;
import org.orthant.reports.result.Result.Verdict;
import org.orthant.reports.words.Glossary;
import org.orthant.reports.words.Term;
import org.orthant.reports.words.Unit;

/**
 * Every layer under every quantizer: its grade and the number that decided it.
 *
 * @param rows in the network's order; of many layers the worst first
 * @param ofMany whether the layers are so many that the rows are shown in pages and say less
 */
public record Scorecard(List<Head> quantizers, List<Row> rows, boolean ofMany) {
  /** How many rows of many are shown at once. */
  public static final int PAGE = 50;

  /** The metric that a probe's verdict rests on. */
  private static final Map<String, String> DECISIVE =
      Map.of(
          "angle", "mean-degrees",
          "dot-product", "pearson-r",
          "activation-dot-product", "pearson-r",
          "permutation", "permuted-r-minus-pearson-r",
          "ablation", "accuracy-change",
          "error", "output-db-scaled");

  /**
   * A quantizer.
   *
   * @param inUse whether the network computes with it in some layer
   */
  public record Head(String name, boolean inUse) {}

  /**
   * A layer.
   *
   * @param anchor of its section, or of this row where it has none
   */
  public record Row(String layer, String anchor, String kind, long dimension, List<Cell> cells) {
    /** The anchor of this row, where there is no section to lead to. */
    public Optional<String> id() {
      return Optional.of(anchor).filter(name -> name.startsWith("row-"));
    }
  }

  /**
   * A layer under a quantizer.
   *
   * @param grade the worst that any probe gave; NOT_EVALUATED instead of SOUND where a probe found
   *     no answer
   * @param probe the first that gave it; empty if none judged
   * @param decisive the number behind it, with its name; empty if there is none
   * @param number the same number alone
   * @param reason in full
   * @param correlation r of the products; NaN where it is undefined
   */
  public record Cell(
      Grade grade,
      String probe,
      String decisive,
      String number,
      String reason,
      OptionalDouble correlation) {

    public String writtenCorrelation() {
      return correlation.isPresent() ? Unit.NUMBER.write(correlation.getAsDouble()) : "";
    }

    /** Returns what cells are sorted by: the worse, the smaller. */
    public String gradeRank() {
      return Integer.toString(List.of(Grade.values()).indexOf(grade));
    }

    /** Empty where there is none, so that it comes last. */
    public String correlationRank() {
      return correlation.isPresent() && !Double.isNaN(correlation.getAsDouble())
          ? Double.toString(correlation.getAsDouble())
          : "";
    }
  }

  /** Whether r of the products is known of any layer. */
  public boolean hasCorrelations() {
    return rows.stream()
        .flatMap(row -> row.cells().stream())
        .anyMatch(cell -> cell.correlation().isPresent());
  }

  /** Nothing for a result without layers or quantizers; no rows where they are too many. */
  public static Optional<Scorecard> of(Result result) {
    if (result.layers().isEmpty() || result.quantizerNames().isEmpty()) {
      return Optional.empty();
    }
    boolean fits = MetricTable.fits(result.layers().size(), result.quantizerNames().size());
    Selection selection = Selection.of(result);
    return Optional.of(
        new Scorecard(
            heads(result), fits ? rows(result, selection) : List.of(), selection.ofMany()));
  }

  private static List<Head> heads(Result result) {
    return result.quantizerNames().stream()
        .map(
            quantizer ->
                new Head(
                    quantizer,
                    result.layers().stream()
                        .flatMap(layer -> layer.place().stream())
                        .anyMatch(place -> place.weights().equals(quantizer))))
        .toList();
  }

  /** The layers, then groups of layers that some probe judged together. */
  private static List<Row> rows(Result result, Selection selection) {
    return Stream.concat(
            (selection.ofMany()
                    ? selection.worstFirst().stream().flatMap(name -> result.layer(name).stream())
                    : result.layers().stream())
                .map(
                    layer -> row(result, selection, layer.name(), layer.kind(), layer.dimension())),
            result.panels().keySet().stream()
                .filter(name -> !result.hasLayer(name))
                .filter(
                    name ->
                        result.quantizerNames().stream()
                            .anyMatch(quantizer -> !result.verdictsOn(name, quantizer).isEmpty()))
                .map(name -> row(result, selection, name, "together", 0)))
        .toList();
  }

  private static Row row(
      Result result, Selection selection, String name, String kind, long dimension) {
    return new Row(
        name,
        selection.anchor(name).orElseThrow(),
        kind,
        dimension,
        result.quantizerNames().stream().map(quantizer -> cell(result, name, quantizer)).toList());
  }

  private static Cell cell(Result result, String layer, String quantizer) {
    Optional<Verdict> worst = result.worst(layer, quantizer);
    Optional<Scalar> correlation =
        result.finding(Subject.of("dot-product", quantizer, layer, "pearson-r"));
    Optional<Scalar> decisive =
        worst
            .flatMap(Verdict::probe)
            .flatMap(probe -> decisive(result, worst.get(), probe, quantizer));
    return new Cell(
        worst.map(Verdict::grade).orElse(Grade.NOT_EVALUATED),
        worst.flatMap(Verdict::probe).orElse(""),
        decisive.map(Scorecard::written).orElse(""),
        decisive.map(found -> term(found).unit().write(found.value())).orElse(""),
        worst.map(Verdict::reason).orElse("No probe judged it."),
        correlation.map(r -> OptionalDouble.of(r.value())).orElseGet(OptionalDouble::empty));
  }

  private static Optional<Scalar> decisive(
      Result result, Verdict verdict, String probe, String quantizer) {
    return Optional.ofNullable(DECISIVE.get(probe))
        .flatMap(
            metric ->
                result.finding(
                    probe.equals("ablation")
                        ? Subject.trial(verdict.layer(), verdict.trial(quantizer), metric)
                        : Subject.of(probe, quantizer, verdict.layer(), metric)));
  }

  private static Term term(Scalar finding) {
    return Glossary.term(finding.subject().probe(), finding.subject().metric());
  }

  private static String written(Scalar finding) {
    Term term = term(finding);
    String interval = term.unit().interval(finding.low(), finding.high());
    return term.label()
        + " "
        + term.unit().write(finding.value())
        + (interval.isEmpty() ? "" : " " + interval);
  }
}
