package org.orthant.reports.advice;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.orthant.reports.chart.Figure;
import org.orthant.reports.chart.NumberTable;
import org.orthant.reports.chart.TradeOffData;
import org.orthant.reports.chart.TradeOffData.Candidate;
import org.orthant.reports.result.Result;
import org.orthant.reports.result.Result.Scalar;
import org.orthant.reports.result.Result.Subject;
import org.orthant.reports.words.Unit;

/** How accurate advised and uniform networks are, and what they cost. */
final class AdviceFigure {
  private static final String ADVISED = "advice:";
  private static final String UNIFORM = "uniform:";
  private static final Set<String> LEVELS = Set.of("accuracy", "agreement");

  /** What findings call an advised network, and what readers do. */
  private static final Map<String, String> GOALS =
      Map.of(
          "bits-per-weight-", "≤ %s bits",
          "relative-cost-", "≤ %s of the cost",
          "max-accuracy-drop-", "loses ≤ %s");

  private AdviceFigure() {}

  /** A network with its accuracy and its cost. */
  private record Network(String change, Scalar level, Scalar cost) {
    boolean isUniform() {
      return change.startsWith(UNIFORM);
    }

    String name() {
      if (isUniform()) {
        return "all " + change.substring(UNIFORM.length()).replace(",inputs:", ", inputs ");
      }
      String name = change.substring(ADVISED.length());
      return GOALS.entrySet().stream()
          .filter(goal -> name.startsWith(goal.getKey()))
          .map(
              goal ->
                  String.format(
                      Locale.ROOT, goal.getValue(), name.substring(goal.getKey().length())))
          .findFirst()
          .orElse(name);
    }

    Candidate candidate() {
      return new Candidate(
          name(),
          cost.value(),
          100 * level.value(),
          percent(level.low()),
          percent(level.high()),
          isUniform());
    }

    List<String> row() {
      return List.of(
          name(),
          Unit.NUMBER.write(cost.value()),
          Unit.PERCENT.write(level.value()),
          Unit.PERCENT.interval(level.low(), level.high()));
    }

    private static Double percent(OptionalDouble fraction) {
      return fraction.isPresent() ? Double.valueOf(100 * fraction.getAsDouble()) : null;
    }
  }

  /** Nothing where there are not two networks to compare. */
  static Optional<Figure> of(Result result, String probe) {
    List<Network> networks =
        result.findings().stream()
            .filter(found -> found.subject().probe().equals(probe))
            .filter(found -> LEVELS.contains(found.subject().metric()))
            .filter(found -> isNetwork(found.subject().change().orElse("")))
            .flatMap(level -> network(result, level).stream())
            .toList();
    return networks.size() < 2 ? Optional.empty() : Optional.of(figure(networks));
  }

  private static boolean isNetwork(String change) {
    return change.startsWith(UNIFORM)
        || (change.startsWith(ADVISED) && !change.contains("instead-of:"));
  }

  private static Optional<Network> network(Result result, Scalar level) {
    Subject subject = level.subject();
    return result
        .finding(subject, "relative-cost")
        .or(() -> result.finding(subject, "bits-per-weight"))
        .map(cost -> new Network(subject.change().orElseThrow(), level, cost));
  }

  private static Figure figure(List<Network> networks) {
    Network any = networks.get(0);
    String cost =
        any.cost().subject().metric().equals("relative-cost")
            ? "cost beside full precision"
            : "bits per weight";
    boolean labelled = any.level().subject().metric().equals("accuracy");
    return Figure.of(
        "",
        "Circles: advised networks. Squares: networks in which all layers get the same. Whiskers:"
            + " 95 % intervals. On the stairs lies what no other network beats; further up is better,"
            + " further left costs less.",
        TradeOffData.of(
            cost,
            labelled ? "accuracy, %" : "same class as the unaltered network, %",
            networks.stream().map(Network::candidate).toList()),
        new NumberTable(
            List.of("network", cost, labelled ? "accuracy" : "agreement", "95 % interval"),
            networks.stream().map(Network::row).toList()));
  }
}
