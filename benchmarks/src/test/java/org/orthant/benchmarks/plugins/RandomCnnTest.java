package org.orthant.benchmarks.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.BadInputException;
import org.orthant.api.InvalidParameterException;
import org.orthant.api.Progress;
import org.orthant.api.Seed;
import org.orthant.api.data.Dataset;
import org.orthant.api.graph.Graph;
import org.orthant.api.graph.Model;
import org.orthant.api.graph.Pool;
import org.orthant.api.model.BatchNorm;
import org.orthant.api.model.Layer;
import org.orthant.api.model.LayerOutline;
import org.orthant.api.model.LayerShape;
import org.orthant.api.spi.NetworkSource;
import org.orthant.api.spi.Preparation;

class RandomCnnTest {
  private final RandomCnn network = new RandomCnn(List.of(4, 8, 8), List.of(16));

  @Test
  void isRegistered() {
    assertThat(ServiceLoader.load(NetworkSource.class)).hasAtLeastOneElementOfType(RandomCnn.class);
  }

  @Test
  void hasTheLayersOfThePaper() {
    List<LayerShape> layers =
        new RandomCnn()
            .layers(Optional.of(new Noise().shape())).stream().map(LayerOutline::shape).toList();

    assertThat(layers)
        .extracting(LayerShape::name)
        .containsExactly(
            "conv1", "conv2", "conv3", "conv4", "conv5", "conv6", "dense1", "dense2", "dense3");
    assertThat(layers)
        .extracting(LayerShape::dimension)
        .containsExactly(27, 1152, 1152, 2304, 2304, 4608, 8192, 1024, 1024);
    assertThat(layers.get(8).filters()).isEqualTo(10);
  }

  @Test
  void itsLayersAreThoseItAnnounced() throws IOException {
    Model model = obtain(1);

    Graph graph = model.graph().orElseThrow();
    assertThat(model.outlines()).isEqualTo(network.layers(Optional.of(new Noise().shape())));
    assertThat(graph.nodes().stream().filter(Pool.class::isInstance))
        .singleElement()
        .satisfies(pool -> assertThat(pool.inputs()).containsExactly("conv2"));
    assertThat(model.outlines())
        .extracting(LayerOutline::activated)
        .containsExactly(true, true, true, true, false);
    for (Layer layer : model.layers()) {
      assertThat(layer.weights().shape())
          .containsExactly(layer.shape().filters(), layer.shape().dimension());
      assertThat(layer.weights().amaxNumber().doubleValue()).isBetween(0.9, 1.0);
      INDArray signs = layer.weightQuantization().orElseThrow().map().apply(layer.weights());
      assertThat(signs.mul(signs).eq(1).all()).isTrue();
    }
  }

  @Test
  void theSameSeedGivesTheSameWeights() throws IOException {
    INDArray weights = obtain(1).layer("conv2").weights();

    assertThat(obtain(1).layer("conv2").weights()).isEqualTo(weights);
    assertThat(obtain(2).layer("conv2").weights()).isNotEqualTo(weights);
  }

  @Test
  void batchNormalizationTakesOffTheMedianBehindThePool() throws IOException {
    Model model = obtain(1);

    assertThat(norm(model, "conv1").mean().sumNumber().doubleValue()).isZero();
    double mean = norm(model, "conv2").mean().getDouble(0);
    double variance = norm(model, "conv2").variance().getDouble(0);
    assertThat(variance).isEqualTo(36);
    double below = 0.5 * (1 + erf(mean / Math.sqrt(2 * variance)));
    assertThat(Math.pow(below, 4)).isCloseTo(0.5, within(1e-3));
  }

  private static BatchNorm norm(Model model, String layer) {
    return model.graph().orElseThrow().batchNormalization(layer).orElseThrow().norm();
  }

  /** By its power series. */
  private static double erf(double x) {
    double term = x;
    double sum = x;
    for (int n = 1; n < 50; n++) {
      term *= -x * x / n;
      sum += term / (2 * n + 1);
    }
    return 2 / Math.sqrt(Math.PI) * sum;
  }

  @Test
  void refusesWhatCannotBe() {
    assertThatThrownBy(() -> new RandomCnn(List.of(0), List.of()))
        .isInstanceOf(InvalidParameterException.class);
    assertThatThrownBy(() -> network.layers(Optional.empty()))
        .isInstanceOf(BadInputException.class);
    RandomCnn deep = new RandomCnn(List.of(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1), List.of());
    assertThatThrownBy(() -> deep.layers(Optional.of(new Noise().shape())))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("12 convolutions");
  }

  private Model obtain(long seed) throws IOException {
    Dataset dataset = new Noise().open(file -> Path.of("none"));
    return network.obtain(
        new Preparation(Optional.of(dataset), new Seed(seed), Path::of, new Silence()));
  }

  private record Silence() implements Progress {
    @Override
    public Task begin(String name, long steps) {
      throw new AssertionError("nothing is trained");
    }

    @Override
    public void note(String line) {
      throw new AssertionError("nothing is trained");
    }
  }
}
