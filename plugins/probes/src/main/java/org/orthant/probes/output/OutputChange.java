package org.orthant.probes.output;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.orthant.api.BadInputException;
import org.orthant.api.Doc;
import org.orthant.api.Id;
import org.orthant.api.InvalidParameterException;
import org.orthant.api.finding.Conclusion;
import org.orthant.api.finding.Finding;
import org.orthant.api.finding.Remedy;
import org.orthant.api.finding.Subject;
import org.orthant.api.finding.Verdict;
import org.orthant.api.measure.Change;
import org.orthant.api.measure.Evidence;
import org.orthant.api.measure.Needs;
import org.orthant.api.measure.Scores;
import org.orthant.api.measure.SelectedLayer;
import org.orthant.api.measure.Stats;
import org.orthant.api.measure.Trial;
import org.orthant.api.spi.Probe;
import org.orthant.probes.estimate.Estimate;
import org.orthant.probes.trial.AlteredLayers;
import org.orthant.probes.trial.QuantizerChoice;

/**
 * How the scores of a network change when one layer, all convolutions, or all selected layers get
 * continuous weights, the weights of each quantizer, or no quantization of their activations, on
 * the same test images. No label is asked for: the unaltered network is what the altered one is
 * held against, both refitted to the same images, or neither with {@code refit: 0}.
 *
 * <p>Intervals take the images for a sample: Wilson's for fractions, Student's for means.
 *
 * <p>The verdict on a quantizer rests on how far its weights in the place of the trained ones
 * change what {@code judged-by} names, and on its 95 % interval. SOUND: the whole interval lies
 * below {@code strained}. DEGRADED: the whole interval lies above {@code degraded}. STRAINED: it
 * lies in between. UNCERTAIN: it is too wide to tell. Continuous weights and activations are not
 * judged: without labels nobody can tell whether the trained network or the one without its
 * quantization is right.
 *
 * <p>Source: Kullback and Leibler, "On information and sufficiency", Annals of Mathematical
 * Statistics 22 (1951).
 */
@Id("output-change")
@Doc(
    value =
        "How the network's scores change with other weights, inputs or activations, without labels",
    formula =
        "agreement of arg max z and arg max z′; KL = Σ p ln(p/q), p = softmax(z), q = softmax(z′);"
            + " z·z′ / (‖z‖ ‖z′‖); ‖z′ − z‖ / ‖z‖; z as unaltered, z′ as altered",
    source = "Kullback and Leibler, Annals of Mathematical Statistics 22 (1951)")
public record OutputChange(
    @Doc("How many test images pass the network") int images,
    @Doc("To how many training images to refit batch normalization; 0 for no refit") int refit,
    @Doc("Whether layers without quantization of their activations are tried too")
        boolean activations,
    @Doc("Whether quantizers are tried on what enters the layers too") boolean inputs,
    @Doc("Whose weights are put into the layers, by name; all quantizers' if not given")
        Optional<List<String>> quantizers,
    @Doc("What a layer is judged by: the predictions, or how far the scores move")
        JudgedBy judgedBy,
    @Doc("From which change a layer is strained") double strained,
    @Doc("Above which change a layer is degraded") double degraded)
    implements Probe {

  public OutputChange() {
    this(10_000, 10_000, false, false, Optional.empty(), JudgedBy.TOP_1, 0.05, 0.15);
  }

  public OutputChange {
    quantizers = quantizers.map(List::copyOf);
    InvalidParameterException.unless(images >= 1, "images", "must be at least 1", images);
    InvalidParameterException.unless(refit >= 0, "refit", "must be at least 0", refit);
    ChangeGrading.check(judgedBy, strained, degraded);
  }

  @Override
  public Needs needs() {
    return Needs.scores(images);
  }

  /**
   * @throws BadInputException if a quantizer is named that serves none of the layers
   */
  @Override
  public List<Trial> trials(List<SelectedLayer> layers) {
    return new QuantizerChoice(quantizers)
        .altered(layers, inputs).stream()
            .flatMap(
                altered ->
                    altered.changes(activations, inputs).stream()
                        .map(change -> altered.trial(change, refit)))
            .distinct()
            .toList();
  }

  @Override
  public void onScores(Scores scores, Stats out) {
    OutputComparison.write(scores, out);
  }

  @Override
  public Conclusion conclude(Evidence evidence) {
    List<Finding> findings = new ArrayList<>();
    List<Verdict> verdicts = new ArrayList<>();
    List<Remedy> remedies = new ArrayList<>();
    for (AlteredLayers layers :
        new QuantizerChoice(quantizers).altered(evidence.selected(), inputs)) {
      List<Changed> changed =
          layers.changes(activations, inputs).stream()
              .map(change -> changed(evidence, layers, change))
              .toList();
      changed.forEach(each -> findings.addAll(each.findings()));
      changed.stream().flatMap(this::verdict).forEach(verdicts::add);
      layers.withoutContinuousWeights().ifPresent(verdicts::add);
      verdicts.addAll(layers.notServedTogether());
      if (layers.alone()) {
        remedies.addAll(remedies(layers.name(), changed));
      }
    }
    return new Conclusion(findings, verdicts, remedies);
  }

  /** What came of one change. */
  private record Changed(AlteredLayers layers, Change change, OutputComparison comparison) {
    List<Finding> findings() {
      return comparison.findings(Subject.changed(layers.name(), change.label()));
    }

    Optional<String> quantizer() {
      return change.weights().quantizer();
    }
  }

  private Changed changed(Evidence evidence, AlteredLayers layers, Change change) {
    return new Changed(
        layers, change, OutputComparison.read(evidence.scores(layers.trial(change, refit))));
  }

  private Stream<Verdict> verdict(Changed changed) {
    ChangeGrading grading = new ChangeGrading(judgedBy, strained, degraded);
    return changed.quantizer().stream()
        .map(
            quantizer ->
                grading.verdict(
                    Subject.of(changed.layers().name(), quantizer),
                    quantizer,
                    changed.comparison()));
  }

  private List<Remedy> remedies(String layer, List<Changed> changed) {
    Map<String, Estimate> changes = new LinkedHashMap<>();
    for (Changed each : changed) {
      each.quantizer()
          .ifPresent(quantizer -> changes.put(quantizer, judgedBy.of(each.comparison())));
    }
    return new SmallerChanges(layer, judgedBy, changes).remedies();
  }
}
