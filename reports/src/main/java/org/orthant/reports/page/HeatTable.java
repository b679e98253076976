package org.orthant.reports.page;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.orthant.reports.glance.Scale;
import org.orthant.reports.result.Result;
import org.orthant.reports.result.Result.Scalar;
import org.orthant.reports.result.Result.Subject;
import org.orthant.reports.words.Unit;

/**
 * One number of every layer under every quantizer, coloured by how bad it is.
 *
 * @param measure which number
 * @param quantizers the heads of the columns
 */
public record HeatTable(Measure measure, List<String> quantizers, List<Row> rows) {

  /** The cells of a layer, one for each quantizer. */
  public record Row(String layer, Optional<String> anchor, List<Cell> cells) {}

  /**
   * A number.
   *
   * @param value empty where it was not measured
   * @param colour of the scale; "none" where there is none
   */
  public record Cell(String value, String interval, String colour) {
    static final Cell EMPTY = new Cell("", "", "none");
  }

  /** What the quantizers are compared by. */
  public enum Measure {
    ACCURACY("accuracy", "Change of accuracy with these weights in the layer alone, in points"),
    PREDICTIONS("predictions", "Images whose predicted class these weights change"),
    CORRELATION("r", "r of the products with quantized and continuous weights"),
    ANGLE("angle", "Degrees that filters turn further than Gaussian vectors"),
    SIZE("kB", "Memory of the layer's weights, in kB");

    private final String title;
    private final String meaning;

    Measure(String title, String meaning) {
      this.title = title;
      this.meaning = meaning;
    }

    /** Returns what the colours stand for, from good to bad; none where there are no colours. */
    public List<String> steps() {
      return switch (this) {
        case ACCURACY -> Scale.ACCURACY.steps();
        case PREDICTIONS -> Scale.PREDICTIONS.steps();
        case CORRELATION -> Scale.CORRELATION.steps();
        case ANGLE -> Scale.ANGLE.steps();
        case SIZE -> List.of();
      };
    }

    /** In a word. */
    public String title() {
      return title;
    }

    /** In a sentence. */
    public String meaning() {
      return meaning;
    }

    /** As an id of the page has it. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }

    Optional<Cell> cell(Result result, String layer, String quantizer) {
      return switch (this) {
        case ACCURACY ->
            result
                .finding(Subject.trial(layer, "weights:" + quantizer, "accuracy-change"))
                .map(found -> cell(Unit.POINTS, found, Scale.ACCURACY.step(-found.value())));
        case PREDICTIONS ->
            result
                .finding(
                    new Subject(
                        "output-change",
                        Optional.empty(),
                        layer,
                        Optional.of("weights:" + quantizer),
                        "top-1-agreement"))
                .map(
                    found ->
                        new Cell(
                            Unit.PERCENT.write(1 - found.value()),
                            "",
                            colour(Scale.PREDICTIONS.step(1 - found.value()), found)));
        case CORRELATION ->
            result
                .finding(Subject.of("dot-product", quantizer, layer, "pearson-r"))
                .map(found -> cell(Unit.NUMBER, found, Scale.CORRELATION.step(1 - found.value())));
        case ANGLE ->
            result
                .finding(Subject.of("angle", quantizer, layer, "mean-degrees"))
                .filter(found -> found.expected().isPresent())
                .map(Measure::excess);
        case SIZE ->
            result
                .finding(Subject.of("cost", quantizer, layer, "kilobytes"))
                .map(found -> new Cell(Unit.NUMBER.write(found.value()), "", "none"));
      };
    }

    private static Cell excess(Scalar angle) {
      double excess = angle.value() - angle.expected().getAsDouble();
      return new Cell(Scale.ANGLE.write(excess), "", colour(Scale.ANGLE.step(excess), angle));
    }

    private static Cell cell(Unit unit, Scalar found, int step) {
      return new Cell(
          unit.write(found.value()), unit.interval(found.low(), found.high()), colour(step, found));
    }

    private static String colour(int step, Scalar found) {
      return Double.isFinite(found.value()) ? Integer.toString(step) : "none";
    }
  }

  /** Those of the measures that the run has numbers of; none for fewer than two quantizers. */
  static List<HeatTable> of(Result result) {
    List<String> quantizers = result.quantizerNames();
    Selection selection = Selection.of(result);
    return quantizers.size() < 2 || !MetricTable.fits(result.layers().size(), quantizers.size())
        ? List.of()
        : Stream.of(Measure.values())
            .map(measure -> of(result, selection, measure, quantizers))
            .filter(table -> !table.rows().isEmpty())
            .toList();
  }

  private static HeatTable of(
      Result result, Selection selection, Measure measure, List<String> quantizers) {
    return new HeatTable(
        measure,
        quantizers,
        Stream.concat(
                selection.ofMany()
                    ? selection.shown().stream().filter(result::hasLayer)
                    : result.layers().stream().map(Result.Layer::name),
                Stream.of("all"))
            .map(layer -> row(result, selection, measure, layer, quantizers))
            .filter(row -> row.cells().stream().anyMatch(cell -> !cell.equals(Cell.EMPTY)))
            .toList());
  }

  private static Row row(
      Result result, Selection selection, Measure measure, String layer, List<String> quantizers) {
    return new Row(
        layer,
        selection.anchor(layer),
        quantizers.stream()
            .map(quantizer -> measure.cell(result, layer, quantizer).orElse(Cell.EMPTY))
            .toList());
  }
}
