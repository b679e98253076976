package org.orthant.reports;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.orthant.reports.Result.Failure;
import org.orthant.reports.Result.Scalar;
import org.orthant.reports.Result.Subject;
import org.orthant.reports.Result.Verdict;

/**
 * What the reader should know first.
 *
 * @param grade of the network
 * @param sentence why
 * @param failures the plugins that the run had to do without
 * @param troubled the layers that degrade or strain, worst first
 * @param remedies what the run measured to help in those layers
 * @param confidence what the verdict rests on
 */
record Overview(
    Grade grade,
    String sentence,
    List<Failure> failures,
    List<Troubled> troubled,
    List<Attempt> remedies,
    List<String> confidence) {

  /** A layer that does not bear every quantizer; {@code quantizers} are those it does not bear. */
  record Troubled(
      String layer, String anchor, Grade grade, List<String> quantizers, String reason) {}

  /** What to try in a layer in the place of a quantizer. */
  record Attempt(String layer, String anchor, Optional<String> quantizer, String text) {}

  /** Says that something is missing. */
  String failed() {
    long plugins =
        failures.stream()
            .map(failure -> List.of(failure.plugin(), failure.name()))
            .distinct()
            .count();
    return plugins == 1
        ? "1 plugin failed: what it was to find is missing"
        : Unit.count(plugins) + " plugins failed: what they were to find is missing";
  }

  static Overview of(Result result) {
    Optional<Verdict> network = result.verdictOn(Result.NETWORK);
    List<Troubled> troubled = troubled(result);
    return new Overview(
        network.map(Verdict::grade).orElse(Grade.NOT_EVALUATED),
        network.map(Verdict::reason).orElse("The result holds no verdict on the network."),
        result.failures(),
        troubled,
        remedies(result, troubled),
        confidence(result));
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
                    Panel.anchor(result, verdict.layer()).orElseThrow(),
                    verdict.grade(),
                    quantizers(result, verdict.layer()),
                    verdict.reason()))
        .toList();
  }

  private static boolean bad(Grade grade) {
    return grade == Grade.DEGRADED || grade == Grade.STRAINED;
  }

  private static long count(Result result, String layer, Grade grade) {
    return result.verdictsOn(layer).stream()
        .filter(verdict -> verdict.grade() == grade)
        .filter(verdict -> verdict.probe().isPresent())
        .count();
  }

  private static List<String> quantizers(Result result, String layer) {
    return result.quantizersIn(layer).values().stream()
        .filter(
            quantizer ->
                result.verdictsOn(layer, quantizer).stream()
                    .anyMatch(verdict -> bad(verdict.grade())))
        .toList();
  }

  /** Of each troubled layer, what helps against a verdict that is bad. */
  private static List<Attempt> remedies(Result result, List<Troubled> troubled) {
    return troubled.stream()
        .flatMap(
            layer ->
                result.remediesOf(layer.layer()).stream()
                    .filter(
                        remedy ->
                            remedy
                                .quantizer()
                                .flatMap(
                                    quantizer ->
                                        result.verdictOn(remedy.layer(), quantizer, remedy.probe()))
                                .map(verdict -> bad(verdict.grade()))
                                .orElse(true))
                    .map(
                        remedy ->
                            new Attempt(
                                layer.layer(), layer.anchor(), remedy.quantizer(), remedy.text())))
        .distinct()
        .toList();
  }

  private static List<String> confidence(Result result) {
    List<String> lines = new ArrayList<>();
    List<Verdict> verdicts =
        result.verdicts().stream().filter(verdict -> verdict.probe().isPresent()).toList();
    if (!verdicts.isEmpty()) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%s verdicts of probes: %s",
              Unit.count(verdicts.size()),
              Arrays.stream(Grade.values())
                  .filter(grade -> verdicts.stream().anyMatch(each -> each.grade() == grade))
                  .map(
                      grade ->
                          Unit.count(
                                  verdicts.stream().filter(each -> each.grade() == grade).count())
                              + " "
                              + grade.label())
                  .collect(Collectors.joining(", "))));
    }
    accuracy(result)
        .ifPresent(
            accuracy ->
                lines.add(
                    String.format(
                        Locale.ROOT,
                        "accuracy as trained %s %s%s",
                        Unit.NUMBER.write(accuracy.value()),
                        Unit.NUMBER.interval(accuracy.low(), accuracy.high()),
                        accuracy.n().isPresent()
                            ? String.format(
                                Locale.ROOT,
                                " on %s test images",
                                Unit.count(accuracy.n().getAsLong()))
                            : "")));
    result.findings().stream()
        .filter(finding -> finding.subject().probe().equals("dot-product"))
        .filter(finding -> finding.subject().metric().equals("pearson-r"))
        .flatMapToLong(finding -> finding.n().stream())
        .min()
        .ifPresent(
            groups -> lines.add("products over " + Unit.count(groups) + " groups of images"));
    long intervals = result.findings().stream().filter(each -> each.low().isPresent()).count();
    lines.add(
        String.format(
            Locale.ROOT,
            "%s numbers, %s of them with a 95 %% interval",
            Unit.count(result.findings().size()),
            Unit.count(intervals)));
    return List.copyOf(lines);
  }

  private static Optional<Scalar> accuracy(Result result) {
    return result
        .finding(Subject.of("ablation", Result.NETWORK, "accuracy"))
        .or(() -> result.finding(Subject.of("accuracy", Result.NETWORK, "accuracy")));
  }
}
