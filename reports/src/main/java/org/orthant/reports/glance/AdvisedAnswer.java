package org.orthant.reports.glance;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.orthant.reports.result.Result;
import org.orthant.reports.result.Result.Advice;
import org.orthant.reports.result.Result.Scalar;
import org.orthant.reports.result.Result.Subject;
import org.orthant.reports.words.Unit;

/** What to do, where the run advises networks. */
final class AdvisedAnswer {
  /** A loss that is worth a smaller network to most. */
  private static final double BEARABLE = 0.01;

  private static final String LEAVE =
      "Leave the layers as they are: under the budgets of this run the search found nothing better.";

  private AdvisedAnswer() {}

  /** An advised network with what it costs and gains. */
  private record Advised(Scalar change, Scalar cost) {
    boolean isBearable() {
      return change.value() >= -BEARABLE;
    }
  }

  /**
   * Names the cheapest advised network that loses no more than a point, or else the one that loses
   * least; empty where nothing was advised.
   */
  static Optional<String> of(Result result) {
    List<Advised> all =
        result.advice().stream().flatMap(advice -> advised(result, advice).stream()).toList();
    return all.stream()
        .filter(Advised::isBearable)
        .min(Comparator.comparingDouble(each -> each.cost().value()))
        .or(() -> all.stream().max(Comparator.comparingDouble(each -> each.change().value())))
        .map(best -> isUnaltered(result, best) ? LEAVE : words(best));
  }

  /** Whether it costs what the network does as it is, and says the same of every image. */
  private static boolean isUnaltered(Result result, Advised advised) {
    Subject cost = advised.cost().subject();
    return advised.change().value() == 0
        && Stream.of("trained", "continuous")
            .flatMap(
                name ->
                    result
                        .finding(
                            new Subject(
                                cost.probe(),
                                Optional.empty(),
                                Result.NETWORK,
                                Optional.of("uniform:" + name),
                                cost.metric()))
                        .stream())
            .findFirst()
            .filter(as -> as.value() == advised.cost().value())
            .isPresent();
  }

  private static Optional<Advised> advised(Result result, Advice advice) {
    String change = "advice:" + advice.name();
    return finding(result, advice, change, "accuracy-change")
        .or(() -> finding(result, advice, change, "agreement-change"))
        .flatMap(
            gain ->
                finding(result, advice, change, "relative-cost")
                    .or(() -> finding(result, advice, change, "bits-per-weight"))
                    .map(cost -> new Advised(gain, cost)));
  }

  private static Optional<Scalar> finding(
      Result result, Advice advice, String change, String metric) {
    return result.finding(
        new Subject(advice.probe(), Optional.empty(), Result.NETWORK, Optional.of(change), metric));
  }

  private static String words(Advised advised) {
    Scalar cost = advised.cost();
    String price =
        cost.subject().metric().equals("relative-cost")
            ? Unit.PERCENT.write(cost.value()) + " of the cost in full precision"
            : String.format(Locale.ROOT, "%.2f bits per weight", cost.value());
    return String.format(
        Locale.ROOT,
        "Give each layer the quantizer that Advice, below, names: with %s, %s points %s beside the"
            + " unaltered network, on images the search did not see.",
        price,
        Unit.POINTS.write(advised.change().value()),
        Unit.POINTS.interval(advised.change().low(), advised.change().high()));
  }
}
