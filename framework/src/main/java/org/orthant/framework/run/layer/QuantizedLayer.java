package org.orthant.framework.run.layer;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.Seed;
import org.orthant.api.measure.Inputs;
import org.orthant.api.measure.Weights;
import org.orthant.api.model.Layer;
import org.orthant.api.model.LayerKind;
import org.orthant.api.model.LayerShape;
import org.orthant.api.model.VectorMap;
import org.orthant.api.spi.Quantizer;
import org.orthant.api.spi.Role;
import org.orthant.api.spi.Sample;
import org.orthant.framework.failure.Failure;
import org.orthant.framework.failure.PluginFailedException;
import org.orthant.framework.run.guard.Finite;
import org.orthant.framework.run.guard.LentRows;
import org.orthant.framework.run.lending.ShownLayer;

/** A layer with its weights under the network's own quantizer and under each of the run's. */
public final class QuantizedLayer implements ServedLayer {
  /** What enters and leaves a layer, of one image. */
  private static final long MOST_NUMBERS_IN_LANES = 1 << 18;

  private final Layer layer;
  private final Arithmetic arithmetic;
  private final boolean verified;
  private final Filters trained;
  private final Filters continuous;
  private final InputQuantizers entering;
  private final Map<String, Quantizer> quantizers;
  private final Map<String, VectorMap> maps = new LinkedHashMap<>();
  private final Map<String, Filters> quantized = new LinkedHashMap<>();
  private final Set<String> asTrained = new HashSet<>();
  private final List<Failure> failures = new ArrayList<>();
  private final QuantizerFit fit;
  private final ShownLayer shown;

  /**
   * Fits every quantizer to the layer's weights and applies it. One that fails does not serve.
   *
   * @param quantizers those that serve the layer, by name
   * @param inputs what enters the layer
   * @param entering what may quantize that
   * @param arithmetic in what it is computed
   * @param verified whether plugins are held to all of their contracts, whatever it costs
   */
  public QuantizedLayer(
      Layer layer,
      Map<String, Quantizer> quantizers,
      InputSample inputs,
      InputQuantizers entering,
      Seed seed,
      Arithmetic arithmetic,
      boolean verified) {
    this.layer = layer;
    this.arithmetic = arithmetic;
    this.verified = verified;
    this.entering = entering;
    this.fit =
        new QuantizerFit(
            layer.name(),
            layer.shape().dimension(),
            new LentRows(layer.weights()),
            lent -> new WeightSample(layer.shape(), lent, inputs),
            verified);
    this.shown = new ShownLayer(layer, this::weights);
    this.quantizers = Map.copyOf(quantizers);
    Finite.require(layer.weights(), "weights of " + layer.name());
    this.continuous = new Filters(layer.shape(), layer.weights(), Optional.empty(), arithmetic);
    this.trained =
        layer
            .weightQuantization()
            .map(
                own ->
                    OwnQuantizer.of(own, layer.shape().dimension(), verified, layer.name()).map())
            .map(this::filters)
            .orElse(continuous);
    quantizers
        .keySet()
        .forEach(
            name -> {
              try {
                serve(name, seed.fork(name).fork(layer.name()));
              } catch (PluginFailedException e) {
                failures.add(e.failure());
              }
            });
    entering.failures().stream()
        .filter(failure -> !failures.contains(failure))
        .forEach(failures::add);
  }

  /** A layer whose inputs nothing quantizes. */
  public QuantizedLayer(
      Layer layer,
      Map<String, Quantizer> quantizers,
      InputSample inputs,
      Seed seed,
      Arithmetic arithmetic,
      boolean verified) {
    this(layer, quantizers, inputs, InputQuantizers.NONE, seed, arithmetic, verified);
  }

  private QuantizedLayer(QuantizedLayer whole, Set<String> dropped) {
    this.layer = whole.layer;
    this.arithmetic = whole.arithmetic;
    this.verified = whole.verified;
    this.entering = whole.entering.without(dropped);
    this.fit = whole.fit;
    this.shown = new ShownLayer(layer, this::weights);
    this.quantizers = whole.quantizers;
    this.continuous = whole.continuous;
    this.trained = whole.trained;
    this.maps.putAll(whole.maps);
    this.maps.keySet().removeAll(dropped);
    this.quantized.putAll(whole.quantized);
    this.asTrained.addAll(whole.asTrained);
    this.asTrained.removeAll(dropped);
  }

  /** Returns the same layer, but these quantizers do not serve it any more. */
  public QuantizedLayer without(Set<String> dropped) {
    return dropped.isEmpty() ? this : new QuantizedLayer(this, dropped);
  }

  private void serve(String quantizer, Seed seed) {
    VectorMap map = fit(quantizer, seed);
    Filters filters = filters(map);
    maps.put(quantizer, map);
    quantized.put(quantizer, filters);
    if (filters.weights().equals(trained.weights())) {
      asTrained.add(quantizer);
    }
  }

  private Filters filters(VectorMap map) {
    INDArray weights = layer.weights();
    // The map may keep what it gave, and others close it.
    return new Filters(
        layer.shape(), map.apply(weights).dup('c'), map.applyInWholeNumbers(weights), arithmetic);
  }

  @Override
  public Layer layer() {
    return layer;
  }

  /**
   * Whether its products with numbers are computed in lanes: those of convolutions whose weights
   * the network does not quantize. Larger images are left to ND4J, whose arrays are not on the
   * heap.
   */
  public boolean computesInLanes() {
    long numbers = (long) shape().input().size() + (long) shape().positions() * shape().filters();
    return arithmetic == Arithmetic.BITS
        && shape().kind() == LayerKind.CONVOLUTION
        && layer.weightQuantization().isEmpty()
        && numbers <= MOST_NUMBERS_IN_LANES;
  }

  /** The layer's. */
  public LayerShape shape() {
    return layer.shape();
  }

  public Arithmetic arithmetic() {
    return arithmetic;
  }

  @Override
  public List<String> quantizers() {
    return List.copyOf(maps.keySet());
  }

  @Override
  public VectorMap map(String quantizer) {
    return maps.get(quantizer);
  }

  /** Those that failed when they were fitted and applied, in the order of the configuration. */
  public List<Failure> failures() {
    return List.copyOf(failures);
  }

  public boolean isVerified() {
    return verified;
  }

  @Override
  public VectorMap fit(String quantizer, Seed seed) {
    return fit.of(quantizer, quantizers.get(quantizer), seed);
  }

  /**
   * Returns what enters the layer under a trial, in its shape; the caller closes it, but not what
   * came.
   */
  public Signals entering(Inputs inputs, Signals signals) {
    Signals shaped =
        computesInLanes() && signals.packed().isEmpty()
            ? Signals.of(signals.lanes())
            : signals.entering(layer.shape());
    if (inputs.quantizer().isEmpty()) {
      return shaped;
    }
    try (shaped) {
      return entering.apply(inputs, shaped, layer.shape());
    }
  }

  /** Those weights, [filters, d]. */
  public INDArray weights(Weights which) {
    return filters(which).weights();
  }

  @Override
  public INDArray weights(Weights which, int from, int to) {
    return Rows.between(weights(which), from, to);
  }

  /** Those weights, with what multiplies them. */
  public Filters filters(Weights which) {
    return switch (which.kind()) {
      case TRAINED -> trained;
      case CONTINUOUS -> continuous;
      case QUANTIZED -> quantized.get(which.quantizer().orElseThrow());
    };
  }

  /**
   * The quantizer whose weights the network computes with; where none of the run's is, the first
   * that serves the layer.
   */
  public Optional<String> inUse() {
    return asTrained().or(() -> maps.keySet().stream().findFirst());
  }

  /** The run's first quantizer whose weights the network computes with; empty where none is. */
  public Optional<String> asTrained() {
    return maps.keySet().stream().filter(asTrained::contains).findFirst();
  }

  @Override
  public ShownLayer shown() {
    return shown;
  }

  /** Returns the same weights by the name under which their products are shared. */
  public Weights canonical(Weights which) {
    return which.quantizer().filter(asTrained::contains).isPresent() ? Weights.TRAINED : which;
  }

  private record WeightSample(LayerShape shape, Supplier<INDArray> lent, InputSample training)
      implements Sample {
    @Override
    public INDArray rows() {
      return lent.get();
    }

    @Override
    public Role role() {
      return Role.WEIGHTS;
    }

    @Override
    public INDArray inputs(int atMost) {
      return training.rows(atMost);
    }
  }
}
