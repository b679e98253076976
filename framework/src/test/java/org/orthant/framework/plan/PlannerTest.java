package org.orthant.framework.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.orthant.api.Doc;
import org.orthant.api.Seed;
import org.orthant.api.data.DataFiles;
import org.orthant.api.data.Dataset;
import org.orthant.api.data.DatasetShape;
import org.orthant.api.finding.Conclusion;
import org.orthant.api.graph.Model;
import org.orthant.api.measure.Change;
import org.orthant.api.measure.Evidence;
import org.orthant.api.measure.Needs;
import org.orthant.api.measure.SelectedLayer;
import org.orthant.api.measure.Trial;
import org.orthant.api.measure.Weights;
import org.orthant.api.model.ImageShape;
import org.orthant.api.model.LayerOutline;
import org.orthant.api.model.LayerShape;
import org.orthant.api.model.VectorMap;
import org.orthant.api.spi.DatasetSource;
import org.orthant.api.spi.Executor;
import org.orthant.api.spi.NetworkSource;
import org.orthant.api.spi.Preparation;
import org.orthant.api.spi.Probe;
import org.orthant.api.spi.Quantizer;
import org.orthant.api.spi.Role;
import org.orthant.api.spi.Sample;
import org.orthant.api.work.Work;
import org.orthant.framework.config.ConfigException;
import org.orthant.framework.config.Located;
import org.orthant.framework.config.MovableConfig;
import org.orthant.framework.config.Named;
import org.orthant.framework.config.Position;
import org.orthant.framework.config.RunSpec;
import org.orthant.framework.failure.Failure;
import org.orthant.framework.gate.Gate;

class PlannerTest {
  private static final Trial REFITTED = Trial.refitted(100);

  @Test
  void globsSelectLayersInTheNetworksOrder() {
    Plan plan = plan(List.of("wide*", "narrow"), new Only(27), new Asking(Trial.BASELINE));
    assertThat(plan.layers())
        .extracting(layer -> layer.shape().name())
        .containsExactly("narrow", "wide1", "wide2");
  }

  @Test
  void layerThatAQuantizerCannotServeIsNamedWithTheReason() {
    Plan plan = plan(List.of("*"), new Only(27), new Asking(Trial.BASELINE));
    assertThat(plan.layers().get(0).quantizers()).containsExactly("only");
    assertThat(plan.layers().get(1).quantizers()).isEmpty();
    assertThat(plan.layers().get(1).refused()).containsEntry("only", "serves 27 alone");
  }

  @Test
  void quantizerThatServesNoSelectedLayerIsRefused() {
    assertThatThrownBy(() -> plan(List.of("wide*"), new Only(27), new Asking(Trial.BASELINE)))
        .isInstanceOf(ConfigException.class)
        .hasMessage("run.yaml:1:1: quantizer 'only' serves no selected layer: serves 27 alone");
  }

  @Test
  void probesChooseTrialsByTheQuantizersOfEachLayer() {
    Plan plan = plan(List.of("*"), new Only(27), new Exchanging());

    assertThat(plan.probes().get(0).trials())
        .containsExactly(new Trial(Map.of("narrow", Change.of(Weights.quantizedBy("only"))), 0));
  }

  @Test
  void theLastLayerOfTheNetworkHasNoActivation() {
    Plan plan = plan(List.of("narrow", "wide2"), new Only(27), new Asking(Trial.BASELINE));

    assertThat(plan.layers())
        .extracting(layer -> layer.selected().activated())
        .containsExactly(true, false);
    assertThat(plan(List.of("narrow", "wide1"), new Only(27), new Asking(REFITTED)).layers())
        .allMatch(layer -> layer.selected().activated());
  }

  @Test
  void refittingToMoreImagesThanThereAreIsRefused() {
    assertThat(plan(Optional.of(new Images(100)), List.of("*"), new Only(27), new Asking(REFITTED)))
        .extracting(Plan::trials)
        .isEqualTo(List.of());
    assertThatThrownBy(
            () ->
                plan(Optional.of(new Images(99)), List.of("*"), new Only(27), new Asking(REFITTED)))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "run.yaml:1:1: probe 'asking' refits batch normalization to 100 images, and the"
                + " dataset has 99 for training");
  }

  @Test
  void gateThatFindsNothingToLookAtIsRefusedWithEveryReason() {
    Gate gate = new Gate(Optional.of(Gate.Worst.SOUND), Optional.of(0.02), Optional.of(0.8));
    assertThatThrownBy(() -> gated(gate, "asking", Trial.BASELINE))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "run.yaml:1:1: the gate's min-r needs the probe 'dot-product', which this run does not"
                + " have\n"
                + "run.yaml:1:1: the gate's max-accuracy-drop needs the probe 'ablation' with a"
                + " refit, which this run does not have");
  }

  @Test
  void gateOnAccuracyNeedsARefit() {
    Gate gate = new Gate(Optional.empty(), Optional.of(0.02), Optional.empty());
    assertThatThrownBy(() -> gated(gate, "ablation", Trial.BASELINE))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("with a refit");
    assertThat(gated(gate, "ablation", REFITTED).probes()).hasSize(1);
  }

  private static Plan gated(Gate gate, String probeId, Trial trial) {
    return plan(
        Optional.of(new Images(100)),
        List.of("*"),
        new Only(27),
        probeId,
        new Asking(trial),
        Optional.of(gate));
  }

  private static Plan plan(List<String> layers, Quantizer quantizer, Probe probe) {
    return plan(Optional.empty(), layers, quantizer, probe);
  }

  private static Plan plan(
      Optional<DatasetSource> dataset, List<String> layers, Quantizer quantizer, Probe probe) {
    return plan(dataset, layers, quantizer, "asking", probe, Optional.empty());
  }

  private static Plan plan(
      Optional<DatasetSource> dataset,
      List<String> layers,
      Quantizer quantizer,
      String probeId,
      Probe probe,
      Optional<Gate> gate) {
    Position at = new Position("run.yaml", 1, 1);
    return new Planner()
        .plan(
            new RunSpec(
                "run",
                1,
                dataset.map(source -> new Named<>("images", "images", source, at)),
                new Named<>("net", "net", new ThreeLayers(), at),
                List.of(new Named<>("only", "only", quantizer, at)),
                Optional.empty(),
                layers.stream().map(layer -> new Located<>(layer, at)).toList(),
                List.of(new Named<>(probeId, probeId, probe, at)),
                256,
                new Named<>("local", "local", new Idle(), at),
                gate.map(rules -> new Located<>(rules, at)),
                Path.of("out"),
                Path.of(""),
                "",
                new MovableConfig("", "")));
  }

  private record ThreeLayers() implements NetworkSource {
    @Override
    public List<LayerOutline> layers(Optional<DatasetShape> dataset) {
      return List.of(
          new LayerOutline(LayerShape.dense("narrow", 27, 4), true, true, true),
          new LayerOutline(LayerShape.dense("wide1", 64, 4), true, true, true),
          new LayerOutline(LayerShape.dense("wide2", 64, 4), false, true, true));
    }

    @Override
    public Model obtain(Preparation preparation) {
      throw new AssertionError("planning obtains no network");
    }
  }

  @Test
  void probeThatFailsBeforeAnythingBeganIsRefusedWithItsPlace() {
    assertThatThrownBy(() -> plan(List.of("*"), new Only(27), new Failing(1)))
        .isInstanceOf(ConfigException.class)
        .hasMessageEndingWith("failed: IllegalStateException: no luck");
  }

  @Test
  void trialWithAQuantizerThatDoesNotServeTheLayerIsRefused() {
    Trial trial = new Trial(Map.of("wide1", Change.of(Weights.quantizedBy("only"))), 0);
    assertThatThrownBy(() -> plan(List.of("*"), new Only(27), new Asking(trial)))
        .isInstanceOf(ConfigException.class)
        .hasMessageEndingWith(
            "a trial puts weights:only into wide1, which that quantizer does not serve");
  }

  @Test
  void withoutAQuantizerProbesChooseTheirTrialsAnew() {
    Failure failure = Failure.ofQuantizer("only", "narrow", "no luck", Optional.empty());
    Plan plan = plan(List.of("*"), new Only(27), new Exchanging());

    Plan left = plan.without(List.of(failure));

    assertThat(left.layers().get(0).quantizers()).isEmpty();
    assertThat(left.layers().get(0).refused()).containsEntry("only", "failed: no luck");
    assertThat(left.probes().get(0).trials()).isEmpty();
    assertThat(left.failures()).containsExactly(failure);
    assertThat(plan.without(List.of())).isSameAs(plan);
  }

  @Test
  void probeThatFailsToChooseAnewIsAskedNoMore() {
    Failure failure = Failure.ofQuantizer("only", "narrow", "no luck", Optional.empty());
    Plan left = plan(List.of("*"), new Only(27), new Failing(0)).without(List.of(failure));

    assertThat(left.isAsked(left.probes().get(0))).isFalse();
    assertThat(left.failures().get(1))
        .extracting(Failure::reason)
        .isEqualTo("trials: IllegalStateException: no luck");
    assertThat(left.images()).isZero();
  }

  private record Images(int training) implements DatasetSource {
    @Override
    public DatasetShape shape() {
      return new DatasetShape(new ImageShape(3, 3, 3), 10, training, 50);
    }

    @Override
    public Dataset open(DataFiles files) {
      throw new AssertionError("planning opens no dataset");
    }
  }

  private record Only(int dimension) implements Quantizer {
    @Override
    public Optional<String> unsupported(LayerShape shape, Role role) {
      return shape.dimension() == dimension
          ? Optional.empty()
          : Optional.of("serves " + dimension + " alone");
    }

    @Override
    public VectorMap fit(Sample sample, Seed seed) {
      throw new AssertionError("planning fits nothing");
    }
  }

  @Doc("Asks for one trial")
  private record Asking(Trial trial) implements Probe {
    @Override
    public Needs needs() {
      return Needs.WEIGHTS;
    }

    @Override
    public List<Trial> trials(List<SelectedLayer> layers) {
      return List.of(trial);
    }

    @Override
    public Conclusion conclude(Evidence evidence) {
      return new Conclusion(List.of(), List.of());
    }
  }

  @Doc("Fails where so few quantizers serve the first layer")
  private record Failing(int fewest) implements Probe {
    @Override
    public Needs needs() {
      return Needs.WEIGHTS;
    }

    @Override
    public List<Trial> trials(List<SelectedLayer> layers) {
      if (layers.get(0).quantizers().size() <= fewest) {
        throw new IllegalStateException("no luck");
      }
      return List.of(Trial.BASELINE);
    }

    @Override
    public Conclusion conclude(Evidence evidence) {
      return new Conclusion(List.of(), List.of());
    }
  }

  @Doc("Puts every quantizer into every layer that it serves")
  private record Exchanging() implements Probe {
    @Override
    public Needs needs() {
      return Needs.WEIGHTS;
    }

    @Override
    public List<Trial> trials(List<SelectedLayer> layers) {
      return layers.stream()
          .flatMap(
              layer ->
                  layer.quantizers().stream()
                      .map(
                          name ->
                              new Trial(
                                  Map.of(layer.name(), Change.of(Weights.quantizedBy(name))), 0)))
          .toList();
    }

    @Override
    public Conclusion conclude(Evidence evidence) {
      return new Conclusion(List.of(), List.of());
    }
  }

  private record Idle() implements Executor {
    @Override
    public int threads() {
      return 1;
    }

    @Override
    public <T> void execute(Work<T> work, Consumer<T> fold) {
      throw new AssertionError("planning executes nothing");
    }
  }
}
