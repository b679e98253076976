package org.orthant.probes.trial;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.orthant.api.BadInputException;
import org.orthant.api.measure.SelectedLayer;

/**
 * Whose weights are put into the layers.
 *
 * @param names of the run's quantizers; all of them if empty
 */
public record QuantizerChoice(Optional<List<String>> names) {

  /**
   * The layers that are altered together, with those of their quantizers that are chosen.
   *
   * @param inner whether all layers but the first and the last are among them
   * @throws BadInputException if a quantizer is named that serves none of the layers
   */
  public List<AlteredLayers> altered(List<SelectedLayer> layers, boolean inner) {
    requireServing(layers);
    return AlteredLayers.of(layers.stream().map(this::narrowed).toList(), inner);
  }

  private void requireServing(List<SelectedLayer> layers) {
    List<String> known =
        layers.stream()
            .flatMap(
                layer ->
                    Stream.concat(layer.quantizers().stream(), layer.inputQuantizers().stream()))
            .distinct()
            .toList();
    List<String> unknown =
        names.orElse(known).stream().filter(name -> !known.contains(name)).toList();
    if (!unknown.isEmpty()) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "quantizers: no selected layer has %s; there are %s",
              String.join(", ", unknown),
              String.join(", ", known)));
    }
  }

  private SelectedLayer narrowed(SelectedLayer layer) {
    return new SelectedLayer(
        layer.shape(),
        chosen(layer.quantizers()),
        layer.activated(),
        layer.continuous(),
        layer.quantized(),
        chosen(layer.inputQuantizers()));
  }

  private List<String> chosen(List<String> quantizers) {
    return quantizers.stream()
        .filter(name -> names.map(chosen -> chosen.contains(name)).orElse(true))
        .toList();
  }
}
