package org.orthant.reports.glance;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.orthant.reports.diagnosis.Cause;
import org.orthant.reports.diagnosis.Diagnosis;
import org.orthant.reports.result.Grade;
import org.orthant.reports.result.Result;
import org.orthant.reports.result.Result.Layer;
import org.orthant.reports.result.Result.Scalar;
import org.orthant.reports.result.Result.Subject;
import org.orthant.reports.result.Result.Verdict;
import org.orthant.reports.words.Names;
import org.orthant.reports.words.Unit;

/** Says which layers suffer, why, and what to do; the effect stands before the statistic. */
final class Answers {
  /** A cost below this, in accuracy or predictions, is not worth a sentence. */
  private static final double SMALL = 0.005;

  /** What r lacks of 1 where a probe calls it sound by default. */
  private static final double SOUND = 0.1;

  /** By how many degrees beyond Gaussian vectors the probe calls it sound by default. */
  private static final double TURNED = 5;

  private static final int MOST_NAMED = 3;

  private final Result result;
  private final LayerCosts costs;

  Answers(Result result, LayerCosts costs) {
    this.result = result;
    this.costs = costs;
  }

  /** The sentences; none where nothing was measured of any layer. */
  List<Sentence> all() {
    if (costs.byLayer().isEmpty()) {
      return List.of();
    }
    List<Sentence> sentences = new ArrayList<>();
    sentences.add(Sentence.of(result.isOfVectors() ? "Which vectors" : "Which layers", which()));
    why().ifPresent(sentences::add);
    sentences.add(Sentence.of(result.isOfVectors() ? "What helps" : "What to do", what()));
    return List.copyOf(sentences);
  }

  /** The layers in which quantization costs something that its interval tells from nothing. */
  private List<LayerCost> suffering() {
    double least =
        switch (costs.scale()) {
          case ACCURACY, PREDICTIONS -> SMALL;
          case CORRELATION -> SOUND;
          case ANGLE -> TURNED;
        };
    return costs.worstFirst().stream()
        .filter(cost -> cost.value() >= least)
        .filter(cost -> costs.scale() == Scale.CORRELATION || cost.isCertain())
        .toList();
  }

  private String which() {
    List<LayerCost> suffering = suffering();
    int layers = costs.byLayer().size();
    if (suffering.isEmpty()) {
      return switch (costs.scale()) {
        case ACCURACY ->
            (costs.areAllInUse()
                    ? "None costs accuracy: making the weights of "
                        + anyOf(layers)
                        + " continuous gains none."
                    : "None: quantizing the weights of " + anyOf(layers) + " costs no accuracy.")
                + judgedOtherwise();
        case PREDICTIONS ->
            "None: quantizing the weights of "
                + anyOf(layers)
                + " changes few predictions or none.";
        case CORRELATION ->
            "None by r, which is above 0.90 in every layer; accuracy by layer was not measured.";
        case ANGLE ->
            "None by the angle: "
                + (result.isOfVectors() ? "none" : "no layer’s filters")
                + " turn much further than Gaussian vectors."
                + forAnotherReason();
      };
    }
    String named =
        suffering.stream().limit(MOST_NAMED).map(this::named).collect(Collectors.joining(", "));
    String more =
        suffering.size() > MOST_NAMED
            ? String.format(Locale.ROOT, " and %d more", suffering.size() - MOST_NAMED)
            : "";
    String rest = suffering.size() == layers ? "" : rest(layers - suffering.size(), layers);
    return switch (costs.scale()) {
      case ACCURACY -> "Quantized weights cost accuracy in " + named + more + rest + ".";
      case PREDICTIONS -> "Quantized weights change predictions in " + named + more + rest + ".";
      case CORRELATION -> "Dot products are distorted most in " + named + more + rest + ".";
      case ANGLE -> "Turned further than Gaussian vectors: " + named + more + rest + ".";
    };
  }

  /** The layers that other probes find at fault, where accuracy does not. */
  private String judgedOtherwise() {
    return strained()
        .map(
            layers ->
                " The geometry of "
                    + layers
                    + " is distorted, and that costs this network nothing.")
        .orElse("");
  }

  /** The layers that other probes find at fault, where the angle does not. */
  private String forAnotherReason() {
    return strained()
        .map(layers -> " For another reason, which the verdict names: " + layers + ".")
        .orElse("");
  }

  /** The names of the layers whose verdict is bad; empty if there are none. */
  private Optional<String> strained() {
    List<String> layers =
        result.layers().stream()
            .map(Layer::name)
            .filter(
                layer ->
                    result
                        .verdictOn(layer)
                        .map(Verdict::grade)
                        .filter(grade -> grade == Grade.STRAINED || grade == Grade.DEGRADED)
                        .isPresent())
            .toList();
    return Optional.of(Names.listed(layers)).filter(names -> !names.isEmpty());
  }

  private static String anyOf(int layers) {
    return layers == 1 ? "the one layer" : "any one of " + layers + " layers";
  }

  private String rest(int others, int layers) {
    return String.format(
        Locale.ROOT,
        costs.scale() == Scale.ANGLE
            ? "; the other %d of %d by less than 5°"
            : "; in the other %d of %d the change may be chance",
        others,
        layers);
  }

  private String named(LayerCost cost) {
    return switch (costs.scale()) {
      case ACCURACY ->
          String.format(
              Locale.ROOT,
              "%s (%s points%s)",
              cost.layer(),
              costs.scale().write(cost.value()),
              cost.inUse() || cost.quantizer().isEmpty() ? "" : " with " + cost.quantizer());
      case PREDICTIONS ->
          String.format(Locale.ROOT, "%s (%s)", cost.layer(), costs.scale().write(cost.value()));
      case CORRELATION ->
          String.format(
              Locale.ROOT,
              "%s (r %s with %s)",
              cost.layer(),
              costs.scale().write(cost.value()),
              cost.quantizer());
      case ANGLE ->
          String.format(
              Locale.ROOT,
              "%s (%s with %s)",
              cost.layer(),
              costs.scale().write(cost.value()),
              cost.quantizer());
    };
  }

  /** Returns what explains the most costly layer, or else that of the lowest r. */
  private Optional<Sentence> why() {
    return suffering().stream()
        .map(LayerCost::layer)
        .findFirst()
        .flatMap(result::layer)
        .or(this::lowest)
        .or(
            () ->
                costs.worstFirst().stream().findFirst().flatMap(cost -> result.layer(cost.layer())))
        .flatMap(this::why);
  }

  private Optional<Sentence> why(Layer layer) {
    List<Cause> causes = Diagnosis.of(result, layer);
    Optional<String> products = products(layer);
    String question =
        !suffering().isEmpty() ? "Why" : products.isPresent() ? "Most distorted" : "Look closer";
    return products
        .or(() -> Optional.of("Measured in " + layer.name()).filter(opening -> !causes.isEmpty()))
        .map(
            opening ->
                new Sentence(
                    question, opening + (causes.isEmpty() ? "." : ": "), layer.name(), causes));
  }

  private Optional<Layer> lowest() {
    return result.layers().stream()
        .filter(layer -> correlation(layer).isPresent())
        .min(Comparator.comparingDouble(layer -> correlation(layer).orElseThrow().value()));
  }

  private Optional<Scalar> correlation(Layer layer) {
    return result.quantizerOf(layer).flatMap(quantizer -> correlation(layer, quantizer));
  }

  private Optional<Scalar> correlation(Layer layer, String quantizer) {
    return result
        .finding(Subject.of("dot-product", quantizer, layer.name(), "pearson-r"))
        .filter(r -> Double.isFinite(r.value()));
  }

  private Optional<String> products(Layer layer) {
    return result
        .quantizerOf(layer)
        .flatMap(
            quantizer ->
                correlation(layer, quantizer).map(r -> products(layer, quantizer, r.value())));
  }

  private String products(Layer layer, String quantizer, double r) {
    return result
        .finding(Subject.of("dot-product", quantizer, layer.name(), "sign-flip-fraction"))
        .filter(flips -> Double.isFinite(flips.value()))
        .map(
            flips ->
                String.format(
                    Locale.ROOT,
                    "In %s %s weights change the sign of %s of the dot products with its inputs (r = %.2f with the exact ones)",
                    layer.name(),
                    quantizer,
                    Unit.PERCENT.write(flips.value()),
                    r))
        .orElseGet(
            () ->
                String.format(
                    Locale.ROOT,
                    "In %s dot products with %s weights correlate with the exact ones by r = %.2f",
                    layer.name(),
                    quantizer,
                    r));
  }

  private String what() {
    return AdvisedAnswer.of(result).orElseGet(this::whatForLayers);
  }

  private String whatForLayers() {
    List<LayerCost> suffering = suffering();
    if (suffering.isEmpty()) {
      return switch (costs.scale()) {
        case ACCURACY -> "Leave the weights of single layers as they are." + activations();
        case PREDICTIONS -> "Leave the weights of single layers as they are.";
        case CORRELATION ->
            "Nothing, as far as r tells; probe ablation would measure the accuracy.";
        case ANGLE -> "Nothing, as far as the angle tells.";
      };
    }
    LayerCost worst = suffering.get(0);
    Layer layer = result.layer(worst.layer()).orElseThrow();
    if (costs.scale() == Scale.ACCURACY && worst.inUse()) {
      return String.format(
          Locale.ROOT,
          "Keep continuous weights in %s: in this network, without retraining, that gains %s points%s.",
          layer.name(),
          Unit.POINTS.write(worst.value()).substring(1),
          interval(worst));
    }
    return everywhere(worst)
        .or(() -> alternative(layer, worst))
        .orElse(
            "No other quantizer of this run does clearly better in "
                + layer.name()
                + "; keep its weights continuous, or retrain.");
  }

  /** Returns the quantizer that loses less in all layers together, where several suffer. */
  private Optional<String> everywhere(LayerCost worst) {
    if (costs.scale() != Scale.ACCURACY || suffering().size() < 2) {
      return Optional.empty();
    }
    Optional<Scalar> now = inAll(worst.quantizer());
    return result.quantizerNames().stream()
        .flatMap(quantizer -> inAll(quantizer).stream())
        .filter(found -> now.filter(other -> isAbove(found, other)).isPresent())
        .max(Comparator.comparingDouble(Scalar::value))
        .map(
            found ->
                String.format(
                    Locale.ROOT,
                    "In all layers use %s: %s points instead of %s, measured without retraining.",
                    found.subject().change().orElseThrow().substring("weights:".length()),
                    Unit.POINTS.write(found.value()),
                    Unit.POINTS.write(now.orElseThrow().value())));
  }

  /** Whether one number lies above another beyond the intervals of both. */
  private static boolean isAbove(Scalar one, Scalar other) {
    return one.low().orElse(one.value()) > other.high().orElse(other.value());
  }

  private Optional<Scalar> inAll(String quantizer) {
    return result
        .finding(Subject.trial("all", "weights:" + quantizer, "accuracy-change"))
        .filter(change -> Double.isFinite(change.value()));
  }

  /** Returns what continuous activations in all layers gain, if they do. */
  private String activations() {
    return result
        .finding(Subject.trial("all", "activations:hard-tanh", "accuracy-change"))
        .filter(gain -> gain.low().orElse(0) > 0)
        .map(
            gain ->
                String.format(
                    Locale.ROOT,
                    " Continuous activations in all layers would gain %s points %s, without retraining.",
                    Unit.POINTS.write(gain.value()).substring(1),
                    Unit.POINTS.interval(gain.low(), gain.high())))
        .orElse("");
  }

  private static String interval(LayerCost cost) {
    return cost.low().isPresent() && cost.high().isPresent()
        ? " " + Unit.POINTS.interval(cost.low(), cost.high())
        : "";
  }

  /** Another quantizer of the run that does better in the layer, beyond the intervals. */
  private Optional<String> alternative(Layer layer, LayerCost worst) {
    return switch (costs.scale()) {
      case ACCURACY, PREDICTIONS -> losesLess(layer, worst);
      case CORRELATION -> keepsMore(layer, worst.quantizer());
      case ANGLE -> turnsLess(layer, worst);
    };
  }

  private Optional<String> losesLess(Layer layer, LayerCost worst) {
    String probe = costs.scale() == Scale.ACCURACY ? "ablation" : "output-change";
    String metric = costs.scale() == Scale.ACCURACY ? "accuracy-change" : "top-1-agreement";
    return result.quantizersIn(layer.name()).values().stream()
        .filter(quantizer -> !quantizer.equals(worst.quantizer()))
        .flatMap(
            quantizer ->
                result
                    .finding(
                        new Subject(
                            probe,
                            Optional.empty(),
                            layer.name(),
                            Optional.of("weights:" + quantizer),
                            metric))
                    .stream())
        .filter(found -> cost(found.low(), found.value()) < worst.low().orElse(worst.value()))
        .max(Comparator.comparingDouble(Scalar::value))
        .map(
            found ->
                String.format(
                    Locale.ROOT,
                    "In %s use %s: %s%s instead of %s, measured without retraining.",
                    layer.name(),
                    found.subject().change().orElseThrow().substring("weights:".length()),
                    costs.scale().write(cost(OptionalDouble.empty(), found.value())),
                    costs.scale() == Scale.ACCURACY ? " points" : " of the predictions changed",
                    costs.scale().write(worst.value())));
  }

  /** A level or a change as a cost. */
  private double cost(OptionalDouble end, double value) {
    double found = end.orElse(value);
    return costs.scale() == Scale.ACCURACY ? -found : 1 - found;
  }

  private Optional<String> keepsMore(Layer layer, String used) {
    Optional<Scalar> now = correlation(layer, used);
    return result.quantizersIn(layer.name()).values().stream()
        .filter(quantizer -> !quantizer.equals(used))
        .filter(quantizer -> grade(layer, quantizer).compareTo(Grade.DEGRADED) > 0)
        .flatMap(quantizer -> correlation(layer, quantizer).stream())
        .filter(found -> now.filter(other -> isAbove(found, other)).isPresent())
        .max(Comparator.comparingDouble(Scalar::value))
        .map(
            found ->
                String.format(
                    Locale.ROOT,
                    "In %s try %s, which keeps more of the dot products (r %.2f instead of %.2f); what that does to the accuracy was not measured.",
                    layer.name(),
                    found.subject().quantizer().orElseThrow(),
                    found.value(),
                    now.orElseThrow().value()));
  }

  private Optional<String> turnsLess(Layer layer, LayerCost worst) {
    Optional<Scalar> now = angle(layer, worst.quantizer());
    return result.quantizersIn(layer.name()).values().stream()
        .filter(quantizer -> !quantizer.equals(worst.quantizer()))
        .flatMap(quantizer -> angle(layer, quantizer).stream())
        .filter(found -> now.filter(other -> isAbove(other, found)).isPresent())
        .min(Comparator.comparingDouble(Scalar::value))
        .map(
            found ->
                String.format(
                    Locale.ROOT,
                    result.isOfVectors()
                        ? "In %s under %s vectors turn by %.1f° instead of %.1f°."
                        : "In %s try %s, which turns filters by %.1f° instead of %.1f°; what that does to products and accuracy was not measured.",
                    layer.name(),
                    found.subject().quantizer().orElseThrow(),
                    found.value(),
                    now.orElseThrow().value()));
  }

  private Optional<Scalar> angle(Layer layer, String quantizer) {
    return result
        .finding(Subject.of("angle", quantizer, layer.name(), "mean-degrees"))
        .filter(angle -> Double.isFinite(angle.value()));
  }

  private Grade grade(Layer layer, String quantizer) {
    return Grade.together(
        result.verdictsOn(layer.name(), quantizer).stream().map(Verdict::grade).toList());
  }
}
