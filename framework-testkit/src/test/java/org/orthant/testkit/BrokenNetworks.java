package org.orthant.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.orthant.api.BadInputException;
import org.orthant.api.Doc;
import org.orthant.api.Id;
import org.orthant.api.Seed;
import org.orthant.api.data.DatasetShape;
import org.orthant.api.graph.Add;
import org.orthant.api.graph.BatchNormalization;
import org.orthant.api.graph.Concat;
import org.orthant.api.graph.Curve;
import org.orthant.api.graph.Flatten;
import org.orthant.api.graph.Function;
import org.orthant.api.graph.Graph;
import org.orthant.api.graph.Loss;
import org.orthant.api.graph.Model;
import org.orthant.api.graph.Multiply;
import org.orthant.api.graph.Node;
import org.orthant.api.graph.Pad;
import org.orthant.api.graph.PadChannels;
import org.orthant.api.graph.Pool;
import org.orthant.api.graph.Product;
import org.orthant.api.graph.Quantize;
import org.orthant.api.graph.Scale;
import org.orthant.api.graph.Shuffle;
import org.orthant.api.graph.Slice;
import org.orthant.api.model.BatchNorm;
import org.orthant.api.model.ImageShape;
import org.orthant.api.model.Layer;
import org.orthant.api.model.LayerKind;
import org.orthant.api.model.LayerOutline;
import org.orthant.api.model.LayerShape;
import org.orthant.api.model.Pads;
import org.orthant.api.model.Quantization;
import org.orthant.api.model.Sign;
import org.orthant.api.model.Window;
import org.orthant.api.spi.NetworkSource;
import org.orthant.api.spi.Preparation;

/** Networks that break what holds for them, and a sound one. */
final class BrokenNetworks {
  private BrokenNetworks() {}

  /** Two dense layers from the dataset's images to its classes. */
  private static List<LayerOutline> outlines(Optional<DatasetShape> dataset) {
    DatasetShape shape =
        dataset.orElseThrow(() -> new BadInputException("this network is for images: name some"));
    return List.of(
        new LayerOutline(LayerShape.dense("dense1", shape.image().size(), 5), true, true, false),
        new LayerOutline(LayerShape.dense("dense2", 5, shape.classes()), false, true, false));
  }

  private static Layer layer(LayerShape shape, Seed seed) {
    return new Layer(
        shape,
        FakeSample.gaussian(shape.filters(), shape.dimension(), seed.fork(shape.name())),
        Optional.empty());
  }

  private static BatchNorm norm(INDArray variance) {
    return new BatchNorm(variance.dup(), variance.dup(), variance.dup(), variance, 1e-5);
  }

  private static Graph.Block block(LayerOutline outline, Seed seed) {
    return new Graph.Block(
        layer(outline.shape(), seed),
        false,
        norm(Nd4j.ones(outline.shape().filters())),
        outline.activated()
            ? Optional.of(new Quantization("signs", new Sign()))
            : Optional.empty());
  }

  private static Model model(Preparation preparation, UnaryOperator<Graph.Block> spoiling) {
    return model(preparation, preparation.seed(), spoiling);
  }

  private static Model model(
      Preparation preparation, Seed seed, UnaryOperator<Graph.Block> spoiling) {
    DatasetShape dataset = preparation.dataset().orElseThrow().shape();
    List<Graph.Block> blocks =
        outlines(Optional.of(dataset)).stream()
            .map(outline -> spoiling.apply(block(outline, seed)))
            .toList();
    return of(Graph.chain(dataset.image(), blocks, Loss.SQUARED_HINGE));
  }

  private static Model of(Graph graph) {
    return Model.of(graph, Map.of(), List.of());
  }

  private static Graph.Block with(Graph.Block block, BatchNorm norm) {
    return new Graph.Block(block.layer(), block.pooled(), norm, block.activation());
  }

  private static Graph.Block with(
      Graph.Block block, INDArray weights, Optional<Quantization> quantization) {
    return new Graph.Block(
        new Layer(block.layer().shape(), weights, quantization),
        block.pooled(),
        block.batchNorm(),
        block.activation());
  }

  static class OfSound extends NetworkContract<Sound> {}

  @Id("sound-network")
  @Doc("Two layers of random weights")
  public record Sound() implements NetworkSource {
    @Override
    public List<LayerOutline> layers(Optional<DatasetShape> dataset) {
      return outlines(dataset);
    }

    @Override
    public Model obtain(Preparation preparation) {
      return model(preparation, block -> block);
    }
  }

  static class OfBranched extends NetworkContract<Branched> {}

  @Id("branched")
  @Doc("A node of every kind, and two that only an Add joins")
  public record Branched() implements NetworkSource {
    @Override
    public List<LayerOutline> layers(Optional<DatasetShape> dataset) {
      DatasetShape shape =
          dataset
              .filter(each -> each.image().height() >= 4 && each.image().width() >= 4)
              .orElseThrow(() -> new BadInputException("this network is for larger images"));
      return branched(shape, new Seed(0), 1).outlines();
    }

    @Override
    public Model obtain(Preparation preparation) {
      return of(branched(preparation.dataset().orElseThrow().shape(), preparation.seed(), 1));
    }
  }

  /**
   * @param factor what the scale multiplies with
   */
  private static Graph branched(DatasetShape dataset, Seed seed, double factor) {
    ImageShape image = dataset.image();
    int channels = image.channels();
    ImageShape padded = new ImageShape(image.height(), image.width(), channels + 1);
    LayerShape wide = LayerShape.same("wide", padded, 3, 4);
    LayerShape depthwise =
        new LayerShape("depthwise", LayerKind.CONVOLUTION, wide.output(), Window.same(3), -1, 4, 4);
    LayerShape last = LayerShape.dense("last", 8, dataset.classes());
    List<Node> nodes =
        List.of(
            new Scale("scaled", Node.INPUT, Nd4j.ones(1).muli(factor), Nd4j.zeros(channels)),
            new PadChannels("wider", "scaled", 0, 1),
            new Product("wider", layer(wide, seed)),
            new Function("curved", "wide", new Curve.Prelu(Nd4j.ones(4).muli(0.25))),
            new BatchNormalization("norm", "curved", norm(Nd4j.ones(4))),
            new Quantize("signs", "norm", new Quantization("signs", new Sign(1))),
            new Product("signs", layer(depthwise, seed)),
            new Shuffle("shuffled", "depthwise", 2),
            new Add("sum", List.of("shuffled", "norm")),
            new Slice("half", "sum", 0, 2),
            new Pool("mean", "sum", Pool.Kind.AVERAGE, Window.whole(wide.output()), false),
            new Multiply("gated", List.of("sum", "mean")),
            new Concat("both", List.of("half", "gated", "half")),
            new Pad("framed", "both", Pads.all(1), 0),
            new Pool(
                "largest",
                "framed",
                Pool.Kind.MAX,
                Window.whole(Pads.all(1).around(wide.output())),
                false),
            new Flatten("flat", "largest"),
            new Product("flat", layer(last, seed)));
    return new Graph(image, nodes, "last", Loss.CROSS_ENTROPY);
  }

  @Breaks(rule = "announcesItsLayers", says = "obtain() must give what layers() announced")
  static class OfSurprising extends NetworkContract<Surprising> {}

  @Id("surprising")
  @Doc("Announces its layers in another order")
  public record Surprising() implements NetworkSource {
    @Override
    public List<LayerOutline> layers(Optional<DatasetShape> dataset) {
      List<LayerOutline> layers = new ArrayList<>(outlines(dataset));
      Collections.reverse(layers);
      return layers;
    }

    @Override
    public Model obtain(Preparation preparation) {
      return model(preparation, block -> block);
    }
  }

  @Breaks(rule = "announcesItsLayers", says = "obtain() must give what layers() announced")
  static class OfLinear extends NetworkContract<Linear> {}

  @Id("linear")
  @Doc("Has no activation where it announces one")
  public record Linear() implements NetworkSource {
    @Override
    public List<LayerOutline> layers(Optional<DatasetShape> dataset) {
      return outlines(dataset);
    }

    @Override
    public Model obtain(Preparation preparation) {
      return model(
          preparation,
          block ->
              new Graph.Block(block.layer(), block.pooled(), block.batchNorm(), Optional.empty()));
    }
  }

  @Breaks(rule = "namesEachLayerOnce", says = "is reserved or another's name already")
  static class OfReserved extends NetworkContract<Reserved> {}

  @Id("reserved")
  @Doc("Calls a layer as nothing may be called")
  public record Reserved() implements NetworkSource {
    @Override
    public boolean takesImages() {
      return false;
    }

    @Override
    public List<LayerOutline> layers(Optional<DatasetShape> dataset) {
      return List.of(new LayerOutline(LayerShape.dense("network", 3, 4), false, true, false));
    }

    @Override
    public Model obtain(Preparation preparation) {
      return Model.ofLayers(
          List.of(layer(layers(Optional.empty()).get(0).shape(), preparation.seed())), Map.of());
    }
  }

  @Breaks(rule = "namesEachLayerOnce", says = "one line of 1 to 200 letters")
  static class OfRambling extends NetworkContract<Rambling> {}

  @Id("rambling")
  @Doc("Calls a layer by two lines")
  public record Rambling() implements NetworkSource {
    @Override
    public boolean takesImages() {
      return false;
    }

    @Override
    public List<LayerOutline> layers(Optional<DatasetShape> dataset) {
      return List.of(new LayerOutline(LayerShape.dense("first\nsecond", 3, 4), false, true, false));
    }

    @Override
    public Model obtain(Preparation preparation) {
      return Model.ofLayers(
          List.of(layer(layers(Optional.empty()).get(0).shape(), preparation.seed())), Map.of());
    }
  }

  @Breaks(rule = "arraysHaveTheShapesOfTheirLayers", says = "variance of dense1/norm")
  static class OfShapeless extends NetworkContract<Shapeless> {}

  @Id("shapeless")
  @Doc("Has variances of double precision")
  public record Shapeless() implements NetworkSource {
    @Override
    public List<LayerOutline> layers(Optional<DatasetShape> dataset) {
      return outlines(dataset);
    }

    @Override
    public Model obtain(Preparation preparation) {
      return model(
          preparation,
          block -> {
            BatchNorm norm = block.batchNorm();
            INDArray precise = norm.variance().castTo(DataType.DOUBLE);
            return with(
                block, new BatchNorm(norm.gamma(), norm.beta(), norm.mean(), precise, 1e-5));
          });
    }
  }

  @Breaks(rule = "numbersAreFinite", says = "a variance of dense1/norm")
  static class OfNegative extends NetworkContract<Negative> {}

  @Id("negative")
  @Doc("Has variances below zero")
  public record Negative() implements NetworkSource {
    @Override
    public List<LayerOutline> layers(Optional<DatasetShape> dataset) {
      return outlines(dataset);
    }

    @Override
    public Model obtain(Preparation preparation) {
      return model(
          preparation,
          block -> with(block, norm(Nd4j.ones(block.layer().shape().filters()).negi())));
    }
  }

  @Breaks(rule = "quantizesItsWeights", says = "must map the weights to finite ones")
  static class OfDividing extends NetworkContract<Dividing> {}

  @Id("dividing")
  @Doc("Quantizes weights to what is not finite")
  public record Dividing() implements NetworkSource {
    @Override
    public List<LayerOutline> layers(Optional<DatasetShape> dataset) {
      return outlines(dataset).stream()
          .map(layer -> new LayerOutline(layer.shape(), layer.activated(), true, true))
          .toList();
    }

    @Override
    public Model obtain(Preparation preparation) {
      Quantization division = new Quantization("division", rows -> rows.div(0));
      return model(
          preparation, block -> with(block, block.layer().weights(), Optional.of(division)));
    }
  }

  @Breaks(
      rule = "obtainsTheSameWithEqualSeeds",
      says = "draw from the preparation's seed",
      alone = false)
  static class OfCounting extends NetworkContract<Counting> {}

  @Id("counting")
  @Doc("Gives other weights each time")
  public record Counting() implements NetworkSource {
    private static final AtomicInteger OBTAINED = new AtomicInteger();

    @Override
    public List<LayerOutline> layers(Optional<DatasetShape> dataset) {
      return outlines(dataset);
    }

    @Override
    public Model obtain(Preparation preparation) {
      return model(preparation, new Seed(OBTAINED.incrementAndGet()), block -> block);
    }
  }

  @Breaks(rule = "obtainsTheSameWithEqualSeeds", says = "(scaled)", alone = false)
  static class OfDrifting extends NetworkContract<Drifting> {}

  @Id("drifting")
  @Doc("Scales its images a little more each time")
  public record Drifting() implements NetworkSource {
    private static final AtomicInteger OBTAINED = new AtomicInteger();

    @Override
    public List<LayerOutline> layers(Optional<DatasetShape> dataset) {
      return new Branched().layers(dataset);
    }

    @Override
    public Model obtain(Preparation preparation) {
      double factor = 1 + 1e-6 * OBTAINED.incrementAndGet();
      return of(branched(preparation.dataset().orElseThrow().shape(), preparation.seed(), factor));
    }
  }

  @Breaks(rule = "obtainsTheSameWithEqualSeeds", says = "(dense1/activation)", alone = false)
  static class OfWavering extends NetworkContract<Wavering> {}

  @Id("wavering")
  @Doc("Has another activation each time")
  public record Wavering() implements NetworkSource {
    private static final AtomicInteger OBTAINED = new AtomicInteger();

    @Override
    public List<LayerOutline> layers(Optional<DatasetShape> dataset) {
      return outlines(dataset);
    }

    @Override
    public Model obtain(Preparation preparation) {
      int scale = OBTAINED.incrementAndGet();
      return model(
          preparation,
          block ->
              new Graph.Block(
                  block.layer(),
                  block.pooled(),
                  block.batchNorm(),
                  block
                      .activation()
                      .map(of -> new Quantization(of.quantizer(), rows -> rows.mul(scale)))));
    }
  }

  @Breaks(rule = "findsTheSameInItsCache", says = "store every number as it is")
  static class OfRounding extends NetworkContract<Rounding> {}

  @Id("rounding")
  @Doc("Finds half of what it stored")
  public record Rounding() implements NetworkSource {
    @Override
    public List<LayerOutline> layers(Optional<DatasetShape> dataset) {
      return outlines(dataset);
    }

    @Override
    public Model obtain(Preparation preparation) throws IOException {
      Path stored = preparation.cache().file("stored");
      double scale = Files.exists(stored) ? 0.5 : 1;
      Files.writeString(stored, "");
      return model(
          preparation, block -> with(block, block.layer().weights().mul(scale), Optional.empty()));
    }
  }

  @Breaks(rule = "countsTheImagesOfItsTraining", says = "is -1 or changes")
  static class OfUncounted extends NetworkContract<Uncounted> {}

  @Id("uncounted")
  @Doc("Looks at fewer than no images")
  public record Uncounted() implements NetworkSource {
    @Override
    public long trainingImages(Optional<DatasetShape> dataset) {
      return -1;
    }

    @Override
    public List<LayerOutline> layers(Optional<DatasetShape> dataset) {
      return outlines(dataset);
    }

    @Override
    public Model obtain(Preparation preparation) {
      return model(preparation, block -> block);
    }
  }

  @Breaks(rule = "hasAGraphIfItTakesImages", says = "or takesImages() must be false")
  static class OfUnlinked extends NetworkContract<Unlinked> {}

  @Id("unlinked")
  @Doc("Layers that nothing links")
  public record Unlinked() implements NetworkSource {
    @Override
    public List<LayerOutline> layers(Optional<DatasetShape> dataset) {
      return List.of(new LayerOutline(LayerShape.dense("dense1", 64, 3), false, true, false));
    }

    @Override
    public Model obtain(Preparation preparation) {
      return Model.ofLayers(
          List.of(layer(layers(Optional.empty()).get(0).shape(), preparation.seed())), Map.of());
    }
  }

  @Breaks(rule = "hasAGraphIfItTakesImages", says = "it begins with the dataset's images")
  static class OfFlattened extends NetworkContract<Flattened> {}

  @Id("flattened")
  @Doc("Begins with vectors, where the dataset has images")
  public record Flattened() implements NetworkSource {
    @Override
    public List<LayerOutline> layers(Optional<DatasetShape> dataset) {
      return outlines(dataset);
    }

    @Override
    public Model obtain(Preparation preparation) {
      DatasetShape dataset = preparation.dataset().orElseThrow().shape();
      List<Graph.Block> blocks =
          outlines(Optional.of(dataset)).stream()
              .map(outline -> block(outline, preparation.seed()))
              .toList();
      return of(Graph.chain(ImageShape.vector(dataset.image().size()), blocks, Loss.SQUARED_HINGE));
    }
  }

  @Breaks(rule = "hasAGraphIfItTakesImages", says = "there must be one for each of 3 classes")
  static class OfHidden extends NetworkContract<Hidden> {}

  @Id("hidden")
  @Doc("Takes what leaves its hidden layer for the scores")
  public record Hidden() implements NetworkSource {
    @Override
    public List<LayerOutline> layers(Optional<DatasetShape> dataset) {
      return List.of(new LayerOutline(outlines(dataset).get(0).shape(), false, true, false));
    }

    @Override
    public Model obtain(Preparation preparation) {
      DatasetShape dataset = preparation.dataset().orElseThrow().shape();
      Graph.Block block = block(layers(Optional.of(dataset)).get(0), preparation.seed());
      return of(Graph.chain(dataset.image(), List.of(block), Loss.SQUARED_HINGE));
    }
  }

  @Breaks(rule = "refusesADatasetItCannotServe", says = "a run without a dataset")
  static class OfAbrupt extends NetworkContract<Abrupt> {}

  @Id("abrupt")
  @Doc("Fails without a dataset")
  public record Abrupt() implements NetworkSource {
    @Override
    public List<LayerOutline> layers(Optional<DatasetShape> dataset) {
      return outlines(Optional.of(dataset.orElseThrow()));
    }

    @Override
    public Model obtain(Preparation preparation) {
      return model(preparation, block -> block);
    }
  }
}
