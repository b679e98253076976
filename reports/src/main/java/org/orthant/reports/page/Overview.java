package org.orthant.reports.page;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.orthant.reports.result.Grade;
import org.orthant.reports.result.Result;
import org.orthant.reports.result.Result.Caution;
import org.orthant.reports.result.Result.Failure;
import org.orthant.reports.result.Result.GateCheck;
import org.orthant.reports.result.Result.Remedy;
import org.orthant.reports.result.Result.Verdict;
import org.orthant.reports.words.Names;
import org.orthant.reports.words.Unit;

/**
 * What the reader should know first.
 *
 * @param title what is judged
 * @param grade of the network
 * @param sentence why
 * @param cautions what to know before using what some probes found
 * @param failures the plugins that the run had to do without
 * @param problems what the list of the layers that are not sound is called
 * @param troubled the layers that degrade or strain, worst first
 * @param unanswered the layers that were asked about and have no grade, with the reason
 * @param gate what became of the rules of the run's gate, those that do not hold first
 * @param remedies what keeps more of the products in those layers, or of the accuracy
 * @param confidence what the verdict rests on
 */
public record Overview(
    String title,
    Grade grade,
    String sentence,
    List<String> cautions,
    List<Failure> failures,
    String problems,
    Capped<Troubled> troubled,
    Capped<Troubled> unanswered,
    List<GateCheck> gate,
    Capped<Attempt> remedies,
    List<String> confidence) {
  /** The outcomes of a gate's rules, in the order in which they are shown. */
  private static final List<String> GATE = List.of("FAILED", "SKIPPED", "PASSED");

  /** A layer that does not bear every quantizer; {@code quantizers} are those it does not bear. */
  public record Troubled(
      String layer, String anchor, Grade grade, List<String> quantizers, String reason) {}

  /** What to try in a layer in the place of a quantizer. */
  public record Attempt(String layer, String anchor, Optional<String> quantizer, String text) {}

  /** Says that something is missing. */
  public String failed() {
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
    Selection selection = Selection.of(result);
    List<Troubled> troubled = troubled(result, selection);
    int most = selection.ofMany() ? Selection.MOST_NAMED : Integer.MAX_VALUE;
    return new Overview(
        result.isOfVectors() ? "Beside Gaussian vectors" : "Verdict on the network",
        network.map(Verdict::grade).orElse(Grade.NOT_EVALUATED),
        result.isOfVectors()
            ? ofVectors(result, troubled)
            : network.map(Verdict::reason).orElse("The result holds no verdict on the network."),
        result.cautions().stream().map(caution -> cautioned(caution, network)).toList(),
        result.failures(),
        result.isOfVectors() ? "Worst first" : "Strained or degraded, worst first",
        Capped.of(troubled, most),
        Capped.of(unanswered(result, selection), most),
        result.gate().stream()
            .sorted(Comparator.comparing(check -> GATE.indexOf(check.outcome())))
            .toList(),
        Capped.of(remedies(result, troubled), most),
        confidence(result));
  }

  private static String ofVectors(Result result, List<Troubled> troubled) {
    return troubled.isEmpty()
        ? "All distributions turn as Gaussian vectors do."
        : String.format(
            Locale.ROOT,
            "%d of %d distributions turn further than Gaussian vectors: %s.",
            troubled.size(),
            result.layers().size(),
            Names.listed(troubled.stream().map(Troubled::layer).toList()));
  }

  private static List<Troubled> unanswered(Result result, Selection selection) {
    return result.layers().stream()
        .map(Result.Layer::name)
        .flatMap(layer -> result.verdictOn(layer).stream())
        .filter(verdict -> verdict.grade() == Grade.NOT_EVALUATED && verdict.open())
        .map(verdict -> troubled(result, selection, verdict))
        .toList();
  }

  private static Troubled troubled(Result result, Selection selection, Verdict verdict) {
    return new Troubled(
        verdict.layer(),
        selection.anchor(verdict.layer()).orElseThrow(),
        verdict.grade(),
        quantizers(result, verdict.layer()),
        verdict.reason());
  }

  /** Leaves out what the sentence on the network has said already. */
  private static String cautioned(Caution caution, Optional<Verdict> network) {
    boolean isSaid =
        network.map(verdict -> verdict.reason().startsWith(caution.text())).orElse(false);
    return String.format(
        Locale.ROOT,
        "%s: %s",
        String.join(", ", caution.probes()),
        isSaid ? "what was found rests on this network." : caution.text());
  }

  /** By grade, and those of one grade by what quantization costs them. */
  private static List<Troubled> troubled(Result result, Selection selection) {
    return selection.worstFirst().stream()
        .flatMap(layer -> result.verdictOn(layer).stream())
        .filter(verdict -> verdict.grade().isBad())
        .map(verdict -> troubled(result, selection, verdict))
        .toList();
  }

  private static List<String> quantizers(Result result, String layer) {
    return result.quantizersIn(layer).values().stream()
        .filter(
            quantizer ->
                result
                    .worst(layer, quantizer)
                    .map(verdict -> verdict.grade().isBad())
                    .orElse(false))
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
                                .map(verdict -> verdict.grade().isBad())
                                .orElse(true))
                    .filter(remedy -> isBetter(result, remedy))
                    .map(
                        remedy ->
                            new Attempt(
                                layer.layer(), layer.anchor(), remedy.quantizer(), remedy.text())))
        .distinct()
        .toList();
  }

  /** Nothing is advised against the scorecard, nor where no accuracy is lost. */
  private static boolean isBetter(Result result, Remedy remedy) {
    if (remedy.quantizer().isEmpty()) {
      return true;
    }
    String used = remedy.quantizer().get();
    return !result.isCostless(remedy.layer(), used)
        && remedy
            .alternative()
            .map(
                other ->
                    grade(result, remedy.layer(), other)
                            .compareTo(grade(result, remedy.layer(), used))
                        > 0)
            .orElse(true);
  }

  private static Grade grade(Result result, String layer, String quantizer) {
    return result.worst(layer, quantizer).map(Verdict::grade).orElse(Grade.NOT_EVALUATED);
  }

  private static List<String> confidence(Result result) {
    List<String> lines = new ArrayList<>();
    List<Verdict> verdicts =
        result.verdicts().stream().filter(verdict -> verdict.probe().isPresent()).toList();
    if (!verdicts.isEmpty()) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%s: %s",
              Unit.count(verdicts.size(), "verdict of a probe", "verdicts of probes"),
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
    result
        .accuracy()
        .ifPresent(
            accuracy ->
                lines.add(
                    String.format(
                        Locale.ROOT,
                        "accuracy as trained %s %s%s",
                        Unit.PERCENT.write(accuracy.value()),
                        Unit.PERCENT.interval(accuracy.low(), accuracy.high()),
                        accuracy.n().isPresent()
                            ? String.format(
                                Locale.ROOT,
                                " on %s",
                                Unit.count(accuracy.n().getAsLong(), "test image", "test images"))
                            : "")));
    result.findings().stream()
        .filter(finding -> finding.subject().probe().equals("dot-product"))
        .filter(finding -> finding.subject().metric().equals("pearson-r"))
        .flatMapToLong(finding -> finding.n().stream())
        .min()
        .ifPresent(
            groups ->
                lines.add(
                    "products over " + Unit.count(groups, "group of images", "groups of images")));
    long intervals = result.findings().stream().filter(each -> each.low().isPresent()).count();
    lines.add(
        String.format(
            Locale.ROOT,
            "%s, %s of them with a 95 %% interval",
            Unit.count(result.findings().size(), "number", "numbers"),
            Unit.count(intervals)));
    return List.copyOf(lines);
  }
}
