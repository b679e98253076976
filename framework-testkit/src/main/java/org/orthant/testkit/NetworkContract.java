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
import java.util.regex.Pattern;
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
import org.orthant.api.graph.BatchNormalization;
import org.orthant.api.graph.Graph;
import org.orthant.api.graph.Model;
import org.orthant.api.graph.Node;
import org.orthant.api.model.ImageShape;
import org.orthant.api.model.Layer;
import org.orthant.api.model.LayerOutline;
import org.orthant.api.model.LayerShape;
import org.orthant.api.model.Quantization;
import org.orthant.api.model.StoredLayer;
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

  private static final Pattern NAME =
      Pattern.compile("[^\\p{Cntrl}\\u0080-\\u009F\\u2028\\u2029]{1,200}");

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
      List<LayerOutline> layers = source.layers(shape());
      require(
          !layers.isEmpty() && layers.equals(source.layers(shape())),
          "layers() of %s is empty or changes: it may depend on parameters and dataset alone",
          source);
      List<LayerOutline> obtained = model(source).outlines();
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
      Set<String> names = new HashSet<>(Subject.RESERVED);
      for (LayerOutline layer : source.layers(shape())) {
        require(
            names.add(layer.name()),
            "%s names a layer '%s', which is reserved or another's name already",
            source,
            layer.name());
        require(
            NAME.matcher(layer.name()).matches(),
            "%s names a layer '%s': a name is one line of 1 to 200 letters",
            source,
            layer.name());
      }
    }
  }

  @Test
  final void arraysHaveTheShapesOfTheirLayers() throws IOException {
    forEachLayer(
        (source, layer) ->
            requireArray(
                layer.weights(),
                String.format(Locale.ROOT, "weights of %s of %s", layer.name(), source),
                layer.shape().filters(),
                layer.shape().dimension()));
    forEachNode(
        (source, node) ->
            NodeArrays.of(node)
                .forEach(
                    (name, array) ->
                        requireArray(
                            array,
                            String.format(Locale.ROOT, "%s of %s of %s", name, node.name(), source),
                            array.shape())));
  }

  /** How long arrays other than weights may be, the graph itself says. */
  private static void requireArray(INDArray array, String subject, long... expected) {
    require(
        Arrays.equals(array.shape(), expected) && array.dataType() == DataType.FLOAT,
        "%s is %s %s: it must be float32 of %s",
        subject,
        array.dataType(),
        Arrays.toString(array.shape()),
        Arrays.toString(expected));
    Numbers.requireDense(array, subject);
  }

  @Test
  final void numbersAreFinite() throws IOException {
    forEachLayer(
        (source, layer) -> requireFinite(source, layer.name(), "weights", layer.weights()));
    forEachNode(
        (source, node) -> {
          NodeArrays.of(node)
              .forEach((name, array) -> requireFinite(source, node.name(), name, array));
          if (node instanceof BatchNormalization normalization) {
            double[] variance = Numbers.of(normalization.norm().variance());
            double epsilon = normalization.norm().epsilon();
            require(
                Arrays.stream(variance).allMatch(each -> each >= 0 && each + epsilon > 0),
                "a variance of %s of %s is below 0, or 0 without an epsilon, and its root is"
                    + " divided by",
                node.name(),
                source);
          }
        });
  }

  private static void requireFinite(NetworkSource source, String of, String name, INDArray array) {
    require(
        Numbers.areFinite(Numbers.of(array)),
        "%s of %s of %s holds a number that is not finite",
        name,
        of,
        source);
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
  final void hasAGraphIfItTakesImages() throws IOException {
    for (P source : plugins()) {
      if (source.takesImages()) {
        require(dataset().isPresent(), "%s takes images: override dataset()", source);
        requireGraph(source, model(source), shape().orElseThrow());
      }
    }
  }

  private static void requireGraph(NetworkSource source, Model model, DatasetShape dataset) {
    require(
        model.graph().isPresent(),
        "%s has layers alone: give Model.of(graph, …), or takesImages() must be false",
        source);
    Graph graph = model.graph().orElseThrow();
    require(
        graph.input().equals(dataset.image()),
        "the graph of %s is for images of %s, but the dataset has %s: it begins with the dataset's"
            + " images, which a Flatten makes vectors",
        source,
        graph.input(),
        dataset.image());
    ImageShape scores = graph.shapes().get(graph.scores());
    require(
        scores.channels() == dataset.classes(),
        "%s of %s gives %d scores: there must be one for each of %d classes",
        graph.scores(),
        source,
        scores.channels(),
        dataset.classes());
    require(
        model.layers().stream().map(Layer::shape).toList().equals(shapes(graph)),
        "the layers of %s are not its graph's: use Model.of(graph, …)",
        source);
  }

  private static List<LayerShape> shapes(Graph graph) {
    return graph.layers().stream().map(Layer::shape).toList();
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

  private static void requireSame(Model a, Model b, String otherwise) {
    Optional<String> difference = SameNetwork.difference(a, b);
    require(difference.isEmpty(), "%s (%s)", otherwise, difference.orElse(""));
  }

  private interface OfLayer<P> {
    void check(P source, Layer layer);
  }

  private void forEachLayer(OfLayer<P> check) throws IOException {
    for (P source : plugins()) {
      for (Layer layer : model(source).layers()) {
        check.check(source, layer);
      }
      for (StoredLayer stored : model(source).stored()) {
        check.check(source, stored.open());
      }
    }
  }

  private interface OfNode<P> {
    void check(P source, Node node);
  }

  private void forEachNode(OfNode<P> check) throws IOException {
    for (P source : plugins()) {
      for (Node node : model(source).graph().map(Graph::nodes).orElse(List.of())) {
        check.check(source, node);
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
