package org.orthant.framework.run.layer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.Seed;
import org.orthant.api.measure.Weights;
import org.orthant.api.model.Layer;
import org.orthant.api.model.LayerShape;
import org.orthant.api.model.VectorMap;
import org.orthant.api.spi.Quantizer;
import org.orthant.api.spi.Role;
import org.orthant.api.spi.Sample;
import org.orthant.framework.run.guard.LentRows;
import org.orthant.framework.run.lending.ShownLayer;

/**
 * A stored layer while it is open. Quantizers are fitted and applied when they are asked for, and
 * all of it is let go at the end. Not for several threads.
 */
public final class OpenedLayer implements ServedLayer, AutoCloseable {
  private final Layer layer;
  private final Map<String, Quantizer> quantizers;
  private final Seed seed;
  private final LentRows lent;
  private final QuantizerFit fit;
  private final ShownLayer shown;
  private final Map<String, VectorMap> maps = new LinkedHashMap<>();
  private Part part = Part.NONE;

  /**
   * Takes an open layer, and its weights with it.
   *
   * @param quantizers those that serve it, by name
   * @param seed of all quantizers
   * @param verified whether plugins are held to all of their contracts, whatever it costs
   */
  OpenedLayer(Layer layer, Map<String, Quantizer> quantizers, Seed seed, boolean verified) {
    this.layer = layer;
    this.quantizers = new LinkedHashMap<>(quantizers);
    this.seed = seed;
    this.lent = new LentRows(layer.weights());
    this.fit =
        new QuantizerFit(
            layer.name(),
            layer.shape().dimension(),
            lent,
            lent -> new WeightsAlone(layer.shape(), lent),
            verified);
    this.shown = ShownLayer.ofOwnArrays(layer, this::weights);
  }

  @Override
  public Layer layer() {
    return layer;
  }

  @Override
  public List<String> quantizers() {
    return List.copyOf(quantizers.keySet());
  }

  @Override
  public VectorMap map(String quantizer) {
    return maps.computeIfAbsent(quantizer, name -> fit(name, seed.fork(name).fork(layer.name())));
  }

  @Override
  public VectorMap fit(String quantizer, Seed other) {
    try {
      return fit.of(quantizer, quantizers.get(quantizer), other);
    } finally {
      lent.close();
    }
  }

  @Override
  public ShownLayer shown() {
    return shown;
  }

  /** Quantized ones are made of these filters alone. */
  @Override
  public INDArray weights(Weights which, int from, int to) {
    if (part.from != from || part.to != to) {
      part.close();
      part = new Part(from, to, Optional.of(Rows.between(layer.weights(), from, to)));
    }
    INDArray rows = part.rows.orElseThrow();
    return which.quantizer().isEmpty() ? rows.dup('c') : map(which.quantizer().get()).apply(rows);
  }

  /** Some filters, which several quantizers are often asked about one after the other. */
  private record Part(int from, int to, Optional<INDArray> rows) implements AutoCloseable {
    static final Part NONE = new Part(0, 0, Optional.empty());

    @Override
    public void close() {
      rows.ifPresent(INDArray::close);
    }
  }

  private INDArray weights(Weights which) {
    return which.quantizer().isEmpty()
        ? layer.weights()
        : map(which.quantizer().get()).apply(layer.weights());
  }

  @Override
  public void close() {
    shown.close();
    lent.close();
    part.close();
    part = Part.NONE;
    if (!layer.weights().wasClosed()) {
      layer.weights().close();
    }
  }

  /** No image passes stored layers, so nothing enters them. */
  private record WeightsAlone(LayerShape shape, Supplier<INDArray> lent) implements Sample {
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
      throw new IllegalStateException("no image passes " + shape.name() + ", nothing enters it");
    }
  }
}
