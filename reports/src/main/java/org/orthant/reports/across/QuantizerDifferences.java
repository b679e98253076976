package org.orthant.reports.across;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.orthant.reports.chart.Figure;
import org.orthant.reports.chart.NumberTable;
import org.orthant.reports.chart.RowsData;
import org.orthant.reports.chart.RowsData.Mark;
import org.orthant.reports.result.Result;
import org.orthant.reports.result.Result.Scalar;
import org.orthant.reports.words.Names;
import org.orthant.reports.words.Unit;

/**
 * What one quantizer gains instead of another, measured on the same images: a row for each layer
 * and quantizer, on one axis.
 */
final class QuantizerDifferences {
  private static final String INSTEAD = "instead-of:";

  private final Result result;

  private QuantizerDifferences(Result result) {
    this.result = result;
  }

  static Optional<AcrossLayers> of(Result result) {
    QuantizerDifferences differences = new QuantizerDifferences(result);
    List<Figure> figures = new ArrayList<>();
    differences
        .figure(
            "ablation",
            "accuracy-change",
            Unit.POINTS,
            "Accuracy, in points",
            "Right of 0 the first of the two quantizers keeps more accuracy in that layer.")
        .ifPresent(figures::add);
    differences
        .figure(
            "dot-product",
            "pearson-r-change",
            Unit.NUMBER,
            "r of the products",
            "Right of 0 the first of the two quantizers keeps more of the products.")
        .ifPresent(figures::add);
    return figures.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new AcrossLayers(
                "One quantizer instead of another",
                "Differences on the same images, with 95 % intervals of the difference."
                    + differences.identical(),
                figures));
  }

  private Optional<Figure> figure(
      String probe, String metric, Unit unit, String title, String caption) {
    List<Scalar> differences = differences(probe, metric);
    double factor = unit == Unit.POINTS ? 100 : 1;
    return differences.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Figure.of(
                title,
                caption,
                new RowsData(
                    title.toLowerCase(Locale.ROOT).replace("r of", "difference of r, for"),
                    true,
                    differences.stream().map(found -> mark(found, factor)).toList()),
                new NumberTable(
                    List.of("layer and quantizers", "difference", "95 % interval"),
                    differences.stream()
                        .map(
                            found ->
                                List.of(
                                    name(found),
                                    unit.write(signed(found).value()),
                                    unit.interval(signed(found).low(), signed(found).high())))
                        .toList())));
  }

  private List<Scalar> differences(String probe, String metric) {
    return result.findings().stream()
        .filter(found -> found.subject().probe().equals(probe))
        .filter(found -> found.subject().metric().equals(metric))
        .filter(found -> other(found).isPresent() && found.subject().quantizer().isPresent())
        .filter(found -> Double.isFinite(found.value()))
        .toList();
  }

  private static Optional<String> other(Scalar found) {
    return found
        .subject()
        .change()
        .filter(change -> change.startsWith(INSTEAD))
        .map(change -> change.substring(INSTEAD.length()));
  }

  /** Of the focus the gain beside the others is shown, of any other that beside the first. */
  private Scalar signed(Scalar found) {
    return isOfFocus(found)
        ? new Scalar(
            found.subject(),
            0 - found.value(),
            found.expected(),
            negative(found.high()),
            negative(found.low()),
            found.n())
        : found;
  }

  private boolean isOfFocus(Scalar found) {
    return result.quantizers().stream()
        .filter(Result.Quantizer::focus)
        .anyMatch(quantizer -> other(found).equals(Optional.of(quantizer.name())));
  }

  private static OptionalDouble negative(OptionalDouble value) {
    return value.isPresent() ? OptionalDouble.of(0 - value.getAsDouble()) : value;
  }

  private String name(Scalar found) {
    String one = found.subject().quantizer().orElseThrow();
    String other = other(found).orElseThrow();
    return isOfFocus(found)
        ? String.format(Locale.ROOT, "%s: %s − %s", found.subject().layer(), other, one)
        : String.format(Locale.ROOT, "%s: %s − %s", found.subject().layer(), one, other);
  }

  private Mark mark(Scalar found, double factor) {
    Scalar signed = signed(found);
    String quantizer = found.subject().quantizer().orElseThrow();
    return new Mark(
        name(found),
        result.quantizerNames().indexOf(quantizer),
        factor * signed.value(),
        null,
        null,
        scaled(signed.low(), factor),
        scaled(signed.high(), factor),
        null,
        null);
  }

  private static Double scaled(OptionalDouble value, double factor) {
    Double known = RowsData.nullable(value);
    return known == null ? null : Double.valueOf(factor * known);
  }

  /** The pairs of quantizers that say the same of every image, or give the same products. */
  private String identical() {
    List<String> same = new ArrayList<>();
    for (Scalar changed : differences("ablation", "predictions-changed")) {
      if (changed.value() == 0 && sameProducts(changed)) {
        same.add(name(changed));
      }
    }
    return same.isEmpty()
        ? ""
        : " Identical here, image by image: "
            + Names.listed(same, "; ").replace(" − ", " and ")
            + ".";
  }

  private boolean sameProducts(Scalar changed) {
    return differences("dot-product", "pearson-r-change").stream()
        .filter(found -> found.subject().layer().equals(changed.subject().layer()))
        .filter(found -> found.subject().quantizer().equals(changed.subject().quantizer()))
        .allMatch(found -> found.value() == 0);
  }
}
