package org.orthant.testkit;

import static org.orthant.testkit.Rules.require;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.BadInputException;
import org.orthant.api.Seed;
import org.orthant.api.data.Dataset;
import org.orthant.api.data.DatasetShape;
import org.orthant.api.finding.Subject;
import org.orthant.api.model.ImageShape;
import org.orthant.api.model.Layer;
import org.orthant.api.model.LayerKind;
import org.orthant.api.model.LayerShape;
import org.orthant.api.model.Model;
import org.orthant.api.model.Quantization;
import org.orthant.api.spi.NetworkSource;
import org.orthant.api.spi.Preparation;

/**
 * What every network must hold to: {@code class BnnMlpContractTest extends
 * NetworkContract<BnnMlp>}. One that is trained overrides {@link #plugins()} with parameters that
 * train in a moment.
 *
 * @param <P> the network under test
 */
@TestInstance(Lifecycle.PER_CLASS)
public abstract class NetworkContract<P extends NetworkSource> extends PluginContract<P> {
  private static final Seed SEED = new Seed(1705);
  private static final Set<String> RESERVED =
      Set.of(Subject.NETWORK, Subject.CONVOLUTIONS, Subject.ALL);

  private final Map<P, Model> models = new HashMap<>();

  /** Another for every rule. */
  @TempDir private Path folder;

  /** The dataset it is obtained for; a small one with three classes, unless overridden. */
  protected Optional<Dataset> dataset() {
    return Optional.of(new FakeDataset(new DatasetShape(new ImageShape(8, 8, 1), 3, 60, 20), SEED));
  }

  private Optional<DatasetShape> shape() {
    return dataset().map(Dataset::shape);
  }

  @Test
  final void announcesItsLayers() throws IOException {
    for (P source : plugins()) {
      List<LayerShape> layers = source.layers(shape());
      require(
          !layers.isEmpty() && layers.equals(source.layers(shape())),
          "layers() of %s is empty or changes: it may depend on parameters and dataset alone",
          source);
      List<LayerShape> obtained = model(source).layers().stream().map(Layer::shape).toList();
      require(
          layers.equals(obtained),
          "%s announces %s and gives %s: obtain() must give what layers() announced",
          source,
          layers,
          obtained);
    }
  }

  @Test
  final void namesEachLayerOnce() {
    for (P source : plugins()) {
      Set<String> names = new HashSet<>(RESERVED);
      for (LayerShape layer : source.layers(shape())) {
        require(
            names.add(layer.name()),
            "%s names a layer '%s', which is reserved or another's name already",
            source,
            layer.name());
        require(
            layer.name().matches("[A-Za-z0-9._-]+"),
            "%s names a layer '%s': a name has letters, digits, '.', '_' and '-' alone",
            source,
            layer.name());
      }
    }
  }

  @Test
  final void arraysHaveTheShapesOfTheirLayers() throws IOException {
    forEachLayer(
        (source, layer) -> {
          long filters = layer.shape().filters();
          requireArray(source, layer, "weights", filters, layer.shape().dimension());
          for (String name : List.of("gamma", "beta", "mean", "variance")) {
            requireArray(source, layer, name, filters);
          }
        });
  }

  private static void requireArray(
      NetworkSource source, Layer layer, String name, long... expected) {
    INDArray array = arrays(layer).get(name);
    require(
        Arrays.equals(array.shape(), expected) && array.dataType() == DataType.FLOAT,
        "%s of %s of %s is %s %s: it must be float32 of %s",
        name,
        layer.name(),
        source,
        array.dataType(),
        Arrays.toString(array.shape()),
        Arrays.toString(expected));
    Numbers.requireDense(
        array, String.format(Locale.ROOT, "%s of %s of %s", name, layer.name(), source));
  }

  @Test
  final void numbersAreFinite() throws IOException {
    forEachLayer(
        (source, layer) -> {
          arrays(layer)
              .forEach(
                  (name, array) ->
                      require(
                          Numbers.areFinite(Numbers.of(array)),
                          "%s of %s of %s holds a number that is not finite",
                          name,
                          layer.name(),
                          source));
          double[] variance = Numbers.of(layer.batchNorm().variance());
          double epsilon = layer.batchNorm().epsilon();
          require(
              Arrays.stream(variance).allMatch(each -> each >= 0 && each + epsilon > 0),
              "a variance of %s of %s is below 0, or 0 without an epsilon, and its root is divided"
                  + " by",
              layer.name(),
              source);
        });
  }

  @Test
  final void quantizesItsWeights() throws IOException {
    forEachLayer(
        (source, layer) -> {
          for (Quantization each : layer.weightQuantization().stream().toList()) {
            INDArray before = layer.weights().dup('c');
            INDArray quantized = each.map().apply(layer.weights());
            require(
                Arrays.equals(quantized.shape(), layer.weights().shape())
                    && Numbers.areFinite(Numbers.of(quantized))
                    && Numbers.equal(before, layer.weights()),
                "the weight quantization of %s of %s must map the weights to finite ones of the"
                    + " same shape, and leave them alone",
                layer.name(),
                source);
          }
        });
  }

  @Test
  final void obtainsTheSameWithEqualSeeds() throws IOException {
    for (P source : plugins()) {
      requireSame(
          model(source),
          obtained(source),
          source
              + " differs when it is obtained again: draw from the preparation's seed and from"
              + " nothing else, and let no race decide");
    }
  }

  @Test
  final void findsTheSameInItsCache() throws IOException {
    for (P source : plugins()) {
      requireSame(
          obtained(source),
          obtained(source),
          source + " differs when it is found in its cache: store every number as it is");
    }
  }

  @Test
  final void countsTheImagesOfItsTraining() {
    for (P source : plugins()) {
      for (Optional<DatasetShape> shape : List.of(shape(), Optional.<DatasetShape>empty())) {
        long images = source.trainingImages(shape);
        require(
            images >= 0 && images == source.trainingImages(shape),
            "trainingImages of %s is %d or changes: it is how many images training looks at, 0 for"
                + " a network not trained",
            source,
            images);
      }
    }
  }

  /** Images can pass where they can, and scores leave. */
  @Test
  final void isAChainIfItTakesImages() throws IOException {
    for (P source : plugins()) {
      if (source.takesImages()) {
        require(dataset().isPresent(), "%s takes images: override dataset()", source);
        requireChain(source, model(source), shape().orElseThrow());
      }
    }
  }

  private static void requireChain(NetworkSource source, Model model, DatasetShape dataset) {
    ImageShape image = dataset.image();
    for (Layer layer : model.layers()) {
      LayerShape shape = layer.shape();
      ImageShape entering =
          shape.kind() == LayerKind.DENSE ? ImageShape.vector(image.size()) : image;
      require(
          shape.input().equals(entering),
          "%s of %s expects %s, but %s arrives: each layer's input is what the one before gives,"
              + " or takesImages() must be false",
          shape.name(),
          source,
          shape.input(),
          entering);
      int half = layer.pooled() ? 2 : 1;
      image = new ImageShape(entering.height() / half, entering.width() / half, shape.filters());
    }
    Layer last = model.layers().get(model.layers().size() - 1);
    require(
        image.size() == dataset.classes() && last.activationQuantization().isEmpty(),
        "%s of %s gives %s: the last layer gives a score for each of %d classes, without an"
            + " activation",
        last.name(),
        source,
        image,
        dataset.classes());
  }

  @Test
  final void refusesADatasetItCannotServe() {
    DatasetShape absurd = new DatasetShape(new ImageShape(1, 1, 1), 1, 1, 1);
    for (P source : plugins()) {
      for (Optional<DatasetShape> shape :
          List.of(Optional.<DatasetShape>empty(), Optional.of(absurd))) {
        try {
          source.layers(shape);
        } catch (BadInputException e) {
          require(
              isOneLine(e.getMessage()),
              "%s must refuse a dataset in one line, not %s",
              source,
              e.getMessage());
        } catch (RuntimeException e) {
          throw new AssertionError(
              String.format(
                  Locale.ROOT,
                  "layers() of %s must serve %s or refuse it by a BadInputException, and threw %s",
                  source,
                  shape.map(Object::toString).orElse("a run without a dataset"),
                  e),
              e);
        }
      }
    }
  }

  private static Map<String, INDArray> arrays(Layer layer) {
    return Map.of(
        "weights", layer.weights(),
        "gamma", layer.batchNorm().gamma(),
        "beta", layer.batchNorm().beta(),
        "mean", layer.batchNorm().mean(),
        "variance", layer.batchNorm().variance());
  }

  private static void requireSame(Model a, Model b, String otherwise) {
    for (int i = 0; i < a.layers().size(); i++) {
      Layer x = a.layers().get(i);
      Layer y = b.layers().get(i);
      Map<String, INDArray> ofY = arrays(y);
      arrays(x)
          .forEach((name, array) -> require(Numbers.equal(array, ofY.get(name)), "%s", otherwise));
      require(
          x.pooled() == y.pooled()
              && Numbers.equal(computedWith(x), computedWith(y))
              && x.activationQuantization().isPresent() == y.activationQuantization().isPresent(),
          "%s",
          otherwise);
    }
  }

  private static INDArray computedWith(Layer layer) {
    return layer
        .weightQuantization()
        .map(quantization -> quantization.map().apply(layer.weights()))
        .orElse(layer.weights());
  }

  private interface OfLayer<P> {
    void check(P source, Layer layer);
  }

  private void forEachLayer(OfLayer<P> check) throws IOException {
    for (P source : plugins()) {
      for (Layer layer : model(source).layers()) {
        check.check(source, layer);
      }
    }
  }

  private Model model(P source) throws IOException {
    Model model = models.get(source);
    if (model == null) {
      model = obtained(source);
      models.put(source, model);
    }
    return model;
  }

  private Model obtained(P source) throws IOException {
    Path cache = folder.resolve(String.valueOf(plugins().indexOf(source)));
    Files.createDirectories(cache);
    return source.obtain(new Preparation(dataset(), SEED, cache::resolve, new SilentProgress()));
  }
}
