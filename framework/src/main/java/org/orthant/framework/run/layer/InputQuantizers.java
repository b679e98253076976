package org.orthant.framework.run.layer;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.Seed;
import org.orthant.api.array.Dense;
import org.orthant.api.measure.Inputs;
import org.orthant.api.model.LayerShape;
import org.orthant.api.model.VectorMap;
import org.orthant.api.spi.Quantizer;
import org.orthant.api.spi.Role;
import org.orthant.api.spi.Sample;
import org.orthant.framework.failure.Failure;
import org.orthant.framework.failure.PluginFailedException;
import org.orthant.framework.run.guard.LentRows;
import org.orthant.kernels.lanes.LaneImages;

/** What quantizes the numbers that enter a layer, fitted to training images. */
public final class InputQuantizers {
  /** None. */
  public static final InputQuantizers NONE = new InputQuantizers(Map.of(), List.of());

  private final Map<Inputs, VectorMap> maps;
  private final List<Failure> failures;

  private InputQuantizers(Map<Inputs, VectorMap> maps, List<Failure> failures) {
    this.maps = maps;
    this.failures = List.copyOf(failures);
  }

  /** What the inputs of a layer are quantized by, and what it is fitted to. */
  public record Calibration(
      LayerShape shape,
      Map<String, Quantizer> quantizers,
      Function<Inputs.Calibration, INDArray> positions,
      InputSample patches) {}

  /**
   * Fits quantizers. One that fails does not serve.
   *
   * @param asked which of them, each once
   * @param calibration what they are fitted to; its positions are [n, channels]
   * @param verified whether plugins are held to all of their contracts, whatever it costs
   */
  public static InputQuantizers fit(
      List<Inputs> asked, Calibration calibration, Seed seed, boolean verified) {
    Map<Inputs, VectorMap> maps = new LinkedHashMap<>();
    List<Failure> failures = new ArrayList<>();
    Map<Inputs.Calibration, QuantizerFit> fits = new EnumMap<>(Inputs.Calibration.class);
    for (Inputs inputs : asked) {
      String name = inputs.quantizer().orElseThrow();
      QuantizerFit fit =
          fits.computeIfAbsent(inputs.calibration(), which -> fit(which, calibration, verified));
      try {
        maps.put(inputs, fit.of(name, calibration.quantizers().get(name), seed.fork(name)));
      } catch (PluginFailedException e) {
        failures.add(e.failure());
      }
    }
    return new InputQuantizers(maps, failures.stream().distinct().toList());
  }

  private static QuantizerFit fit(
      Inputs.Calibration which, Calibration calibration, boolean verified) {
    LayerShape shape = calibration.shape();
    return new QuantizerFit(
        shape.name(),
        Role.INPUTS.dimension(shape),
        new LentRows(calibration.positions().apply(which)),
        lent -> new PositionSample(shape, lent, calibration.patches()),
        verified);
  }

  private record PositionSample(LayerShape shape, Supplier<INDArray> lent, InputSample patches)
      implements Sample {
    @Override
    public INDArray rows() {
      return lent.get();
    }

    @Override
    public Role role() {
      return Role.INPUTS;
    }

    @Override
    public INDArray inputs(int atMost) {
      return patches.rows(atMost);
    }
  }

  /** Those that failed when they were fitted. */
  List<Failure> failures() {
    return failures;
  }

  /** Returns the same without these quantizers. */
  InputQuantizers without(Set<String> dropped) {
    Map<Inputs, VectorMap> left = new LinkedHashMap<>(maps);
    left.keySet().removeIf(inputs -> dropped.contains(inputs.quantizer().orElseThrow()));
    return new InputQuantizers(left, List.of());
  }

  /**
   * Returns what enters a layer once it is quantized.
   *
   * @param entering in the shape in which it enters; it stays
   */
  Signals apply(Inputs inputs, Signals entering, LayerShape shape) {
    VectorMap map = Optional.ofNullable(maps.get(inputs)).orElseThrow();
    int channels = Role.INPUTS.dimension(shape);
    Optional<VectorMap.Elementwise> elementwise =
        entering.areInLanes() ? map.elementwise() : Optional.empty();
    if (elementwise.isPresent()) {
      LaneImages mapped =
          entering.lanes().map((channel, from, to) -> elementwise.get().map(from, to));
      return Signals.of(mapped.made());
    }
    INDArray numbers = Dense.of(entering.tensor());
    INDArray rows = numbers.reshape('c', numbers.length() / channels, channels);
    return Signals.entering(map.apply(rows), shape);
  }
}
