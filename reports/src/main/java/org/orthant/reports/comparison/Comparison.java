package org.orthant.reports.comparison;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.orthant.reports.result.Result;
import org.orthant.reports.result.Result.Failure;
import org.orthant.reports.result.Result.GateCheck;
import org.orthant.reports.result.Result.Layer;
import org.orthant.reports.result.Result.Probe;
import org.orthant.reports.result.Result.Quantizer;
import org.orthant.reports.result.Result.Scalar;
import org.orthant.reports.result.Result.Subject;
import org.orthant.reports.result.Result.Verdict;
import org.orthant.reports.result.UnusableInputException;
import org.orthant.reports.words.Unit;

/**
 * How run B differs from run A. B fails by what is worse, and by what A has and B lacks or has
 * undefined.
 *
 * @param pairs the numbers that both have
 * @param differences all of both that is compared, the gate's rules and verdicts before numbers,
 *     what stayed the same among them
 * @param settings which settings differ, in a sentence without a full stop; empty where it is not
 *     known
 * @param cautions why numbers of the same name may not mean the same
 */
public record Comparison(
    Result a,
    Result b,
    List<FindingPair> pairs,
    List<Difference> differences,
    Optional<String> settings,
    List<String> cautions) {

  private record VerdictKey(
      Optional<String> probe, Optional<String> quantizer, String layer, Optional<String> change) {
    static VerdictKey of(Verdict verdict) {
      return new VerdictKey(
          verdict.probe(), verdict.quantizer(), verdict.layer(), verdict.change());
    }
  }

  private record GateKey(String rule, String layer) {
    static GateKey of(GateCheck check) {
      return new GateKey(check.rule(), check.layer());
    }
  }

  private record FailureKey(String plugin, String name, Optional<String> layer) {
    static FailureKey of(Failure failure) {
      return new FailureKey(failure.plugin(), failure.name(), failure.layer());
    }
  }

  /**
   * Compares two runs.
   *
   * @throws UnusableInputException if nothing in A is defined, or they have no finding in common
   */
  public static Comparison of(Result a, Result b) {
    if (a.findings().stream().noneMatch(FindingPair::isDefined)) {
      throw new UnusableInputException(
          "no number of the first is defined, so that nothing can be compared with it");
    }
    Map<Subject, Scalar> before = byKey(Accuracy.named(a), Scalar::subject, (one, other) -> one);
    Map<Subject, Scalar> after = byKey(Accuracy.named(b), Scalar::subject, (one, other) -> one);
    List<FindingPair> pairs =
        before.values().stream()
            .filter(finding -> after.containsKey(finding.subject()))
            .map(finding -> new FindingPair(finding, after.get(finding.subject())))
            .toList();
    if (pairs.isEmpty()) {
      throw new UnusableInputException("they have no finding in common");
    }
    List<Difference> differences = new ArrayList<>(lost(a, b));
    gate(a, b, differences::add);
    verdicts(a, b, pairs, differences::add);
    pairs.forEach(pair -> differences.add(Difference.of(pair)));
    before.values().stream()
        .filter(finding -> !after.containsKey(finding.subject()))
        .forEach(finding -> differences.add(Difference.gone(finding)));
    after.values().stream()
        .filter(finding -> !before.containsKey(finding.subject()))
        .forEach(finding -> differences.add(Difference.isNew(finding)));
    return new Comparison(
        a, b, pairs, List.copyOf(differences), Cautions.settings(a, b), Cautions.of(a, b, pairs));
  }

  List<Difference> differences(Outcome outcome) {
    return differences.stream().filter(each -> each.outcome() == outcome).toList();
  }

  /** Whether anything is worse in B beyond noise, or lost. */
  public boolean isWorse() {
    return differences.stream().anyMatch(each -> each.outcome().isAgainstB());
  }

  /** A run's accuracy with its interval; says so where it was not measured. */
  public static String accuracy(Result run) {
    return run.accuracy()
        .map(
            found ->
                "accuracy "
                    + (Unit.PERCENT.write(found.value())
                            + " "
                            + Unit.PERCENT.interval(found.low(), found.high()))
                        .strip())
        .orElse("accuracy not measured");
  }

  /** Returns what became of the accuracy, where both runs measured it; then the counts. */
  public String headline() {
    return accuracies() + summary();
  }

  private String accuracies() {
    return a.accuracy()
        .flatMap(
            before ->
                b.accuracy()
                    .map(
                        after ->
                            String.format(
                                Locale.ROOT,
                                "Accuracy %s → %s%s. ",
                                Unit.PERCENT.write(before.value()),
                                Unit.PERCENT.write(after.value()),
                                overlap(before, after) ? ", within the intervals" : "")))
        .orElse("");
  }

  private static boolean overlap(Scalar one, Scalar other) {
    return one.low().isPresent()
        && other.low().isPresent()
        && one.low().getAsDouble() <= other.high().orElse(other.value())
        && other.low().getAsDouble() <= one.high().orElse(one.value());
  }

  /** Returns how many differ in which way, in one sentence. */
  public String summary() {
    return String.format(
        Locale.ROOT,
        "%s: %d worse and %d better beyond the intervals; %s",
        isWorse() ? "B is worse" : "B is not worse",
        differences(Outcome.WORSE).size(),
        differences(Outcome.BETTER).size(),
        Stream.of(Outcome.values())
            .filter(outcome -> outcome != Outcome.WORSE && outcome != Outcome.BETTER)
            .filter(outcome -> !differences(outcome).isEmpty())
            .map(outcome -> differences(outcome).size() + " " + outcome.label())
            .collect(joining(", ")));
  }

  /** Layers, quantizers and probes that B lacks, and plugins that failed in B alone. */
  private static List<Difference> lost(Result a, Result b) {
    Set<FailureKey> failed = a.failures().stream().map(FailureKey::of).collect(Collectors.toSet());
    return Stream.of(
            b.failures().stream()
                .filter(failure -> !failed.contains(FailureKey.of(failure)))
                .map(Difference::failed),
            missing(a.layers(), b.layers(), Layer::name).map(Difference::goneLayer),
            missing(a.quantizers(), b.quantizers(), Quantizer::name).map(Difference::goneQuantizer),
            missing(a.probes(), b.probes(), Probe::id).map(Difference::goneProbe))
        .flatMap(Function.identity())
        .toList();
  }

  private static <V> Stream<String> missing(
      List<V> before, List<V> after, Function<V, String> name) {
    Set<String> there = after.stream().map(name).collect(Collectors.toSet());
    return before.stream().map(name).filter(each -> !there.contains(each)).distinct();
  }

  private static void gate(Result a, Result b, Consumer<Difference> differences) {
    Map<GateKey, GateCheck> before = byKey(a.gate(), GateKey::of, Comparison::worse);
    Map<GateKey, GateCheck> after = byKey(b.gate(), GateKey::of, Comparison::worse);
    before.forEach(
        (key, check) ->
            differences.accept(
                after.containsKey(key)
                    ? Difference.of(new GatePair(check, after.get(key)))
                    : Difference.gone(check)));
    after.forEach(
        (key, check) -> {
          if (!before.containsKey(key)) {
            differences.accept(Difference.isNew(check));
          }
        });
  }

  private static void verdicts(
      Result a, Result b, List<FindingPair> pairs, Consumer<Difference> differences) {
    List<FindingPair> judged = pairs.stream().filter(FindingPair::isJudged).toList();
    Map<String, List<FindingPair>> byLayer =
        judged.stream().collect(Collectors.groupingBy(pair -> pair.subject().layer()));
    Map<VerdictKey, Verdict> before = byKey(a.verdicts(), VerdictKey::of, Comparison::worse);
    Map<VerdictKey, Verdict> after = byKey(b.verdicts(), VerdictKey::of, Comparison::worse);
    before.forEach(
        (key, verdict) -> {
          if (after.containsKey(key)) {
            VerdictPair pair = new VerdictPair(verdict, after.get(key));
            List<FindingPair> behind =
                pair.isOnNetwork() ? judged : byLayer.getOrDefault(verdict.layer(), List.of());
            differences.accept(Difference.of(pair.outcome(behind), pair));
          } else {
            differences.accept(Difference.gone(verdict));
          }
        });
    after.forEach(
        (key, verdict) -> {
          if (!before.containsKey(key)) {
            differences.accept(Difference.isNew(verdict));
          }
        });
  }

  private static Verdict worse(Verdict one, Verdict other) {
    return other.grade().compareTo(one.grade()) < 0 ? other : one;
  }

  private static GateCheck worse(GateCheck one, GateCheck other) {
    return one.hasFailed() || other.hasPassed() ? one : other;
  }

  /**
   * In their order.
   *
   * @param together what counts of several with one key
   */
  private static <K, V> Map<K, V> byKey(
      List<V> values, Function<V, K> key, BinaryOperator<V> together) {
    Map<K, V> byKey = new LinkedHashMap<>();
    values.forEach(value -> byKey.merge(key.apply(value), value, together));
    return byKey;
  }
}
