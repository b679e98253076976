package org.orthant.testkit;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.orthant.api.Seed;
import org.orthant.api.measure.LayerView;
import org.orthant.api.measure.Weights;
import org.orthant.api.model.Layer;
import org.orthant.api.model.LayerShape;
import org.orthant.api.model.VectorMap;

/**
 * A layer with given weights under given quantizers, which computes with the given weights. Every
 * array is given out anew.
 */
public class FakeLayer implements LayerView {
  private final LayerShape shape;
  private final float[][] filters;
  private final boolean continuous;
  private final Map<String, VectorMap> maps;
  private final Seed seed;

  /**
   * A dense layer.
   *
   * @param filters the weights [filters, d]
   * @param maps the fitted quantizers by name, whose names are given out sorted
   * @param seed of the probe and layer
   */
  public FakeLayer(String name, float[][] filters, Map<String, VectorMap> maps, Seed seed) {
    this(LayerShape.dense(name, filters[0].length, filters.length), filters, maps, seed);
  }

  /** A layer of any shape; the rest as for a dense one. */
  public FakeLayer(LayerShape shape, float[][] filters, Map<String, VectorMap> maps, Seed seed) {
    this(shape, filters, true, maps, seed);
  }

  /**
   * A layer whose continuous weights may be unknown; the rest as for any.
   *
   * @param continuous whether the weights are its continuous ones; where not, they are those it
   *     computes with
   */
  public FakeLayer(
      LayerShape shape,
      float[][] filters,
      boolean continuous,
      Map<String, VectorMap> maps,
      Seed seed) {
    this.shape = shape;
    this.filters = filters;
    this.continuous = continuous;
    this.maps = new TreeMap<>(maps);
    this.seed = seed;
  }

  /** The layer {@code dense1} with the weights [filters, d] under the quantizer {@code binary}. */
  public static FakeLayer binary(float[][] filters) {
    return under(FakeLayer::signs, filters);
  }

  /** The layer {@code dense1} under that map, named {@code binary} whatever it does. */
  public static FakeLayer under(VectorMap map, float[][] filters) {
    return new FakeLayer("dense1", filters, Map.of("binary", map), new Seed(7));
  }

  /** θ with θ(0) = −1, written as a loop: a new array shaped as {@code rows}, float32. */
  public static INDArray signs(INDArray rows) {
    float[] values = rows.data().asFloat();
    for (int i = 0; i < values.length; i++) {
      values[i] = values[i] > 0 ? 1 : -1;
    }
    return Nd4j.create(values, rows.shape(), 'c');
  }

  /** Returns what the layer looks like. */
  public LayerShape shape() {
    return shape;
  }

  @Override
  public Layer layer() {
    return new Layer(shape(), weights(Weights.CONTINUOUS), continuous, Optional.empty());
  }

  @Override
  public List<String> quantizers() {
    return List.copyOf(maps.keySet());
  }

  @Override
  public INDArray weights(Weights weights) {
    INDArray continuous = Nd4j.createFromArray(filters);
    return weights.quantizer().map(name -> map(name).apply(continuous)).orElse(continuous);
  }

  @Override
  public VectorMap map(String quantizer) {
    return maps.get(quantizer);
  }

  /** Its maps are what they are, whatever the seed. */
  @Override
  public VectorMap fitAgain(String quantizer, Seed other) {
    return map(quantizer);
  }

  @Override
  public Seed seed() {
    return seed;
  }
}
