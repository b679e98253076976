package org.orthant.framework.run;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.orthant.api.measure.Evidence;
import org.orthant.api.measure.Inventory;
import org.orthant.api.measure.LayerView;
import org.orthant.api.measure.Recording;
import org.orthant.api.measure.SelectedLayer;
import org.orthant.api.measure.Trial;
import org.orthant.api.model.LayerShape;
import org.orthant.api.statistics.Outcomes;
import org.orthant.framework.plan.PlannedProbe;
import org.orthant.framework.run.layer.ServedLayer;
import org.orthant.framework.run.layer.StoredLayers;
import org.orthant.framework.run.lending.LentArrays;
import org.orthant.framework.run.measure.Measurements;
import org.orthant.framework.run.measure.PreparedRun;
import org.orthant.framework.run.measure.StatisticsKey;
import org.orthant.framework.run.measure.View;

/** All that one probe has written in a run. */
record ProbeEvidence(
    PlannedProbe probe, PreparedRun prepared, Measurements measurements, LentArrays shown)
    implements Evidence {

  @Override
  public List<SelectedLayer> selected() {
    return prepared.plan().selected().stream()
        .filter(layer -> !measurements.unusable().containsKey(layer.name()))
        .toList();
  }

  @Override
  public LayerView view(LayerShape layer) {
    return prepared.selected().stream()
        .filter(candidate -> candidate.layer().shape().equals(layer))
        .findFirst()
        .map(ServedLayer.class::cast)
        .or(() -> opened(layer))
        .map(served -> new View(served, prepared.seed(probe, served), shown))
        .orElseThrow();
  }

  /** A layer that is not in memory, opened once more. */
  private Optional<ServedLayer> opened(LayerShape layer) {
    StoredLayers stored = prepared.stored();
    return IntStream.range(0, stored.layers().size())
        .filter(index -> stored.shape(index).equals(layer))
        .boxed()
        .findFirst()
        .map(stored::open);
  }

  @Override
  public Recording weights(LayerShape layer) {
    return measurements.weights(probe.id(), layer.name());
  }

  @Override
  public Recording blocks(Trial trial, LayerShape layer) {
    return measurements.blocks(new StatisticsKey(probe.id(), trial, layer.name()));
  }

  @Override
  public Recording scores(Trial trial) {
    return measurements.blocks(StatisticsKey.ofScores(probe.id(), trial));
  }

  @Override
  public List<String> classNames() {
    return prepared.dataset().map(dataset -> dataset.shape().classNames()).orElse(List.of());
  }

  @Override
  public Inventory inventory() {
    return new NetworkInventory(
            prepared.model().graph(), prepared.layers(), prepared.plan().layers())
        .inventory(prepared.model().stored());
  }

  @Override
  public Outcomes outcomes(Trial trial) {
    return measurements.outcomes(trial).first(probe.needs().predicted());
  }
}
