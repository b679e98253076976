package org.orthant.benchmarks.plugins;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.orthant.api.BadInputException;
import org.orthant.api.Doc;
import org.orthant.api.Id;
import org.orthant.api.InvalidParameterException;
import org.orthant.api.RandomNumbers;
import org.orthant.api.Seed;
import org.orthant.api.data.Dataset;
import org.orthant.api.data.DatasetShape;
import org.orthant.api.graph.Graph;
import org.orthant.api.graph.Loss;
import org.orthant.api.graph.Model;
import org.orthant.api.model.BatchNorm;
import org.orthant.api.model.ImageShape;
import org.orthant.api.model.Layer;
import org.orthant.api.model.LayerOutline;
import org.orthant.api.model.LayerShape;
import org.orthant.api.model.Quantization;
import org.orthant.api.spi.NetworkSource;
import org.orthant.api.spi.Preparation;
import org.orthant.api.spi.Role;
import org.orthant.api.spi.Sample;
import org.orthant.quantizers.Binary;

/**
 * The paper's network as it is before training: continuous weights uniform in (−1, 1), signs in
 * their place and behind every layer but the last. Batch normalization takes off the median that
 * dot products of d independent signs have behind the layer's pool and divides by √d, so that about
 * half of the signs behind it are +1.
 */
@Id("random-cnn")
@Doc("The paper's convolutional network with random binary weights, to time a run with")
public record RandomCnn(
    @Doc("filters of the 3 × 3 convolutions; a max pool follows every second")
        List<Integer> convolutions,
    @Doc("widths of the hidden dense layers; one more layer leads to the classes")
        List<Integer> dense)
    implements NetworkSource {
  private static final int KERNEL = 3;

  /** The median of the largest of four standard normal numbers, Φ⁻¹(½^¼). */
  private static final double MEDIAN_OF_LARGEST = 0.9981;

  public RandomCnn() {
    this(List.of(128, 128, 256, 256, 512, 512), List.of(1024, 1024));
  }

  public RandomCnn {
    convolutions = List.copyOf(convolutions);
    dense = List.copyOf(dense);
    requireWidths(convolutions, "convolutions");
    requireWidths(dense, "dense");
  }

  private static void requireWidths(List<Integer> widths, String parameter) {
    InvalidParameterException.unless(
        widths.stream().allMatch(width -> width >= 1),
        parameter,
        "every width must be at least 1",
        widths);
  }

  @Override
  public List<LayerOutline> layers(Optional<DatasetShape> dataset) {
    List<LayerShape> shapes = shapes(dataset);
    LayerShape last = shapes.get(shapes.size() - 1);
    return shapes.stream()
        .map(shape -> new LayerOutline(shape, !shape.equals(last), true, true))
        .toList();
  }

  private List<LayerShape> shapes(Optional<DatasetShape> dataset) {
    DatasetShape shape =
        dataset.orElseThrow(
            () ->
                new BadInputException("this network classifies the images of a dataset: name one"));
    List<LayerShape> layers = new ArrayList<>();
    ImageShape image = shape.image();
    for (int filters : convolutions) {
      String name = "conv" + (layers.size() + 1);
      layers.add(LayerShape.same(name, image, KERNEL, filters));
      int step = pooled(layers.size() - 1) ? 2 : 1;
      if (image.height() < step || image.width() < step) {
        throw new BadInputException(
            String.format(
                Locale.ROOT,
                "%d convolutions pool images of %s away",
                convolutions.size(),
                shape.image()));
      }
      image = new ImageShape(image.height() / step, image.width() / step, filters);
    }
    List<Integer> widths = new ArrayList<>(dense);
    widths.add(shape.classes());
    int inputs = image.size();
    for (int width : widths) {
      String name = "dense" + (layers.size() - convolutions.size() + 1);
      layers.add(LayerShape.dense(name, inputs, width));
      inputs = width;
    }
    return layers;
  }

  private boolean pooled(int layer) {
    return layer < convolutions.size() && layer % 2 == 1;
  }

  @Override
  public Model obtain(Preparation preparation) {
    Optional<DatasetShape> dataset = preparation.dataset().map(Dataset::shape);
    List<LayerShape> shapes = shapes(dataset);
    List<Graph.Block> blocks = new ArrayList<>();
    for (LayerShape shape : shapes) {
      boolean last = blocks.size() == shapes.size() - 1;
      boolean pooled = pooled(blocks.size());
      Seed seed = preparation.seed().fork(shape.name());
      INDArray weights = weights(shape, seed);
      Binary binary = new Binary();
      Quantization signs =
          new Quantization(binary.toString(), binary.fit(new Filters(shape, weights), seed));
      blocks.add(
          new Graph.Block(
              new Layer(shape, weights, Optional.of(signs)),
              pooled,
              batchNorm(shape, pooled),
              last ? Optional.empty() : Optional.of(signs)));
    }
    return Model.of(
        Graph.chain(dataset.orElseThrow().image(), blocks, Loss.SQUARED_HINGE),
        Map.of("weights", "uniform in (−1, 1), not trained"),
        List.of());
  }

  private static INDArray weights(LayerShape shape, Seed seed) {
    RandomNumbers random = seed.generator();
    float[] weights = new float[Math.multiplyExact(shape.filters(), shape.dimension())];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) random.nextDouble(-1, 1);
    }
    return Nd4j.create(weights, new long[] {shape.filters(), shape.dimension()}, 'c');
  }

  private static BatchNorm batchNorm(LayerShape shape, boolean pooled) {
    long[] filters = {shape.filters()};
    double deviation = Math.sqrt(shape.dimension());
    return new BatchNorm(
        Nd4j.ones(filters),
        Nd4j.zeros(filters),
        Nd4j.zeros(filters).addi(pooled ? MEDIAN_OF_LARGEST * deviation : 0),
        Nd4j.zeros(filters).addi(shape.dimension()),
        0);
  }

  /** The filters alone; no image has been seen. */
  private record Filters(LayerShape shape, INDArray rows) implements Sample {
    @Override
    public Role role() {
      return Role.WEIGHTS;
    }

    @Override
    public INDArray inputs(int atMost) {
      throw new BadInputException("no image passes a network before it is there");
    }
  }
}
