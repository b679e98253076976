package org.orthant.probes.cost;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.orthant.api.Doc;
import org.orthant.api.Id;
import org.orthant.api.finding.Conclusion;
import org.orthant.api.finding.Finding;
import org.orthant.api.finding.Subject;
import org.orthant.api.finding.Verdict;
import org.orthant.api.measure.Change;
import org.orthant.api.measure.Evidence;
import org.orthant.api.measure.Inventory;
import org.orthant.api.measure.Needs;
import org.orthant.api.measure.SelectedLayer;
import org.orthant.api.measure.Weights;
import org.orthant.api.spi.Probe;
import org.orthant.probes.trial.AlteredLayers;

/**
 * What the network takes to keep and to compute: bits, kilobytes of 1000 bytes, and the
 * multiply-adds of one image by the kind of their numbers. Nothing is timed; all numbers are counts
 * without intervals. It judges nothing, but what is not known is NOT_EVALUATED.
 *
 * <p>Weights count with all that must be kept beside them, such as scales. The network's total
 * counts all its layers, selected or not, and 32 bits for each number of biases, scales, slopes and
 * batch normalization. Activations and the pixels' preparation are not counted.
 */
@Id("cost")
@Doc(
    value = "What weights take to keep, and one image to multiply, as used and as quantized",
    formula = "kB = (bits · weights + scales) / 8000; multiply-adds = positions · d · filters")
public record Cost() implements Probe {

  @Override
  public Needs needs() {
    return Needs.WEIGHTS;
  }

  @Override
  public Conclusion conclude(Evidence evidence) {
    Inventory inventory = evidence.inventory();
    Map<String, Inventory.Item> items =
        inventory.items().stream()
            .collect(Collectors.toMap(item -> item.shape().name(), item -> item));
    List<Finding> findings = new ArrayList<>();
    List<Verdict> verdicts = new ArrayList<>();
    for (SelectedLayer layer : evidence.selected()) {
      Inventory.Item item = items.get(layer.name());
      Subject asUsed = Subject.layer(layer.name());
      findings.addAll(ofLayer(asUsed, item, Change.NONE));
      unknown(item).ifPresent(reason -> verdicts.add(Verdict.notAsked(asUsed, reason)));
      for (String quantizer : layer.quantizers()) {
        Subject subject = Subject.of(layer.name(), quantizer);
        findings.addAll(ofLayer(subject, item, Change.of(Weights.quantizedBy(quantizer))));
        if (!item.quantizers().containsKey(quantizer)) {
          verdicts.add(
              Verdict.notAsked(
                  subject, quantizer + " does not say in how many bits it keeps weights"));
        }
      }
    }
    findings.addAll(ofNetwork(inventory));
    for (AlteredLayers altered : AlteredLayers.of(evidence.selected(), true)) {
      if (!altered.alone()) {
        findings.addAll(ofGroup(altered, inventory));
      }
    }
    return new Conclusion(findings, verdicts);
  }

  private static List<Finding> ofLayer(Subject subject, Inventory.Item item, Change change) {
    Counted counted = Counted.of(item, change);
    List<Finding> findings = new ArrayList<>();
    counted
        .memory()
        .map(memory -> memory.perWeight(item.shape()))
        .ifPresent(bits -> findings.add(Counted.exact(subject, "bits-per-weight", bits)));
    findings.addAll(counted.findings(subject));
    return findings;
  }

  /** Returns what is not known of a layer as used. */
  private static Optional<String> unknown(Inventory.Item item) {
    List<String> unknown = new ArrayList<>();
    if (item.weights().isEmpty()) {
      unknown.add(
          "its weights, which are neither continuous, nor signs or ternary, nor those of a quantizer"
              + " of the run");
    }
    if (item.inputs().isEmpty()) {
      unknown.add("what enters it");
    }
    return unknown.isEmpty()
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "In how many bits %s keeps %s is not known",
                item.shape().name(),
                String.join(", and ", unknown)));
  }

  private static List<Finding> ofNetwork(Inventory inventory) {
    Subject network = Subject.network();
    long weights = inventory.items().stream().mapToLong(item -> Memory.weights(item.shape())).sum();
    long numbers = Math.addExact(weights, inventory.beside());
    Memory floats = Memory.ofFloats(numbers);
    Counted asUsed = Counted.of(inventory, Set.of(), Change.NONE);
    List<Finding> findings = new ArrayList<>();
    findings.add(Counted.exact(network, "parameters", (double) numbers));
    findings.add(
        Counted.exact(
            network, "kilobytes-beside-weights", Memory.ofFloats(inventory.beside()).kilobytes()));
    findings.add(Counted.exact(network, "kilobytes-in-float32", floats.kilobytes()));
    findings.addAll(asUsed.findings(network));
    return findings;
  }

  /** The whole network with each change that all layers of a group can bear. */
  private static List<Finding> ofGroup(AlteredLayers altered, Inventory inventory) {
    Set<String> names =
        altered.layers().stream().map(SelectedLayer::name).collect(Collectors.toSet());
    return altered.changes(false, true).stream()
        .flatMap(
            change ->
                Counted.of(inventory, names, change)
                    .findings(Subject.changed(altered.name(), change.label()))
                    .stream())
        .toList();
  }
}
