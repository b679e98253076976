package org.orthant.house;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.orthant.api.Doc;
import org.orthant.api.Id;
import org.orthant.api.finding.Conclusion;
import org.orthant.api.finding.Finding;
import org.orthant.api.finding.Subject;
import org.orthant.api.measure.Change;
import org.orthant.api.measure.Evidence;
import org.orthant.api.measure.Inventory;
import org.orthant.api.measure.Needs;
import org.orthant.api.measure.SelectedLayer;
import org.orthant.api.measure.Trial;
import org.orthant.api.measure.Weights;
import org.orthant.api.model.Storage;
import org.orthant.api.spi.Probe;
import org.orthant.api.statistics.Outcomes;

/**
 * Evaluates every way to give each layer the weights of a quantizer or continuous ones, on the
 * second half of the images: what a search is held against.
 */
@Id("every-network")
@Doc("Every network")
public record EveryNetwork(int images, int refit) implements Probe {

  public EveryNetwork() {
    this(1000, 200);
  }

  @Override
  public Needs needs() {
    return Needs.outcomes(images);
  }

  @Override
  public List<Trial> trials(List<SelectedLayer> layers) {
    List<Trial> trials = new ArrayList<>(List.of(Trial.BASELINE));
    trials.addAll(networks(layers).values());
    return trials;
  }

  /** By the names of the choices, a comma between. */
  private Map<String, Trial> networks(List<SelectedLayer> layers) {
    Map<String, Map<String, Change>> networks = Map.of("", Map.of());
    for (SelectedLayer layer : layers) {
      Map<String, Map<String, Change>> more = new HashMap<>();
      List<String> choices = new ArrayList<>(layer.quantizers());
      choices.add("continuous");
      networks.forEach(
          (name, changes) ->
              choices.forEach(
                  choice -> {
                    Map<String, Change> changed = new HashMap<>(changes);
                    changed.put(layer.name(), Change.of(weights(choice)));
                    more.put(name.isEmpty() ? choice : name + "," + choice, changed);
                  }));
      networks = more;
    }
    return networks.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> new Trial(entry.getValue(), refit)));
  }

  private static Weights weights(String choice) {
    return choice.equals("continuous") ? Weights.CONTINUOUS : Weights.quantizedBy(choice);
  }

  @Override
  public Conclusion conclude(Evidence evidence) {
    List<Finding> findings = new ArrayList<>();
    networks(evidence.selected())
        .forEach(
            (name, trial) -> {
              Subject subject = Subject.changed(Subject.NETWORK, name);
              Outcomes all = evidence.outcomes(trial);
              int half = all.count() / 2;
              Outcomes second = new Outcomes();
              second.add(
                  Arrays.copyOfRange(all.predictions(), half, all.count()),
                  Arrays.copyOfRange(all.labels(), half, all.count()));
              findings.add(
                  Finding.Scalar.of(
                      subject,
                      "accuracy",
                      (double) second.correct() / second.count(),
                      second.count()));
              findings.add(Finding.Scalar.of(subject, "bits", bits(evidence, name), 1));
            });
    return new Conclusion(findings, List.of());
  }

  private static double bits(Evidence evidence, String name) {
    Map<String, Inventory.Item> items =
        evidence.inventory().items().stream()
            .collect(Collectors.toMap(item -> item.shape().name(), Function.identity()));
    List<String> choices = List.of(name.split(","));
    double bits = 0;
    double weights = 0;
    for (int i = 0; i < choices.size(); i++) {
      SelectedLayer layer = evidence.selected().get(i);
      Storage storage =
          choices.get(i).equals("continuous")
              ? Storage.floats()
              : items.get(layer.name()).quantizers().get(choices.get(i));
      double count = (double) layer.shape().filters() * layer.shape().dimension();
      bits += count * storage.bits() + storage.beside();
      weights += count;
    }
    return bits / weights;
  }
}
