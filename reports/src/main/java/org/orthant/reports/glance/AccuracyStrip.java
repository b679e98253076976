package org.orthant.reports.glance;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.orthant.reports.result.Result;
import org.orthant.reports.result.Result.Layer;
import org.orthant.reports.result.Result.Place;
import org.orthant.reports.result.Result.Scalar;
import org.orthant.reports.result.Result.Subject;
import org.orthant.reports.words.Unit;

/**
 * The accuracy from full precision to the network as used; without labels, the part of the images
 * that keep their predicted class.
 *
 * @param question what the steps show
 */
public record AccuracyStrip(String question, List<Step> steps) {
  private static final String ALL = "all";
  private static final int MOST_STEPS = 5;
  private static final String FULL_PRECISION = "weights:continuous,activations:hard-tanh";
  private static final String UNKNOWN =
      "Not measured: ablation has to try activations, and continuous weights of all layers";

  /**
   * The network in one form.
   *
   * @param value empty where it was not measured
   * @param change from the network as used, in points; empty for that itself
   * @param note what else must be said
   * @param bar where on the common axis it lies; nothing where it was not measured
   */
  public record Step(
      String title, String value, String change, String note, boolean used, Optional<Bar> bar) {}

  /** A value and its interval in percent of the width of an axis that all steps share. */
  public record Bar(double value, double low, double high) {}

  /** A step that has no place on the axis yet. */
  private record Measured(
      String title, Optional<Scalar> level, Optional<Scalar> change, String note, boolean used) {
    DoubleStream ends() {
      return level.stream()
          .flatMapToDouble(
              found ->
                  DoubleStream.of(
                      found.value(),
                      found.low().orElse(found.value()),
                      found.high().orElse(found.value())));
    }
  }

  /** Nothing where the run measured neither accuracy nor a change of predictions. */
  static Optional<AccuracyStrip> of(Result result) {
    return result
        .accuracy()
        .map(
            used ->
                placed("Accuracy in each form, with 95 % intervals", accuracySteps(result, used)))
        .or(
            () ->
                Optional.of(predictionSteps(result))
                    .filter(steps -> steps.size() > 1)
                    .map(
                        steps ->
                            placed(
                                "Images that keep the predicted class of the network as used",
                                steps)));
  }

  private static List<Measured> accuracySteps(Result result, Scalar used) {
    List<Measured> steps = new ArrayList<>();
    if (isQuantized(result)) {
      boolean inputs =
          result.layers().stream()
              .flatMap(AccuracyStrip::place)
              .anyMatch(Place::hasQuantizedInputs);
      boolean known = result.layers().stream().anyMatch(layer -> layer.place().isPresent());
      if (inputs || !known) {
        steps.add(
            trial(result, FULL_PRECISION, "Full precision", "switched, not retrained")
                .orElseGet(
                    () ->
                        new Measured(
                            "Full precision", Optional.empty(), Optional.empty(), UNKNOWN, false)));
        trial(result, "activations:hard-tanh", "Weights quantized alone").ifPresent(steps::add);
        trial(result, "weights:continuous", "Activations quantized alone").ifPresent(steps::add);
      } else {
        trial(result, "weights:continuous", "Full precision").ifPresent(steps::add);
      }
      steps.add(new Measured("As used", Optional.of(used), Optional.empty(), "", true));
      refitted(result, used).ifPresent(steps::add);
    } else {
      steps.add(
          new Measured("Full precision, as used", Optional.of(used), Optional.empty(), "", true));
      refitted(result, used).ifPresent(steps::add);
      quantized(result, "ablation", "accuracy")
          .limit(MOST_STEPS)
          .forEach(change -> trial(result, change, title(change)).ifPresent(steps::add));
    }
    return steps;
  }

  /** The network as used agrees with itself. */
  private static List<Measured> predictionSteps(Result result) {
    List<Measured> steps = new ArrayList<>();
    List<String> changes = new ArrayList<>();
    if (isQuantized(result)) {
      changes.add(FULL_PRECISION);
      changes.add("activations:hard-tanh");
      changes.add("weights:continuous");
    }
    quantized(result, "output-change", "top-1-agreement").limit(MOST_STEPS).forEach(changes::add);
    for (String change : changes) {
      result
          .finding(outputs(change))
          .ifPresent(
              found ->
                  steps.add(
                      new Measured(
                          title(change), Optional.of(found), Optional.empty(), "", false)));
    }
    return steps;
  }

  private static Subject outputs(String change) {
    return new Subject(
        "output-change", Optional.empty(), ALL, Optional.of(change), "top-1-agreement");
  }

  /** The trials that put one of the run's quantizers into all layers, in the run's order. */
  private static Stream<String> quantized(Result result, String probe, String metric) {
    return result.quantizerNames().stream()
        .flatMap(
            quantizer ->
                result.findings().stream()
                    .map(Scalar::subject)
                    .filter(subject -> subject.probe().equals(probe))
                    .filter(
                        subject -> subject.layer().equals(ALL) && subject.metric().equals(metric))
                    .flatMap(subject -> subject.change().stream())
                    .filter(
                        change ->
                            change.equals("weights:" + quantizer)
                                || change.startsWith("weights:" + quantizer + ",inputs:")))
        .distinct();
  }

  private static String title(String change) {
    if (change.equals(FULL_PRECISION)) {
      return "Nothing quantized";
    }
    if (change.equals("activations:hard-tanh")) {
      return "Continuous activations";
    }
    return change.contains(",inputs:")
        ? "Weights " + change.substring("weights:".length()).replace(",inputs:", ", inputs ")
        : "Weights " + change.substring("weights:".length());
  }

  private static Optional<Measured> trial(Result result, String change, String title) {
    return trial(result, change, title, "");
  }

  private static Optional<Measured> trial(Result result, String change, String title, String note) {
    return result
        .finding(Subject.trial(ALL, change, "accuracy"))
        .map(
            level ->
                new Measured(
                    title,
                    Optional.of(level),
                    result.finding(Subject.trial(ALL, change, "accuracy-change")),
                    note,
                    false));
  }

  /** Changes are measured from here where batch normalization was refitted. */
  private static Optional<Measured> refitted(Result result, Scalar used) {
    return result
        .finding(Subject.of("ablation", Result.NETWORK, "accuracy-refitted"))
        .filter(
            refit -> !Unit.PERCENT.write(refit.value()).equals(Unit.PERCENT.write(used.value())))
        .map(
            refit ->
                new Measured(
                    "Batch norm re-estimated",
                    Optional.of(refit),
                    Optional.empty(),
                    "the zero of all changes",
                    false));
  }

  private static boolean isQuantized(Result result) {
    return result.layers().stream().anyMatch(layer -> LayerCosts.isQuantized(result, layer));
  }

  private static Stream<Place> place(Layer layer) {
    return layer.place().stream();
  }

  private static AccuracyStrip placed(String question, List<Measured> steps) {
    double low =
        steps.stream().flatMapToDouble(Measured::ends).filter(Double::isFinite).min().orElse(0);
    double high =
        steps.stream().flatMapToDouble(Measured::ends).filter(Double::isFinite).max().orElse(1);
    double width = Math.max(high - low, 1e-9);
    return new AccuracyStrip(
        question,
        steps.stream()
            .map(
                step ->
                    new Step(
                        step.title(),
                        step.level().map(level -> Unit.PERCENT.write(level.value())).orElse(""),
                        step.change().map(AccuracyStrip::change).orElse(""),
                        Stream.of(step.level().map(AccuracyStrip::interval).orElse(""), step.note())
                            .filter(part -> !part.isEmpty())
                            .reduce((one, other) -> one + "; " + other)
                            .orElse(""),
                        step.used(),
                        step.level()
                            .filter(level -> Double.isFinite(level.value()))
                            .map(
                                level ->
                                    new Bar(
                                        percent(level.value(), low, width),
                                        percent(level.low().orElse(level.value()), low, width),
                                        percent(level.high().orElse(level.value()), low, width)))))
            .toList());
  }

  private static double percent(double value, double low, double width) {
    return Double.isFinite(value) ? Math.rint(1000 * (value - low) / width) / 10 : 0;
  }

  private static String change(Scalar change) {
    String interval = points(change.low(), change.high());
    return Unit.POINTS.write(change.value())
        + " points"
        + (interval.isEmpty() ? "" : " " + interval);
  }

  private static String interval(Scalar level) {
    return Unit.PERCENT.interval(level.low(), level.high());
  }

  private static String points(OptionalDouble low, OptionalDouble high) {
    return Unit.POINTS.interval(low, high);
  }
}
