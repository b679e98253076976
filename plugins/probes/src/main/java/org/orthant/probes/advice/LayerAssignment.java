package org.orthant.probes.advice;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.orthant.api.BadInputException;
import org.orthant.api.Doc;
import org.orthant.api.Id;
import org.orthant.api.InvalidParameterException;
import org.orthant.api.finding.Conclusion;
import org.orthant.api.finding.Finding;
import org.orthant.api.finding.Subject;
import org.orthant.api.measure.Change;
import org.orthant.api.measure.Evidence;
import org.orthant.api.measure.Inputs;
import org.orthant.api.measure.Needs;
import org.orthant.api.measure.SelectedLayer;
import org.orthant.api.measure.Trial;
import org.orthant.api.measure.Weights;
import org.orthant.api.spi.Probe;
import org.orthant.probes.ablation.Judged;
import org.orthant.probes.ablation.Judgement;
import org.orthant.probes.ablation.PairedOutcomes;

/**
 * The accuracy of one network in which each layer computes with what it is told, beside that of the
 * network as it is, on the same test images: Tango's interval and McNemar's exact p-value. Probe
 * {@code advice} writes configurations with it. It judges nothing.
 */
@Id("assignment")
@Doc(
    value = "The accuracy of a network in which each layer gets the weights and inputs you name",
    formula = "(gained − lost) / images, with Tango's interval and McNemar's exact p",
    source = "Tango, Statistics in Medicine 17 (1998); McNemar, Psychometrika 12 (1947)")
public record LayerAssignment(
    @Doc("The quantizer of each layer's weights, or continuous; others stay as they are")
        Map<String, String> weights,
    @Doc("The quantizer of what enters each layer; into others goes what does now")
        Map<String, String> inputs,
    @Doc("How many test images to classify") int images,
    @Doc("To how many training images to refit batch normalization; 0 for no refit") int refit,
    @Doc("To how many training images to correct means; 0 for no correction") int biasCorrection,
    @Doc("Which accuracy counts: refitted, with means corrected, or as changes leave it")
        Judged judged)
    implements Probe {

  public LayerAssignment() {
    this(Map.of(), Map.of(), 10_000, 10_000, 0, Judged.REFITTED);
  }

  public LayerAssignment {
    weights = new LinkedHashMap<>(weights);
    inputs = new LinkedHashMap<>(inputs);
    InvalidParameterException.unless(images >= 1, "images", "must be at least 1", images);
    new Judgement(judged, refit, biasCorrection);
  }

  private Judgement judgement() {
    return new Judgement(judged, refit, biasCorrection);
  }

  @Override
  public Needs needs() {
    return Needs.outcomes(images);
  }

  /**
   * @throws BadInputException if a layer is named that is not selected, or a quantizer that does
   *     not serve it
   */
  @Override
  public List<Trial> trials(List<SelectedLayer> layers) {
    return Stream.of(Trial.BASELINE, judgement().unaltered(), judgement().trial(changes(layers)))
        .distinct()
        .toList();
  }

  private Map<String, Change> changes(List<SelectedLayer> layers) {
    requireSelected(layers);
    Map<String, Change> changes = new LinkedHashMap<>();
    for (SelectedLayer layer : layers) {
      Change change =
          Change.of(
              weights(layer, Optional.ofNullable(weights.get(layer.name()))),
              inputs(layer, Optional.ofNullable(inputs.get(layer.name()))));
      if (!change.equals(Change.NONE)) {
        changes.put(layer.name(), change);
      }
    }
    return changes;
  }

  private void requireSelected(List<SelectedLayer> layers) {
    List<String> names = layers.stream().map(SelectedLayer::name).toList();
    List<String> unknown =
        Stream.concat(weights.keySet().stream(), inputs.keySet().stream())
            .filter(name -> !names.contains(name))
            .distinct()
            .toList();
    if (!unknown.isEmpty()) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "no selected layer is called %s; there are %s",
              String.join(", ", unknown),
              String.join(", ", names)));
    }
  }

  private static Weights weights(SelectedLayer layer, Optional<String> wanted) {
    if (wanted.isEmpty()) {
      return Weights.TRAINED;
    }
    if (wanted.get().equals(LayerChoices.CONTINUOUS) && layer.continuous()) {
      return layer.hasOtherWeights() ? Weights.CONTINUOUS : Weights.TRAINED;
    }
    List<String> allowed = new ArrayList<>(layer.quantizers());
    if (layer.continuous()) {
      allowed.add(LayerChoices.CONTINUOUS);
    }
    requireServing("weights", layer, wanted.get(), allowed);
    return Weights.quantizedBy(wanted.get());
  }

  private static Inputs inputs(SelectedLayer layer, Optional<String> wanted) {
    wanted.ifPresent(name -> requireServing("inputs", layer, name, layer.inputQuantizers()));
    return wanted.map(Inputs::quantizedBy).orElse(Inputs.TRAINED);
  }

  private static void requireServing(
      String parameter, SelectedLayer layer, String wanted, List<String> allowed) {
    if (!allowed.contains(wanted)) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "%s: %s cannot get %s; it can get %s",
              parameter,
              layer.name(),
              wanted,
              allowed.stream().collect(joining(", "))));
    }
  }

  @Override
  public Conclusion conclude(Evidence evidence) {
    Map<String, Change> changes = changes(evidence.selected());
    PairedOutcomes paired =
        PairedOutcomes.of(
            evidence.outcomes(judgement().unaltered()),
            evidence.outcomes(judgement().trial(changes)));
    Subject subject = Subject.changed(Subject.NETWORK, "assigned");
    return new Conclusion(
        List.of(
            paired.accuracy().finding(subject, "accuracy"),
            paired.accuracyChange().finding(subject, "accuracy-change"),
            paired.predictionsChanged().finding(subject, "predictions-changed"),
            Finding.Scalar.of(subject, "mcnemar-p", paired.p(), paired.images())),
        List.of());
  }
}
