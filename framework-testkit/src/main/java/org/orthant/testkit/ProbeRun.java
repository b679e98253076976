package org.orthant.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.orthant.api.finding.Conclusion;
import org.orthant.api.finding.Finding;
import org.orthant.api.finding.Verdict;
import org.orthant.api.measure.Evidence;
import org.orthant.api.measure.Inventory;
import org.orthant.api.measure.LayerView;
import org.orthant.api.measure.Recording;
import org.orthant.api.measure.Scores;
import org.orthant.api.measure.SelectedLayer;
import org.orthant.api.measure.Trial;
import org.orthant.api.model.LayerShape;
import org.orthant.api.spi.Probe;
import org.orthant.api.statistics.Outcomes;

/** What a probe concludes of one layer, or of a network's predictions. */
public record ProbeRun(Conclusion conclusion) {
  private static final Inventory NOTHING_KEPT = new Inventory(List.of(), 0, 0);

  /** Shows the layer's weights. */
  public static ProbeRun onWeights(Probe probe, FakeLayer layer) {
    return onBlocks(probe, layer, List.of());
  }

  /** Shows the layer's weights, then groups of inputs [groups][images][d]. */
  public static ProbeRun onBlocks(Probe probe, FakeLayer layer, List<float[][]> groups) {
    return on(
        probe,
        layer,
        IntStream.range(0, groups.size())
            .mapToObj(g -> new FakeBlock(layer, g, groups.get(g)))
            .toList());
  }

  /** Shows the layer's weights, then blocks. */
  public static ProbeRun on(Probe probe, FakeLayer layer, List<FakeBlock> groups) {
    MemoryRecording weights = new MemoryRecording();
    probe.onWeights(layer, weights.nextGroup());
    MemoryRecording blocks = new MemoryRecording();
    groups.forEach(block -> probe.onBlock(block, blocks.nextGroup()));
    return new ProbeRun(
        probe.conclude(
            new MemoryEvidence(
                List.of(
                    new SelectedLayer(
                        layer.shape(), layer.quantizers(), true, layer.layer().continuous())),
                Optional.of(layer),
                weights,
                blocks,
                new MemoryRecording(),
                new Outcomes(),
                NOTHING_KEPT)));
  }

  /** Shows predictions. */
  public static ProbeRun onOutcomes(Probe probe, Outcomes outcomes) {
    return ofNetwork(probe, new MemoryRecording(), outcomes);
  }

  /** Shows predictions, then the scores of one trial, group by group. */
  public static ProbeRun onScores(Probe probe, Outcomes outcomes, List<Scores> groups) {
    MemoryRecording scores = new MemoryRecording();
    groups.forEach(group -> probe.onScores(group, scores.nextGroup()));
    return ofNetwork(probe, scores, outcomes);
  }

  /** Shows what a network keeps, all of whose layers are selected. */
  public static ProbeRun onInventory(
      Probe probe, List<SelectedLayer> selected, Inventory inventory) {
    MemoryRecording nothing = new MemoryRecording();
    return new ProbeRun(
        probe.conclude(
            new MemoryEvidence(
                selected, Optional.empty(), nothing, nothing, nothing, new Outcomes(), inventory)));
  }

  private static ProbeRun ofNetwork(Probe probe, Recording scores, Outcomes outcomes) {
    MemoryRecording nothing = new MemoryRecording();
    return new ProbeRun(
        probe.conclude(
            new MemoryEvidence(
                List.of(), Optional.empty(), nothing, nothing, scores, outcomes, NOTHING_KEPT)));
  }

  /**
   * The number of that metric.
   *
   * @throws java.util.NoSuchElementException if there is none
   */
  public Finding.Scalar scalar(String metric) {
    return optionalScalar(metric).orElseThrow();
  }

  /** The number of that metric; empty if there is none. */
  public Optional<Finding.Scalar> optionalScalar(String metric) {
    return all(Finding.Scalar.class).stream()
        .filter(finding -> finding.metric().equals(metric))
        .findFirst();
  }

  /** The first distribution. */
  public Finding.Distribution distribution() {
    return all(Finding.Distribution.class).get(0);
  }

  /** The first joint distribution. */
  public Finding.Joint joint() {
    return all(Finding.Joint.class).get(0);
  }

  /** The first curve; empty if there is none. */
  public Optional<Finding.Curve> curve() {
    return all(Finding.Curve.class).stream().findFirst();
  }

  /** The filters to be drawn, those before quantization first. */
  public List<Finding.Filters> filters() {
    return all(Finding.Filters.class);
  }

  /** The first verdict. */
  public Verdict verdict() {
    return conclusion.verdicts().get(0);
  }

  private <F extends Finding> List<F> all(Class<F> type) {
    List<F> found = new ArrayList<>();
    for (Finding finding : conclusion.findings()) {
      if (type.isInstance(finding)) {
        found.add(type.cast(finding));
      }
    }
    return found;
  }

  private record MemoryEvidence(
      List<SelectedLayer> selected,
      Optional<LayerView> only,
      Recording ofWeights,
      Recording ofBlocks,
      Recording ofScores,
      Outcomes ofImages,
      Inventory inventory)
      implements Evidence {
    @Override
    public LayerView view(LayerShape layer) {
      return only.orElseThrow();
    }

    @Override
    public Recording weights(LayerShape layer) {
      return ofWeights;
    }

    @Override
    public Recording blocks(Trial trial, LayerShape layer) {
      return ofBlocks;
    }

    @Override
    public Recording scores(Trial trial) {
      return ofScores;
    }

    @Override
    public Outcomes outcomes(Trial trial) {
      return ofImages;
    }
  }
}
