package org.orthant.probes.advice;

import static java.util.Comparator.comparingDouble;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.orthant.api.finding.Advice;
import org.orthant.api.finding.Conclusion;
import org.orthant.api.finding.Finding;
import org.orthant.api.finding.Plural;
import org.orthant.api.finding.Subject;
import org.orthant.api.finding.Verdict;
import org.orthant.api.interval.Interval;
import org.orthant.api.measure.Change;
import org.orthant.api.measure.Trial;
import org.orthant.probes.ablation.PairedOutcomes;
import org.orthant.probes.cost.Counted;
import org.orthant.probes.estimate.Estimate;

/** What was found, evaluated on the images that the search did not see. */
record Proof(LayerAdvice asked, Search search, Map<String, Assignment> uniform) {
  private static final String ADVICE = "advice:";

  /** That of a search which has ended. */
  static Proof of(LayerAdvice asked, Search search) {
    return new Proof(asked, search, UniformNetworks.of(search.layers()));
  }

  Conclusion conclusion() {
    List<Finding> findings = new ArrayList<>();
    List<Verdict> verdicts = new ArrayList<>(unserved());
    List<Advice> advice = new ArrayList<>();
    uniform.forEach((name, network) -> findings.addAll(findings(name, network)));
    findings.add(Counted.exact(Subject.network(), "networks-evaluated", search.networks()));
    for (Budget budget : asked.limits()) {
      Optional<Assignment> found = search.found(budget);
      if (found.isEmpty()) {
        verdicts.add(Verdict.notAsked(Subject.network(), cannotBeKept(budget)));
        continue;
      }
      String name = ADVICE + budget.name();
      findings.addAll(findings(name, found.get()));
      findings.addAll(comparisons(name, found.get()));
      advice.add(advice(budget, found.get()));
    }
    if (!halves().areLabelled()) {
      verdicts.add(
          Verdict.notAsked(
              Subject.network(),
              "The dataset's images have no labels, so advice rests on how often predictions agree"
                  + " with those of the network as it is"));
    }
    return new Conclusion(findings, verdicts, List.of(), advice);
  }

  private Halves halves() {
    return search.halves();
  }

  private String cannotBeKept(Budget budget) {
    return budget.ofCost()
        ? String.format(
            Locale.ROOT,
            "No advice for %s: the cheapest choices cost %.4g",
            budget.goal(),
            search.cheapest())
        : String.format(
            Locale.ROOT,
            "No advice for %s: of %s none loses so little and has a known cost",
            budget.goal(),
            Plural.of(search.networks(), "evaluated network", "evaluated networks"));
  }

  /** Layers that no candidate serves, and candidates whose price nobody knows. */
  private List<Verdict> unserved() {
    List<Verdict> verdicts = new ArrayList<>();
    for (int i = 0; i < search.layers().size(); i++) {
      LayerChoices layer = search.layers().get(i);
      String name = layer.layer().name();
      if (!layer.areServed()) {
        verdicts.add(
            Verdict.notAsked(
                Subject.layer(name), "No candidate serves " + name + ", which stays as it is"));
      }
      for (Change change : layer.all()) {
        if (search.prices().of(i, change).isEmpty() && change.weights().quantizer().isPresent()) {
          verdicts.add(
              Verdict.notAsked(
                  Subject.of(name, change.weights().quantizer().get()),
                  String.format(
                      Locale.ROOT,
                      "%s is no choice for %s, for what it costs there is not known",
                      change.label(),
                      name)));
        }
      }
    }
    return verdicts;
  }

  private Trial trial(Assignment network) {
    return search.trial(network);
  }

  private PairedOutcomes besideUnaltered(Assignment network) {
    return halves().heldOut(halves().unaltered(), trial(network));
  }

  private String measure() {
    return halves().areLabelled() ? "accuracy" : "agreement";
  }

  /** Returns what was measured of a network, and what it costs. */
  private List<Finding> findings(String name, Assignment network) {
    Subject subject = Subject.changed(Subject.NETWORK, name);
    PairedOutcomes outcomes = besideUnaltered(network);
    List<Finding> findings = new ArrayList<>();
    findings.add(outcomes.accuracy().finding(subject, measure()));
    findings.add(outcomes.accuracyChange().finding(subject, measure() + "-change"));
    findings.add(Finding.Scalar.of(subject, "mcnemar-p", outcomes.p(), outcomes.images()));
    exact(findings, subject, "bits-per-weight", search.prices().bits(network));
    if (asked.cost() != CostKind.BITS) {
      OptionalDouble cost = search.cost(network);
      exact(findings, subject, "relative-cost", cost.orElse(Double.NaN));
    }
    return findings;
  }

  private static void exact(List<Finding> findings, Subject subject, String metric, double value) {
    if (!Double.isNaN(value)) {
      findings.add(Counted.exact(subject, metric, value));
    }
  }

  /** Beside each uniform network that costs no more, and beside full precision. */
  private List<Finding> comparisons(String name, Assignment network) {
    List<Finding> findings = new ArrayList<>();
    double cost = search.cost(network).orElseThrow();
    uniform.forEach(
        (other, held) -> {
          boolean cheaper = search.cost(held).orElse(Double.POSITIVE_INFINITY) <= cost;
          if (cheaper || other.equals("uniform:" + LayerChoices.CONTINUOUS)) {
            PairedOutcomes paired = halves().heldOut(trial(held), trial(network));
            Subject subject = Subject.changed(Subject.NETWORK, name + ",instead-of:" + other);
            findings.add(paired.accuracyChange().finding(subject, measure() + "-change", 0));
            findings.add(Finding.Scalar.of(subject, "mcnemar-p", paired.p(), paired.images()));
          }
        });
    return findings;
  }

  private Advice advice(Budget budget, Assignment network) {
    List<Advice.Choice> choices = new ArrayList<>();
    for (int i = 0; i < search.layers().size(); i++) {
      Change change = network.changes().get(i);
      choices.add(
          new Advice.Choice(
              search.layers().get(i).layer().name(), change, search.prices().bits(i, change)));
    }
    Trial trial = trial(network);
    return new Advice(
        budget.name(),
        budget.goal(),
        choices,
        asked.images(),
        trial.refit(),
        trial.correction(),
        text(budget, network));
  }

  private String text(Budget budget, Assignment network) {
    PairedOutcomes outcomes = besideUnaltered(network);
    String text =
        String.format(
            Locale.ROOT,
            "%s %s on %s that the search did not see; %s beside the unaltered network%s",
            measure(),
            estimate(outcomes.accuracy(), "%.4f"),
            Plural.of(outcomes.images(), "test image", "test images"),
            estimate(outcomes.accuracyChange(), "%+.4f"),
            alike());
    return text
        + bestUniform(budget)
            .map(
                other -> {
                  PairedOutcomes paired =
                      halves().heldOut(trial(uniform.get(other)), trial(network));
                  return String.format(
                      Locale.ROOT,
                      "; %s beside %s, the best uniform network within the budget (p = %.2g)",
                      estimate(paired.accuracyChange(), "%+.4f"),
                      other.substring("uniform:".length()),
                      paired.p());
                })
            .orElse("; no uniform network is within the budget");
  }

  private String alike() {
    return switch (asked.judged()) {
      case REFITTED -> ", refitted alike";
      case BIAS_CORRECTED, RAW -> "";
    };
  }

  /** The name of the uniform network that did best in the search under a budget. */
  private Optional<String> bestUniform(Budget budget) {
    return uniform.entrySet().stream()
        .filter(each -> search.cost(each.getValue()).isPresent())
        .filter(
            each ->
                budget.admits(
                    search.cost(each.getValue()).getAsDouble(), searched(each.getValue())))
        .max(
            budget.ofCost()
                ? comparingDouble(each -> searched(each.getValue()))
                : comparingDouble(each -> -search.cost(each.getValue()).getAsDouble()))
        .map(Map.Entry::getKey);
  }

  private double searched(Assignment network) {
    return halves().searched(trial(network)).accuracyChange().value();
  }

  private static String estimate(Estimate estimate, String format) {
    Interval ends = estimate.interval().orElseThrow();
    return String.format(
        Locale.ROOT,
        format + " (95 %% interval " + format + " to " + format + ")",
        estimate.value(),
        ends.low(),
        ends.high());
  }
}
