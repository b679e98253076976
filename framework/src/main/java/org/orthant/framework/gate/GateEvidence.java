package org.orthant.framework.gate;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.orthant.api.finding.Conclusion;
import org.orthant.api.finding.Finding;
import org.orthant.api.finding.Grade;
import org.orthant.api.finding.Subject;
import org.orthant.api.finding.Verdict;
import org.orthant.framework.failure.Failure;
import org.orthant.framework.gate.GateCheck.Outcome;

/**
 * What a gate looks at.
 *
 * @param layers the names of the selected layers
 * @param quantizers the names of the run's quantizers
 * @param inUse by layer: the quantizer it is used with
 * @param probes what each concluded, by its id
 * @param overall the verdicts that sum up, each layer's among them
 * @param failures the plugins that failed; what a rule asks of them does not hold
 */
public record GateEvidence(
    List<String> layers,
    List<String> quantizers,
    Map<String, String> inUse,
    Map<String, Conclusion> probes,
    List<Verdict> overall,
    List<Failure> failures) {

  /** What a change of a layer's weights begins with. */
  private static final String WEIGHTS = "weights:";

  /**
   * Every rule in every layer. A rule that finds nothing to look at in any layer holds in none, so
   * that no gate stands open because nothing was measured.
   */
  public List<GateCheck> checks(Gate gate) {
    List<GateCheck> checks = new ArrayList<>();
    gate.worstVerdict()
        .ifPresent(
            worst ->
                checks.addAll(
                    closed(
                        layers.stream().map(layer -> verdict(layer, worst)),
                        failure -> !failure.isOfQuantizer())));
    gate.maxAccuracyDrop()
        .ifPresent(
            drop ->
                checks.addAll(
                    closed(
                        ablated().map(layer -> accuracyDrop(layer, drop)),
                        failure -> isOf(failure, Gate.ABLATION))));
    gate.minR()
        .ifPresent(
            least ->
                checks.addAll(
                    closed(
                        layers.stream().map(layer -> r(layer, least)),
                        failure -> isOf(failure, Gate.PRODUCTS))));
    return List.copyOf(checks);
  }

  private static boolean isOf(Failure failure, String probe) {
    return !failure.isOfQuantizer() && failure.name().equals(probe);
  }

  /**
   * @param asked whether the rule asks the probe that failed
   */
  private List<GateCheck> closed(Stream<GateCheck> ofOneRule, Predicate<Failure> asked) {
    List<GateCheck> checks = ofOneRule.map(check -> withoutFailed(check, asked)).toList();
    return checks.stream().anyMatch(check -> check.outcome() != Outcome.SKIPPED)
        ? checks
        : checks.stream().map(check -> failed(check, check.reason())).toList();
  }

  /** Treats what could not be measured as not known to hold. */
  private GateCheck withoutFailed(GateCheck check, Predicate<Failure> asked) {
    return failures.stream()
        .filter(
            failure ->
                failure.isOfQuantizer() ? concerns(failure, check.layer()) : asked.test(failure))
        .findFirst()
        .map(failure -> failed(check, failure.toString()))
        .orElse(check);
  }

  /** A group of layers is altered with each quantizer. */
  private boolean concerns(Failure quantizer, String layer) {
    return quantizer.isIn(layer) || !layers.contains(layer);
  }

  private static GateCheck failed(GateCheck check, String reason) {
    return new GateCheck(check.rule(), check.layer(), Outcome.FAILED, reason);
  }

  private GateCheck verdict(String layer, Gate.Worst worst) {
    Verdict verdict =
        overall.stream()
            .filter(each -> each.subject().equals(Subject.layer(layer)))
            .findFirst()
            .orElseThrow();
    boolean holds = verdict.grade().compareTo(Grade.valueOf(worst.name())) <= 0;
    return new GateCheck(
        Gate.WORST_VERDICT,
        layer,
        verdict.grade() == Grade.NOT_EVALUATED && !verdict.open()
            ? Outcome.SKIPPED
            : outcome(holds && !verdict.open()),
        String.format(
            Locale.ROOT,
            "%s, where %s is allowed. %s",
            words(verdict.grade()),
            words(worst),
            verdict.reason()));
  }

  /** Why a probe has no answer about the layer as it is used. */
  private Optional<String> unanswered(String probe, String layer) {
    return Optional.ofNullable(probes.get(probe)).stream()
        .flatMap(conclusion -> conclusion.verdicts().stream())
        .filter(Verdict::open)
        .filter(verdict -> verdict.subject().layer().equals(layer))
        .filter(
            verdict ->
                verdict.subject().quantizer().stream()
                    .allMatch(name -> name.equals(inUse.get(layer))))
        .map(Verdict::reason)
        .findFirst();
  }

  /** The layers, then the groups of them that were altered together. */
  private Stream<String> ablated() {
    return Stream.concat(
            layers.stream(),
            scalars(Gate.ABLATION)
                .filter(this::isOfAQuantizer)
                .map(finding -> finding.subject().layer()))
        .distinct();
  }

  private GateCheck accuracyDrop(String layer, double most) {
    List<Finding.Scalar> changes =
        scalars(Gate.ABLATION)
            .filter(this::isOfAQuantizer)
            .filter(finding -> finding.subject().layer().equals(layer))
            .toList();
    List<Finding.Scalar> tooLow =
        changes.stream().filter(finding -> !(finding.value() >= -most)).toList();
    Optional<Verdict> unjudged = changes.stream().flatMap(this::unjudged).findFirst();
    if (unjudged.isPresent()) {
      return new GateCheck(Gate.MAX_ACCURACY_DROP, layer, Outcome.FAILED, unjudged.get().reason());
    }
    String limit = String.format(Locale.ROOT, ", where %s is the least allowed", 0 - most);
    return changes.isEmpty()
        ? nothing(Gate.MAX_ACCURACY_DROP, layer, Gate.ABLATION)
        : new GateCheck(
            Gate.MAX_ACCURACY_DROP,
            layer,
            outcome(tooLow.isEmpty()),
            (tooLow.isEmpty() ? changes : tooLow)
                .stream()
                    .map(finding -> measured(finding.subject().change().orElseThrow(), finding))
                    .collect(joining("; ", "accuracy-change ", limit)));
  }

  /** The verdict on a change of the accuracy, where that cannot be relied on. */
  private Stream<Verdict> unjudged(Finding.Scalar change) {
    String quantizer = change.subject().change().orElseThrow().substring(WEIGHTS.length());
    return probes.get(Gate.ABLATION).verdicts().stream()
        .filter(verdict -> verdict.grade() == Grade.NOT_EVALUATED)
        .filter(
            verdict -> verdict.subject().equals(Subject.of(change.subject().layer(), quantizer)));
  }

  private boolean isOfAQuantizer(Finding.Scalar finding) {
    return finding.metric().equals("accuracy-change")
        && quantizers.stream()
            .anyMatch(name -> finding.subject().change().equals(Optional.of(WEIGHTS + name)));
  }

  private GateCheck r(String layer, double least) {
    Optional<Finding.Scalar> r =
        Optional.ofNullable(inUse.get(layer))
            .flatMap(
                quantizer ->
                    scalars(Gate.PRODUCTS)
                        .filter(finding -> finding.metric().equals("pearson-r"))
                        .filter(finding -> finding.subject().equals(Subject.of(layer, quantizer)))
                        .findFirst());
    return r.map(finding -> r(layer, finding, least))
        .orElseGet(() -> nothing(Gate.MIN_R, layer, Gate.PRODUCTS));
  }

  /** A number that the probe itself does not take for an answer is none. */
  private GateCheck r(String layer, Finding.Scalar finding, double least) {
    Optional<String> unanswered = unanswered(Gate.PRODUCTS, layer);
    String measured =
        String.format(
            Locale.ROOT,
            "pearson-r %s, where %s is the least allowed",
            measured(inUse.get(layer), finding),
            least);
    return new GateCheck(
        Gate.MIN_R,
        layer,
        outcome(finding.value() >= least && unanswered.isEmpty()),
        unanswered.map(reason -> measured + ". Not evaluated: " + reason).orElse(measured));
  }

  private Stream<Finding.Scalar> scalars(String probe) {
    return Optional.ofNullable(probes.get(probe)).stream()
        .flatMap(conclusion -> conclusion.findings().stream())
        .filter(Finding.Scalar.class::isInstance)
        .map(Finding.Scalar.class::cast);
  }

  private static GateCheck nothing(String rule, String layer, String probe) {
    return new GateCheck(rule, layer, Outcome.SKIPPED, "probe " + probe + " measured nothing here");
  }

  private static Outcome outcome(boolean holds) {
    return holds ? Outcome.PASSED : Outcome.FAILED;
  }

  private static String measured(String under, Finding.Scalar finding) {
    String interval =
        finding.low().isPresent() && finding.high().isPresent()
            ? String.format(
                Locale.ROOT,
                " (95 %% interval %.4f to %.4f)",
                finding.low().getAsDouble(),
                finding.high().getAsDouble())
            : "";
    return Double.isNaN(finding.value())
        ? String.format(Locale.ROOT, "under %s is undefined", under)
        : String.format(Locale.ROOT, "under %s %.4f%s", under, finding.value(), interval);
  }

  private static String words(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
