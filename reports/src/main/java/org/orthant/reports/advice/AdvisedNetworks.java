package org.orthant.reports.advice;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.orthant.reports.chart.Figure;
import org.orthant.reports.result.Result;
import org.orthant.reports.result.Result.Advice;
import org.orthant.reports.result.Result.Scalar;
import org.orthant.reports.result.Result.Subject;
import org.orthant.reports.words.Unit;

/**
 * What was advised under each budget.
 *
 * @param text how it was found, in plain words
 * @param labelled whether images have labels; where not, agreement with the unaltered network
 *     stands for accuracy
 * @param figure accuracy against cost, uniform networks beside
 * @param rows one for each layer, a cell for each budget
 */
public record AdvisedNetworks(
    String text,
    boolean labelled,
    Optional<Figure> figure,
    List<Network> networks,
    List<Row> rows) {
  private static final String INSTEAD = ",instead-of:uniform:";

  public AdvisedNetworks {
    networks = List.copyOf(networks);
    rows = List.copyOf(rows);
  }

  /**
   * An advised network.
   *
   * @param cost with its unit
   * @param accuracy with its interval, as {@code change} and {@code uniform} are
   * @param change beside the unaltered network
   * @param uniform beside the uniform network within the budget that is hardest to beat
   * @param file the configuration that measures it, beside the result
   */
  public record Network(
      String goal, String cost, String accuracy, String change, String uniform, String file) {

    private static Network of(Result result, Advice advice) {
      return new Network(
          advice.goal(),
          found(result, advice, "", "relative-cost")
              .map(cost -> Unit.PERCENT.write(cost.value()) + " of the cost")
              .or(
                  () ->
                      found(result, advice, "", "bits-per-weight")
                          .map(bits -> String.format(Locale.ROOT, "%.2f bits", bits.value())))
              .orElse(""),
          found(result, advice, "", "accuracy")
              .or(() -> found(result, advice, "", "agreement"))
              .map(level -> written(Unit.PERCENT, level))
              .orElse(""),
          found(result, advice, "", "accuracy-change")
              .or(() -> found(result, advice, "", "agreement-change"))
              .map(change -> written(Unit.POINTS, change))
              .orElse(""),
          hardest(result, advice)
              .map(change -> written(Unit.POINTS, change) + " beside " + other(change))
              .orElse("none is within the budget"),
          "advice/" + advice.name() + ".yaml");
    }

    private static String written(Unit unit, Scalar scalar) {
      return unit.write(scalar.value()) + " " + unit.interval(scalar.low(), scalar.high());
    }

    private static Optional<Scalar> found(
        Result result, Advice advice, String versus, String metric) {
      return result.finding(
          new Subject(
              advice.probe(),
              Optional.empty(),
              Result.NETWORK,
              Optional.of("advice:" + advice.name() + versus),
              metric));
    }

    /** The least gain beside any uniform network that costs no more. */
    private static Optional<Scalar> hardest(Result result, Advice advice) {
      String versus = "advice:" + advice.name() + INSTEAD;
      return result.findings().stream()
          .filter(each -> each.subject().probe().equals(advice.probe()))
          .filter(each -> each.subject().metric().endsWith("-change"))
          .filter(each -> each.subject().change().orElse("").startsWith(versus))
          .filter(each -> !other(each).equals("continuous"))
          .min(Comparator.comparingDouble(Scalar::value));
    }

    private static String other(Scalar change) {
      String words = change.subject().change().orElseThrow();
      return words.substring(words.indexOf(INSTEAD) + INSTEAD.length());
    }
  }

  /** What a layer computes with in each of them. */
  public record Row(String layer, List<Cell> cells) {
    public Row {
      cells = List.copyOf(cells);
    }
  }

  /**
   * What a layer computes with in one of them.
   *
   * @param shade how many bits it takes, from 0 for few to 4; −1 where nobody knows
   */
  public record Cell(String choice, String bits, int shade) {}

  /** Nothing where nothing was advised. */
  public static Optional<AdvisedNetworks> of(Result result) {
    List<Advice> advice = result.advice();
    if (advice.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new AdvisedNetworks(
            text(result),
            result.findings().stream()
                .noneMatch(
                    found ->
                        found.subject().probe().equals(probe(result))
                            && found.subject().metric().equals("agreement")),
            AdviceFigure.of(result, probe(result)),
            advice.stream().map(each -> Network.of(result, each)).toList(),
            rows(advice)));
  }

  private static String text(Result result) {
    String evaluated =
        result
            .finding(Subject.of(probe(result), Result.NETWORK, "networks-evaluated"))
            .map(
                networks ->
                    String.format(
                        Locale.ROOT,
                        "A search looked for the best choice in each layer under each budget and evaluated %.0f"
                            + " whole networks. ",
                        networks.value()))
            .orElse("");
    return evaluated
        + "It saw half of the test images; all numbers here are of the other half, so that luck in the"
        + " search does not flatter them. Nothing was retrained.";
  }

  private static String probe(Result result) {
    return result.advice().get(0).probe();
  }

  private static List<Row> rows(List<Advice> advice) {
    Set<String> layers = new LinkedHashSet<>();
    advice.forEach(each -> each.choices().forEach(choice -> layers.add(choice.layer())));
    return layers.stream()
        .map(layer -> new Row(layer, advice.stream().map(each -> cell(each, layer)).toList()))
        .toList();
  }

  private static Cell cell(Advice advice, String layer) {
    return advice.choices().stream()
        .filter(choice -> choice.layer().equals(layer))
        .findFirst()
        .map(
            choice ->
                new Cell(
                    words(choice.change()),
                    choice.bits().isPresent()
                        ? String.format(Locale.ROOT, "%.2f bits", choice.bits().getAsDouble())
                        : "",
                    shade(choice.bits())))
        .orElse(new Cell("", "", -1));
  }

  /** Returns what a change puts in, without saying where where that is clear. */
  public static String words(String change) {
    return change.isEmpty()
        ? "as it is"
        : change
            .replace("weights:", "")
            .replace(",inputs:", ", inputs ")
            .replace("inputs:", "inputs ");
  }

  private static int shade(OptionalDouble bits) {
    if (bits.isEmpty()) {
      return -1;
    }
    double known = bits.getAsDouble();
    return known <= 1.5 ? 0 : known <= 3 ? 1 : known <= 6 ? 2 : known <= 12 ? 3 : 4;
  }
}
