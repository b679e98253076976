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
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.orthant.api.BadInputException;
import org.orthant.api.Doc;
import org.orthant.api.Id;
import org.orthant.api.Seed;
import org.orthant.api.data.DatasetShape;
import org.orthant.api.model.BatchNorm;
import org.orthant.api.model.Layer;
import org.orthant.api.model.LayerShape;
import org.orthant.api.model.Model;
import org.orthant.api.model.Quantization;
import org.orthant.api.spi.NetworkSource;
import org.orthant.api.spi.Preparation;

/** Networks that break what holds for them, and a sound one. */
final class BrokenNetworks {
  private BrokenNetworks() {}

  /** Two dense layers from the dataset's images to its classes. */
  private static List<LayerShape> chain(Optional<DatasetShape> dataset) {
    DatasetShape shape =
        dataset.orElseThrow(() -> new BadInputException("this network is for images: name some"));
    return List.of(
        LayerShape.dense("dense1", shape.image().size(), 5),
        LayerShape.dense("dense2", 5, shape.classes()));
  }

  private static Layer layer(LayerShape shape, Seed seed) {
    return new Layer(
        shape,
        FakeSample.gaussian(shape.filters(), shape.dimension(), seed.fork(shape.name())),
        Optional.empty(),
        false,
        norm(Nd4j.ones(shape.filters())),
        Optional.empty());
  }

  private static BatchNorm norm(INDArray variance) {
    return new BatchNorm(variance.dup(), variance.dup(), variance.dup(), variance, 1e-5);
  }

  private static Model model(List<LayerShape> shapes, Seed seed, UnaryOperator<Layer> spoiling) {
    return new Model(
        shapes.stream().map(shape -> spoiling.apply(layer(shape, seed))).toList(), Map.of());
  }

  private static Layer with(Layer layer, BatchNorm norm) {
    return new Layer(
        layer.shape(),
        layer.weights(),
        layer.weightQuantization(),
        layer.pooled(),
        norm,
        layer.activationQuantization());
  }

  private static Layer with(Layer layer, INDArray weights, Optional<Quantization> quantization) {
    return new Layer(
        layer.shape(),
        weights,
        quantization,
        layer.pooled(),
        layer.batchNorm(),
        layer.activationQuantization());
  }

  static class OfSound extends NetworkContract<Sound> {}

  @Id("sound-network")
  @Doc("Two layers of random weights")
  public record Sound() implements NetworkSource {
    @Override
    public List<LayerShape> layers(Optional<DatasetShape> dataset) {
      return chain(dataset);
    }

    @Override
    public Model obtain(Preparation preparation) {
      return model(
          chain(preparation.dataset().map(set -> set.shape())), preparation.seed(), layer -> layer);
    }
  }

  @Breaks(
      rule = "announcesItsLayers",
      says = "obtain() must give what layers() announced",
      alone = false)
  static class OfSurprising extends NetworkContract<Surprising> {}

  @Id("surprising")
  @Doc("Gives its layers in another order")
  public record Surprising() implements NetworkSource {
    @Override
    public List<LayerShape> layers(Optional<DatasetShape> dataset) {
      return chain(dataset);
    }

    @Override
    public Model obtain(Preparation preparation) {
      List<LayerShape> shapes =
          new ArrayList<>(chain(preparation.dataset().map(set -> set.shape())));
      Collections.reverse(shapes);
      return model(shapes, preparation.seed(), layer -> layer);
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
    public List<LayerShape> layers(Optional<DatasetShape> dataset) {
      return List.of(LayerShape.dense("network", 3, 4));
    }

    @Override
    public Model obtain(Preparation preparation) {
      return model(layers(Optional.empty()), preparation.seed(), layer -> layer);
    }
  }

  @Breaks(rule = "arraysHaveTheShapesOfTheirLayers", says = "variance of dense1")
  static class OfShapeless extends NetworkContract<Shapeless> {}

  @Id("shapeless")
  @Doc("Has a matrix where a vector belongs")
  public record Shapeless() implements NetworkSource {
    @Override
    public List<LayerShape> layers(Optional<DatasetShape> dataset) {
      return chain(dataset);
    }

    @Override
    public Model obtain(Preparation preparation) {
      return model(
          chain(preparation.dataset().map(set -> set.shape())),
          preparation.seed(),
          layer -> {
            BatchNorm norm = layer.batchNorm();
            INDArray matrix = Nd4j.ones(1, layer.shape().filters());
            return with(layer, new BatchNorm(norm.gamma(), norm.beta(), norm.mean(), matrix, 1e-5));
          });
    }
  }

  @Breaks(rule = "numbersAreFinite", says = "a variance of dense1")
  static class OfNegative extends NetworkContract<Negative> {}

  @Id("negative")
  @Doc("Has variances below zero")
  public record Negative() implements NetworkSource {
    @Override
    public List<LayerShape> layers(Optional<DatasetShape> dataset) {
      return chain(dataset);
    }

    @Override
    public Model obtain(Preparation preparation) {
      return model(
          chain(preparation.dataset().map(set -> set.shape())),
          preparation.seed(),
          layer -> with(layer, norm(Nd4j.ones(layer.shape().filters()).negi())));
    }
  }

  @Breaks(rule = "quantizesItsWeights", says = "must map the weights to finite ones")
  static class OfDividing extends NetworkContract<Dividing> {}

  @Id("dividing")
  @Doc("Quantizes weights to what is not finite")
  public record Dividing() implements NetworkSource {
    @Override
    public List<LayerShape> layers(Optional<DatasetShape> dataset) {
      return chain(dataset);
    }

    @Override
    public Model obtain(Preparation preparation) {
      Quantization division = new Quantization("division", rows -> rows.div(0));
      return model(
          chain(preparation.dataset().map(set -> set.shape())),
          preparation.seed(),
          layer -> with(layer, layer.weights(), Optional.of(division)));
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
    public List<LayerShape> layers(Optional<DatasetShape> dataset) {
      return chain(dataset);
    }

    @Override
    public Model obtain(Preparation preparation) {
      return model(
          chain(preparation.dataset().map(set -> set.shape())),
          new Seed(OBTAINED.incrementAndGet()),
          layer -> layer);
    }
  }

  @Breaks(rule = "findsTheSameInItsCache", says = "store every number as it is")
  static class OfRounding extends NetworkContract<Rounding> {}

  @Id("rounding")
  @Doc("Finds half of what it stored")
  public record Rounding() implements NetworkSource {
    @Override
    public List<LayerShape> layers(Optional<DatasetShape> dataset) {
      return chain(dataset);
    }

    @Override
    public Model obtain(Preparation preparation) throws IOException {
      Path stored = preparation.cache().file("stored");
      double scale = Files.exists(stored) ? 0.5 : 1;
      Files.writeString(stored, "");
      return model(
          chain(preparation.dataset().map(set -> set.shape())),
          preparation.seed(),
          layer -> with(layer, layer.weights().mul(scale), Optional.empty()));
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
    public List<LayerShape> layers(Optional<DatasetShape> dataset) {
      return chain(dataset);
    }

    @Override
    public Model obtain(Preparation preparation) {
      return model(
          chain(preparation.dataset().map(set -> set.shape())), preparation.seed(), layer -> layer);
    }
  }

  @Breaks(rule = "isAChainIfItTakesImages", says = "or takesImages() must be false")
  static class OfUnlinked extends NetworkContract<Unlinked> {}

  @Id("unlinked")
  @Doc("Layers that do not fit together")
  public record Unlinked() implements NetworkSource {
    @Override
    public List<LayerShape> layers(Optional<DatasetShape> dataset) {
      return List.of(LayerShape.dense("dense1", 64, 5), LayerShape.dense("dense2", 6, 3));
    }

    @Override
    public Model obtain(Preparation preparation) {
      return model(layers(Optional.empty()), preparation.seed(), layer -> layer);
    }
  }

  @Breaks(rule = "refusesADatasetItCannotServe", says = "a run without a dataset")
  static class OfAbrupt extends NetworkContract<Abrupt> {}

  @Id("abrupt")
  @Doc("Fails without a dataset")
  public record Abrupt() implements NetworkSource {
    @Override
    public List<LayerShape> layers(Optional<DatasetShape> dataset) {
      return chain(Optional.of(dataset.orElseThrow()));
    }

    @Override
    public Model obtain(Preparation preparation) {
      return model(
          chain(preparation.dataset().map(set -> set.shape())), preparation.seed(), layer -> layer);
    }
  }
}
