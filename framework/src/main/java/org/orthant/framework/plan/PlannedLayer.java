package org.orthant.framework.plan;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.orthant.api.measure.SelectedLayer;
import org.orthant.api.model.LayerShape;
import org.orthant.api.model.Storage;

/**
 * A selected layer.
 *
 * @param selected the layer with the quantizers that serve it
 * @param refused why the others do not, by name, in the order in which that was found out
 * @param fitCost how many multiply-adds it takes to fit those that serve it
 * @param applyCost how many take as long as quantizing its weights with each of them once
 * @param kept how its weights are kept under those that serve it and say so, by name
 * @param entering how what enters it is kept under those that serve that and say so, by name
 */
public record PlannedLayer(
    SelectedLayer selected,
    Map<String, String> refused,
    double fitCost,
    double applyCost,
    Map<String, Storage> kept,
    Map<String, Storage> entering) {
  public PlannedLayer {
    kept = Map.copyOf(kept);
    entering = Map.copyOf(entering);
    refused = Collections.unmodifiableMap(new LinkedHashMap<>(refused));
  }

  public LayerShape shape() {
    return selected.shape();
  }

  /** The names of those that serve it, in the order of the configuration. */
  public List<String> quantizers() {
    return selected.quantizers();
  }

  /** Returns the same layer, served by one quantizer less. */
  PlannedLayer without(String quantizer, String reason) {
    Map<String, String> more = new LinkedHashMap<>(refused);
    more.put(quantizer, reason);
    return new PlannedLayer(
        new SelectedLayer(
            selected.shape(),
            others(quantizers(), quantizer),
            selected.activated(),
            selected.continuous(),
            selected.quantized(),
            others(selected.inputQuantizers(), quantizer)),
        more,
        fitCost,
        applyCost,
        others(kept, quantizer),
        others(entering, quantizer));
  }

  private static Map<String, Storage> others(Map<String, Storage> storages, String one) {
    Map<String, Storage> others = new LinkedHashMap<>(storages);
    others.remove(one);
    return others;
  }

  private static List<String> others(List<String> names, String one) {
    return names.stream().filter(name -> !name.equals(one)).toList();
  }
}
