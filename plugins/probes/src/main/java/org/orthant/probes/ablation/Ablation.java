package org.orthant.probes.ablation;

import static java.util.Comparator.comparingDouble;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.orthant.api.BadInputException;
import org.orthant.api.Doc;
import org.orthant.api.Id;
import org.orthant.api.InvalidParameterException;
import org.orthant.api.finding.Conclusion;
import org.orthant.api.finding.Finding;
import org.orthant.api.finding.Remedy;
import org.orthant.api.finding.Subject;
import org.orthant.api.finding.Verdict;
import org.orthant.api.measure.Activations;
import org.orthant.api.measure.Change;
import org.orthant.api.measure.Correction;
import org.orthant.api.measure.Evidence;
import org.orthant.api.measure.Inputs;
import org.orthant.api.measure.Needs;
import org.orthant.api.measure.SelectedLayer;
import org.orthant.api.measure.Trial;
import org.orthant.api.measure.Weights;
import org.orthant.api.spi.Probe;
import org.orthant.api.statistics.Outcomes;
import org.orthant.probes.estimate.Estimate;
import org.orthant.probes.significance.Holm;
import org.orthant.probes.trial.AlteredLayers;
import org.orthant.probes.trial.QuantizerChoice;

/**
 * How the accuracy changes when one layer, all convolutions, or all selected layers get continuous
 * weights, the weights of each quantizer, or no quantization of their activations, on the same test
 * images.
 *
 * <p>With {@code inputs}, each quantizer is also tried on what enters a layer, alone and together
 * with its weights; and besides the groups above, on all layers but the first and the last. For
 * groups with weights and inputs quantized the finding {@code accuracy-change-second-calibration}
 * tells how much the accuracy changes once more where the quantizer of the inputs is fitted to
 * other training images.
 *
 * <p>Weights of another scale rescale every dot product, so that the batch normalization behind
 * them no longer fits, and the accuracy falls whatever the weights are worth. Therefore it is
 * refitted, and the altered network compared with the unaltered one refitted to the same images.
 * Changes without refit, raw against raw, are reported beside it; with {@code refit: 0} there is
 * nothing else, and nothing is judged, unless {@code judged} is {@code raw}: quantizers that keep
 * the scale of weights need no refit. With {@code bias-correction}, means alone are corrected, and
 * the change of accuracy then stands beside the others.
 *
 * <p>Intervals of changes are Tango's, p-values McNemar's exact ones, and Holm's correction is for
 * as many layers as bear the same change. A group gets a quantizer's weights only where it serves
 * all of the group's layers.
 *
 * <p>The verdict on a quantizer rests on what its weights cost instead of the trained ones, that on
 * a layer or group as trained on what the trained weights cost instead of continuous ones: a
 * difference in accuracy with its 95 % interval. SOUND: the whole interval lies below {@code
 * strained}. DEGRADED: the whole interval lies above {@code degraded}. STRAINED: it lies in
 * between. UNCERTAIN: it is too wide to tell. Where the continuous weights of a layer are not
 * known, there are none to try, and a quantizer's weights are those it makes of the given ones.
 * Where a layer computes with its continuous weights, there are none to try either, and no verdict
 * on the layer as trained.
 *
 * <p>Source: Anderson and Berg, arXiv 1705.07199, section 3, on continuous weights.
 */
@Id("ablation")
@Doc(
    value = "How the accuracy changes with other weights, inputs or activations in a layer",
    formula =
        "(gained − lost) / images, with Tango's interval and McNemar's exact p = 2·P(X ≤"
            + " min(gained, lost)), X ~ Bin(gained + lost, ½)",
    source =
        "Tango, Statistics in Medicine 17 (1998); McNemar, Psychometrika 12 (1947); Holm,"
            + " Scandinavian Journal of Statistics 6 (1979)")
public record Ablation(
    @Doc("How many test images to classify") int images,
    @Doc("To how many training images to refit batch normalization; 0 for no refit") int refit,
    @Doc("Whether layers without quantization of their activations are tried too")
        boolean activations,
    @Doc("Whether quantizers are tried on what enters the layers too") boolean inputs,
    @Doc("To how many training images to correct means; 0 for no correction") int biasCorrection,
    @Doc("Which accuracy is judged: refitted, with means corrected, or as the change leaves it")
        Judged judged,
    @Doc("Which quantizers are tried, by name; all of them if not given")
        Optional<List<String>> quantizers,
    @Doc("From which cost in accuracy a layer is strained") double strained,
    @Doc("Above which cost in accuracy a layer is degraded") double degraded)
    implements Probe {

  public Ablation() {
    this(10_000, 10_000, true, false, 0, Judged.REFITTED, Optional.empty(), 0.02, 0.05);
  }

  public Ablation {
    quantizers = quantizers.map(List::copyOf);
    InvalidParameterException.unless(images >= 1, "images", "must be at least 1", images);
    InvalidParameterException.unless(refit >= 0, "refit", "must be at least 0", refit);
    InvalidParameterException.unless(
        biasCorrection >= (judged == Judged.BIAS_CORRECTED ? 1 : 0),
        "biasCorrection",
        "must be at least " + (judged == Judged.BIAS_CORRECTED ? "1 to be judged" : "0"),
        biasCorrection);
    CostGrading.check(strained, degraded);
  }

  @Override
  public Needs needs() {
    return Needs.outcomes(images);
  }

  /** Whether nothing is judged: what is to be judged is not measured. */
  private boolean judgesNothing() {
    return judged == Judged.REFITTED && refit == 0;
  }

  /**
   * @throws BadInputException if a quantizer is named that serves none of the layers
   */
  @Override
  public List<Trial> trials(List<SelectedLayer> layers) {
    List<Trial> trials = new ArrayList<>(List.of(Trial.BASELINE, Trial.refitted(refit)));
    for (AlteredLayers altered : altered(layers)) {
      for (Change change : altered.changes(activations, inputs)) {
        trials.add(altered.trial(change, 0));
        trials.add(altered.trial(change, refit));
        corrected(altered.trial(change, 0)).ifPresent(trials::add);
      }
      altered.calibratedAgain(inputs).forEach(change -> trials.add(judgedTrial(altered, change)));
    }
    return trials.stream().distinct().toList();
  }

  private Optional<Trial> corrected(Trial trial) {
    return biasCorrection == 0
        ? Optional.empty()
        : Optional.of(new Trial(trial.changes(), biasCorrection, Correction.MEANS));
  }

  private Trial judgedTrial(AlteredLayers layers, Change change) {
    return switch (judged) {
      case REFITTED -> layers.trial(change, refit);
      case BIAS_CORRECTED -> corrected(layers.trial(change, 0)).orElseThrow();
      case RAW -> layers.trial(change, 0);
    };
  }

  @Override
  public Conclusion conclude(Evidence evidence) {
    List<AlteredLayers> altered = altered(evidence.selected());
    List<Ablated> ablated =
        altered.stream()
            .flatMap(
                layers ->
                    layers.changes(activations, inputs).stream()
                        .map(change -> ablated(evidence, layers, change)))
            .toList();
    List<Finding> findings = new ArrayList<>();
    findings.add(accuracy(evidence, Trial.BASELINE, "accuracy"));
    if (refit > 0) {
      findings.add(accuracy(evidence, Trial.refitted(refit), "accuracy-refitted"));
    }
    Map<Ablated, Double> corrected = corrected(ablated);
    ablated.forEach(each -> findings.addAll(findings(each, corrected)));
    altered.forEach(layers -> findings.addAll(secondCalibrations(evidence, layers)));
    if (!judgesNothing()) {
      altered.forEach(layers -> findings.addAll(againstFirst(evidence, layers)));
    }
    List<Verdict> verdicts = new ArrayList<>();
    List<String> linear = linear(evidence.selected());
    ablated.stream()
        .filter(each -> isJudged(each.change()))
        .map(each -> withActivations(verdict(each, corrected), each.layers(), linear))
        .forEach(verdicts::add);
    for (AlteredLayers layers : altered) {
      layers
          .withoutContinuousWeights()
          .map(verdict -> withActivations(verdict, layers, linear))
          .ifPresent(verdicts::add);
      if (layers.areFloat()) {
        ofActivations(layers, linear).ifPresent(verdicts::add);
      }
      verdicts.addAll(layers.notServedTogether());
    }
    return new Conclusion(findings, verdicts, judgesNothing() ? List.of() : remedies(ablated));
  }

  private List<AlteredLayers> altered(List<SelectedLayer> layers) {
    return new QuantizerChoice(quantizers).altered(layers, inputs);
  }

  private static boolean isJudged(Change change) {
    return change.activations() == Activations.TRAINED
        && (!change.weights().equals(Weights.TRAINED) || change.inputs().quantizer().isPresent());
  }

  /** For each layer alone, the weights that raise the accuracy most beyond doubt. */
  private static List<Remedy> remedies(List<Ablated> ablated) {
    Map<String, List<Ablated>> helping =
        ablated.stream()
            .filter(each -> each.layers().alone())
            .filter(each -> each.change().inputs().equals(Inputs.TRAINED))
            .filter(each -> !each.change().weights().equals(Weights.TRAINED))
            .filter(each -> each.ends().low() > 0)
            .collect(groupingBy(each -> each.layers().name(), LinkedHashMap::new, toList()));
    return helping.values().stream()
        .map(of -> Collections.max(of, comparingDouble(each -> each.effect().value())))
        .map(Ablated::remedy)
        .toList();
  }

  private Ablated ablated(Evidence evidence, AlteredLayers layers, Change change) {
    Outcomes asTrained = evidence.outcomes(Trial.BASELINE);
    Trial trial = layers.trial(change, 0);
    PairedOutcomes raw = PairedOutcomes.of(asTrained, evidence.outcomes(trial));
    Optional<PairedOutcomes> means =
        corrected(trial).map(with -> PairedOutcomes.of(asTrained, evidence.outcomes(with)));
    Optional<PairedOutcomes> refitted =
        refit == 0
            ? Optional.empty()
            : Optional.of(
                PairedOutcomes.of(
                    evidence.outcomes(Trial.refitted(refit)),
                    evidence.outcomes(layers.trial(change, refit))));
    PairedOutcomes decisive =
        switch (judged) {
          case REFITTED -> refitted.orElse(raw);
          case BIAS_CORRECTED -> means.orElseThrow();
          case RAW -> raw;
        };
    return new Ablated(layers, change, raw, means, refitted, decisive);
  }

  private static Finding accuracy(Evidence evidence, Trial trial, String metric) {
    Outcomes outcomes = evidence.outcomes(trial);
    return Estimate.ofFraction(outcomes.correct(), outcomes.count())
        .finding(Subject.network(), metric);
  }

  /** Holm's p-values of the layers that were altered alone. */
  private static Map<Ablated, Double> corrected(List<Ablated> ablated) {
    Map<Ablated, Double> corrected = new HashMap<>();
    for (List<Ablated> family :
        ablated.stream()
            .filter(each -> each.layers().alone())
            .collect(groupingBy(Ablated::change))
            .values()) {
      double[] p = Holm.adjusted(family.stream().mapToDouble(each -> each.judged().p()).toArray());
      for (int i = 0; i < p.length; i++) {
        corrected.put(family.get(i), p[i]);
      }
    }
    return corrected;
  }

  private List<Finding> findings(Ablated ablated, Map<Ablated, Double> corrected) {
    Subject subject = ablated.subject();
    Finding raw = ablated.raw().accuracyChange().finding(subject, "accuracy-change-without-refit");
    if (judgesNothing()) {
      return List.of(raw);
    }
    PairedOutcomes decisive = ablated.judged();
    long discordant = decisive.discordant();
    List<Finding> findings = new ArrayList<>();
    findings.add(decisive.accuracy().finding(subject, "accuracy"));
    findings.add(decisive.accuracyChange().finding(subject, "accuracy-change"));
    findings.add(raw);
    ablated
        .corrected()
        .ifPresent(
            means ->
                findings.add(
                    means.accuracyChange().finding(subject, "accuracy-change-bias-corrected")));
    ablated
        .refitted()
        .filter(refitted -> judged != Judged.REFITTED)
        .ifPresent(
            refitted ->
                findings.add(
                    refitted.accuracyChange().finding(subject, "accuracy-change-refitted")));
    findings.add(Finding.Scalar.of(subject, "mcnemar-p", decisive.p(), discordant));
    if (corrected.containsKey(ablated)) {
      findings.add(
          Finding.Scalar.of(subject, "mcnemar-p-holm", corrected.get(ablated), discordant));
    }
    findings.add(decisive.predictionsChanged().finding(subject, "predictions-changed"));
    return findings;
  }

  /** Returns how much it matters to which training images the quantizer of inputs was fitted. */
  private List<Finding> secondCalibrations(Evidence evidence, AlteredLayers layers) {
    List<Finding> findings = new ArrayList<>();
    for (Change again : layers.calibratedAgain(inputs)) {
      Change first = again.with(Inputs.quantizedBy(again.inputs().quantizer().orElseThrow()));
      findings.add(
          PairedOutcomes.of(
                  evidence.outcomes(judgedTrial(layers, first)),
                  evidence.outcomes(judgedTrial(layers, again)))
              .accuracyChange()
              .finding(
                  Subject.changed(layers.name(), first.label()),
                  "accuracy-change-second-calibration",
                  0));
    }
    return findings;
  }

  /**
   * Returns what the weights of each quantizer gain beside those of the first, on the same images.
   */
  private List<Finding> againstFirst(Evidence evidence, AlteredLayers layers) {
    List<Change> changes =
        layers.changes(false, false).stream()
            .filter(change -> change.weights().quantizer().isPresent())
            .toList();
    List<Finding> findings = new ArrayList<>();
    for (Change change : changes.stream().skip(1).toList()) {
      Change first = changes.get(0);
      PairedOutcomes paired =
          PairedOutcomes.of(
              evidence.outcomes(judgedTrial(layers, first)),
              evidence.outcomes(judgedTrial(layers, change)));
      Subject subject =
          Subject.of(layers.name(), change.weights().quantizer().orElseThrow())
              .insteadOf(first.weights().quantizer().orElseThrow());
      findings.add(paired.accuracyChange().finding(subject, "accuracy-change", 0));
      findings.add(paired.predictionsChanged().finding(subject, "predictions-changed"));
    }
    return findings;
  }

  /** Returns what quantization costs, judged by the cost's interval. */
  private Verdict verdict(Ablated ablated, Map<Ablated, Double> corrected) {
    if (judgesNothing()) {
      return Verdict.notAsked(
          ablated.judgedSubject(),
          String.format(
              Locale.ROOT,
              "Accuracy changes by %.4f under %s, but without a refit of batch normalization"
                  + " (refit: 0) the scale of the dot products may be all that tells; judged: raw"
                  + " judges it all the same",
              ablated.raw().accuracyChange().value(),
              ablated.change().label()));
    }
    return new CostGrading(strained, degraded).verdict(ablated, p(ablated, corrected));
  }

  private static String p(Ablated ablated, Map<Ablated, Double> corrected) {
    return corrected.containsKey(ablated)
        ? String.format(Locale.ROOT, "%.2g after Holm", corrected.get(ablated))
        : String.format(Locale.ROOT, "%.2g", ablated.judged().p());
  }

  /**
   * The layers without an activation of their own, but for the last, which is taken for the one
   * that gives the scores.
   */
  private static List<String> linear(List<SelectedLayer> selected) {
    return selected.stream()
        .limit(Math.max(0, selected.size() - 1))
        .filter(layer -> !layer.activated())
        .map(SelectedLayer::name)
        .toList();
  }

  /** The verdict on the trained weights, which also says whose activations were left alone. */
  private Verdict withActivations(Verdict verdict, AlteredLayers layers, List<String> linear) {
    if (verdict.subject().quantizer().isPresent()) {
      return verdict;
    }
    return leftAlone(layers, linear)
        .map(
            left ->
                new Verdict(
                    verdict.subject(),
                    verdict.grade(),
                    verdict.reason() + "; changes" + left,
                    verdict.open()))
        .orElse(verdict);
  }

  /** Whose activations were left alone, where there is no verdict on the trained weights. */
  private Optional<Verdict> ofActivations(AlteredLayers layers, List<String> linear) {
    return leftAlone(layers, linear)
        .map(left -> Verdict.notAsked(Subject.layer(layers.name()), "Changes" + left));
  }

  /** Whose activations changes leave alone, as the rest of a sentence; empty where nobody's. */
  private Optional<String> leftAlone(AlteredLayers layers, List<String> linear) {
    List<String> left = layers.withoutActivation().stream().filter(linear::contains).toList();
    return !activations || left.isEmpty()
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                " of activations leave %s out, which %s no activation of %s own",
                String.join(", ", left),
                left.size() == 1 ? "has" : "have",
                left.size() == 1 ? "its" : "their"));
  }
}
