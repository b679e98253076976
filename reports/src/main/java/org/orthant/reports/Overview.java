package org.orthant.reports;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.orthant.reports.Result.Verdict;

/**
 * What the reader should know first.
 *
 * @param grade of the network
 * @param sentence why
 * @param troubled the layers that degrade or strain, worst first
 * @param matrix the grade of each quantizer in each layer
 */
record Overview(Grade grade, String sentence, List<Troubled> troubled, Matrix matrix) {

  /** A layer that does not bear every quantizer; {@code quantizers} are those it does not bear. */
  record Troubled(
      String layer, String anchor, Grade grade, List<String> quantizers, String reason) {}

  record Matrix(List<Column> layers, List<Row> rows) {}

  record Column(String layer, String anchor) {}

  /** One quantizer's grades, a cell for each layer. */
  record Row(String quantizer, List<Grade> grades) {}

  static Overview of(Result result) {
    Optional<Verdict> network = result.verdictOn(Result.NETWORK);
    return new Overview(
        network.map(Verdict::grade).orElse(Grade.NOT_EVALUATED),
        network.map(Verdict::reason).orElse("The result holds no verdict on the network."),
        troubled(result),
        matrix(result));
  }

  private static List<Troubled> troubled(Result result) {
    return result.layers().stream()
        .map(Result.Layer::name)
        .flatMap(layer -> result.verdictOn(layer).stream())
        .filter(verdict -> bad(verdict.grade()))
        .sorted(
            Comparator.comparing(Verdict::grade)
                .thenComparing(verdict -> -count(result, verdict.layer(), Grade.DEGRADED))
                .thenComparing(verdict -> -count(result, verdict.layer(), Grade.STRAINED)))
        .map(
            verdict ->
                new Troubled(
                    verdict.layer(),
                    Panel.anchor(result, verdict.layer()),
                    verdict.grade(),
                    quantizers(result, verdict.layer()),
                    verdict.reason()))
        .toList();
  }

  private static boolean bad(Grade grade) {
    return grade == Grade.DEGRADED || grade == Grade.STRAINED;
  }

  private static long count(Result result, String layer, Grade grade) {
    return result.verdicts().stream()
        .filter(verdict -> verdict.layer().equals(layer) && verdict.grade() == grade)
        .filter(verdict -> verdict.probe().isPresent())
        .count();
  }

  private static List<String> quantizers(Result result, String layer) {
    return result.quantizerNames().stream()
        .filter(quantizer -> bad(grade(result, layer, quantizer)))
        .toList();
  }

  private static Grade grade(Result result, String layer, String quantizer) {
    return Grade.together(
        result.verdictsOn(layer, quantizer).stream().map(Verdict::grade).toList());
  }

  private static Matrix matrix(Result result) {
    List<String> layers = result.layers().stream().map(Result.Layer::name).toList();
    return new Matrix(
        layers.stream().map(layer -> new Column(layer, Panel.anchor(result, layer))).toList(),
        result.quantizerNames().stream()
            .map(
                quantizer ->
                    new Row(
                        quantizer,
                        layers.stream().map(layer -> grade(result, layer, quantizer)).toList()))
            .toList());
  }
}
