package org.orthant.framework.run.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.orthant.api.BadInputException;
import org.orthant.api.Seed;
import org.orthant.api.data.Split;
import org.orthant.api.graph.Flatten;
import org.orthant.api.graph.Graph;
import org.orthant.api.graph.Loss;
import org.orthant.api.graph.Node;
import org.orthant.api.graph.Product;
import org.orthant.api.model.ImageShape;
import org.orthant.api.model.Layer;
import org.orthant.api.model.LayerKind;
import org.orthant.api.model.LayerShape;
import org.orthant.api.model.Patches;
import org.orthant.api.model.Window;
import org.orthant.framework.run.layer.Arithmetic;
import org.orthant.framework.run.layer.Products;

class TrainingInputsTest {
  private static final int IMAGES = 40;

  private final Network network = SmallNetwork.network();
  private final List<LayerUnit> layers = network.layers();
  private final Split training = SmallNetwork.images(IMAGES);

  @Test
  void theyAreAmongThePatchesOfWhatEntersTheLayer() {
    INDArray images = training.images(IntStream.range(0, IMAGES).toArray());
    List<INDArray> entering = new ArrayList<>();
    Inference.run(
        network,
        images,
        List.of(Variant.asTrained(network)),
        new Inference.Observer() {
          @Override
          public void enters(List<Variant> variants, Products products) {
            entering.add(products.inputs().tensor().dup('c'));
          }
        });
    Set<INDArray> patches = rows(new Patches(layers.get(1).layer().shape()).all(entering.get(1)));

    INDArray some = inputs(1, 7).rows(90);

    assertThat(some.shape()).containsExactly(80, 27);
    assertThat(patches).containsAll(rows(some));
    assertThat(inputs(1, 7).rows(90)).isEqualTo(some);
    assertThat(inputs(1, 8).rows(90)).isNotEqualTo(some);
  }

  @Test
  void fewerThanThereAreImagesComeFromDifferentOnes() {
    INDArray some = inputs(0, 7).rows(9);
    assertThat(some.shape()).containsExactly(9, 18);
    assertThat(some.wasClosed()).isFalse();
    assertThat(inputs(2, 7).rows(1000).shape()).containsExactly(IMAGES, 16);
  }

  @Test
  void fewerThanThereAreGroupsComeFromSomeOfThem() {
    ImageShape image = network.graph().input();
    LayerShape depthwise =
        new LayerShape("deep", LayerKind.CONVOLUTION, image, Window.same(3), 0, 2, 2);
    LayerShape head = LayerShape.dense("head", image.size(), 3);
    Network ofGroups =
        SmallNetwork.of(
            new Graph(
                image,
                List.of(
                    new Product(Node.INPUT, layer(depthwise)),
                    new Flatten("flat", "deep"),
                    new Product("flat", layer(head))),
                "head",
                Loss.SQUARED_HINGE),
            Arithmetic.BITS);
    TrainingInputs inputs =
        new TrainingInputs(Optional.of(training), () -> ofGroups, depthwise, new Seed(7));

    assertThat(inputs.rows(1).shape()).containsExactly(1, 9);
    assertThat(inputs.rows(1).amaxNumber().doubleValue()).isPositive();
    assertThat(inputs.rows(3).shape()).containsExactly(2, 9);
    assertThat(inputs.rows(7).shape()).containsExactly(6, 9);
    assertThat(inputs.rows(1)).isEqualTo(inputs.rows(1));
  }

  private static Layer layer(LayerShape shape) {
    return new Layer(shape, Nd4j.randn(shape.filters(), shape.dimension()), Optional.empty());
  }

  @Test
  void aNetworkThatNoImagePassesHasNone() {
    assertThatThrownBy(
            () ->
                new TrainingInputs(
                        Optional.empty(), () -> network, layers.get(0).layer().shape(), new Seed(1))
                    .rows(5))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("conv1")
        .hasMessageContaining("no image passes this network");
  }

  private TrainingInputs inputs(int layer, long seed) {
    return new TrainingInputs(
        Optional.of(training), () -> network, layers.get(layer).layer().shape(), new Seed(seed));
  }

  private static Set<INDArray> rows(INDArray matrix) {
    Set<INDArray> rows = new HashSet<>();
    for (long row = 0; row < matrix.size(0); row++) {
      rows.add(matrix.getRow(row).dup());
    }
    return rows;
  }
}
