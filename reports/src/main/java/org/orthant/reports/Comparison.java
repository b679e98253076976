package org.orthant.reports;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.orthant.reports.Result.Layer;
import org.orthant.reports.Result.Quantizer;
import org.orthant.reports.Result.Scalar;
import org.orthant.reports.Result.Subject;
import org.orthant.reports.Result.Verdict;

/**
 * How run B differs from run A.
 *
 * @param differences all numbers and verdicts of both, verdicts first, those that stayed the same
 *     among them
 * @param cautions why numbers of the same name may not mean the same
 */
record Comparison(Result a, Result b, List<Difference> differences, List<String> cautions) {

  private record VerdictKey(Optional<String> probe, Optional<String> quantizer, String layer) {
    static VerdictKey of(Verdict verdict) {
      return new VerdictKey(verdict.probe(), verdict.quantizer(), verdict.layer());
    }
  }

  /**
   * Compares two runs.
   *
   * @throws UnusableInputException if they have no finding in common
   */
  static Comparison of(Result a, Result b) {
    Map<Subject, Scalar> before = byKey(a.findings(), Scalar::subject);
    Map<Subject, Scalar> after = byKey(b.findings(), Scalar::subject);
    List<FindingPair> pairs =
        before.values().stream()
            .filter(finding -> after.containsKey(finding.subject()))
            .map(finding -> new FindingPair(finding, after.get(finding.subject())))
            .toList();
    if (pairs.isEmpty()) {
      throw new UnusableInputException("the two results have no finding in common");
    }
    List<Difference> differences = new ArrayList<>(verdicts(a, b, pairs));
    pairs.forEach(pair -> differences.add(Difference.of(pair)));
    before.values().stream()
        .filter(finding -> !after.containsKey(finding.subject()))
        .forEach(finding -> differences.add(Difference.gone(finding)));
    after.values().stream()
        .filter(finding -> !before.containsKey(finding.subject()))
        .forEach(finding -> differences.add(Difference.isNew(finding)));
    return new Comparison(a, b, List.copyOf(differences), cautions(a, b));
  }

  List<Difference> differences(Outcome outcome) {
    return differences.stream().filter(each -> each.outcome() == outcome).toList();
  }

  /** Whether anything is worse in B beyond noise. */
  boolean isWorse() {
    return !differences(Outcome.WORSE).isEmpty();
  }

  /** One sentence. */
  String summary() {
    return Stream.of(Outcome.values())
        .map(outcome -> differences(outcome).size() + " " + outcome.label())
        .collect(joining(", ", isWorse() ? "B is worse: " : "B is not worse: ", ""));
  }

  private static List<Difference> verdicts(Result a, Result b, List<FindingPair> pairs) {
    List<FindingPair> judged = pairs.stream().filter(FindingPair::isJudged).toList();
    Map<VerdictKey, Verdict> before = byKey(a.verdicts(), VerdictKey::of);
    Map<VerdictKey, Verdict> after = byKey(b.verdicts(), VerdictKey::of);
    List<Difference> differences = new ArrayList<>();
    before.forEach(
        (key, verdict) -> {
          if (after.containsKey(key)) {
            VerdictPair pair = new VerdictPair(verdict, after.get(key));
            differences.add(Difference.of(pair.outcome(judged), pair));
          } else {
            differences.add(Difference.gone(verdict));
          }
        });
    after.forEach(
        (key, verdict) -> {
          if (!before.containsKey(key)) {
            differences.add(Difference.isNew(verdict));
          }
        });
    return differences;
  }

  private static List<String> cautions(Result a, Result b) {
    List<String> cautions = new ArrayList<>();
    if (!a.dataset().equals(b.dataset())
        || !a.provenance().datasetDigest().equals(b.provenance().datasetDigest())) {
      cautions.add("the runs use different data");
    }
    Map<String, Quantizer> quantizers = byKey(b.quantizers(), Quantizer::name);
    for (Quantizer before : a.quantizers()) {
      Quantizer after = quantizers.getOrDefault(before.name(), before);
      if (!after.equals(before)) {
        cautions.add(
            String.format(
                Locale.ROOT,
                "the quantizer %s is %s in A and %s in B",
                before.name(),
                before.description(),
                after.description()));
      }
    }
    Map<String, Layer> layers = byKey(b.layers(), Layer::name);
    for (Layer before : a.layers()) {
      Layer after = layers.getOrDefault(before.name(), before);
      if (!after.equals(before)) {
        cautions.add(
            String.format(
                Locale.ROOT,
                "the layer %s has d = %d and %d filters in A, d = %d and %d filters in B",
                before.name(),
                before.dimension(),
                before.filters(),
                after.dimension(),
                after.filters()));
      }
    }
    return List.copyOf(cautions);
  }

  /** In their order; of several with one key the first. */
  private static <K, V> Map<K, V> byKey(List<V> values, Function<V, K> key) {
    Map<K, V> byKey = new LinkedHashMap<>();
    values.forEach(value -> byKey.putIfAbsent(key.apply(value), value));
    return byKey;
  }
}
