package org.orthant.formats.keras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.orthant.formats.keras.KerasModel.layer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.orthant.api.graph.BatchNormalization;
import org.orthant.api.graph.Curve;
import org.orthant.api.graph.Function;
import org.orthant.api.graph.Graph;
import org.orthant.api.graph.Pad;
import org.orthant.api.graph.Pool;
import org.orthant.api.graph.Product;
import org.orthant.api.graph.Scale;
import org.orthant.api.model.Extent;
import org.orthant.api.model.ImageShape;
import org.orthant.api.model.Pads;
import org.orthant.formats.draft.ReadNetwork;

class SequentialTest {
  private static final float[] ONES = {1};

  @TempDir Path folder;
  private KerasModel model;

  @BeforeEach
  void makeModel() {
    model = new KerasModel(folder);
  }

  /** A convolution with a bias and a function, batch normalization, and a dense layer. */
  private KerasModel small() {
    return model
        .sequential(
            "6, 6, 2",
            layer(
                "Conv2D",
                "stem",
                "'kernel_size': [3, 3], 'strides': [2, 2], 'padding': 'same', 'activation': 'relu'"),
            layer("BatchNormalization", "norm", "'axis': [3], 'epsilon': 0.01, 'scale': false"),
            layer("Flatten", "flat"),
            layer("Dropout", "drop", "'rate': 0.5"),
            layer("Dense", "head", "'units': 3, 'activation': 'softmax'"))
        .array("stem", "stem/kernel:0", KerasModel.numbers(72), 3, 3, 2, 4)
        .array("stem", "stem/bias:0", KerasModel.numbers(4), 4)
        .array("norm", "norm/beta:0", KerasModel.numbers(4), 4)
        .array("norm", "norm/moving_mean:0", KerasModel.numbers(4), 4)
        .array("norm", "norm/moving_variance:0", ONES, 4)
        .array("head", "head/kernel:0", KerasModel.numbers(108), 36, 3)
        .array("head", "head/bias:0", KerasModel.numbers(3), 3);
  }

  @Test
  void nodesHaveTheLayersNames() {
    ReadNetwork read = KerasModel.read(small().h5());
    assertThat(read.format()).isEqualTo("Keras 2.4.0, HDF5");
    assertThat(read.draft().dropped()).containsExactly("Dropout drop", "softmax of head");
    assertThat(KerasModel.nodes(KerasModel.graph(folder.resolve("model.h5"))))
        .containsExactly(
            "Product stem(input)",
            "Scale stem/bias(stem)",
            "Function stem/activation(stem/bias)",
            "BatchNormalization norm(stem/activation)",
            "Flatten head/flatten(norm)",
            "Product head(head/flatten)",
            "Scale head/bias(head)");
  }

  @Test
  void filtersAreInTheOrderOfRowsColumnsAndChannels() {
    Graph graph = KerasModel.graph(small().h5());
    Product stem = KerasModel.node(graph, "stem", Product.class);
    float[] written = KerasModel.numbers(72);
    float[] second = new float[18];
    for (int i = 0; i < second.length; i++) {
      second[i] = written[4 * i + 1];
    }
    assertThat(Arrays.copyOfRange(KerasModel.continuous(stem.layer()), 18, 36)).isEqualTo(second);
    Product head = KerasModel.node(graph, "head", Product.class);
    assertThat(KerasModel.continuous(head.layer())[1]).isEqualTo(KerasModel.numbers(108)[3]);
    assertThat(KerasModel.node(graph, "head/bias", Scale.class).shift().data().asFloat())
        .isEqualTo(KerasModel.numbers(3));
  }

  @Test
  void samePaddingPadsBottomAndRightFirst() {
    Graph graph = KerasModel.graph(small().h5());
    Product stem = KerasModel.node(graph, "stem", Product.class);
    assertThat(stem.layer().shape().window().pads()).isEqualTo(new Pads(0, 1, 0, 1));
    assertThat(stem.layer().shape().output()).isEqualTo(new ImageShape(3, 3, 4));
  }

  @Test
  void batchNormalizationMayLackItsFactor() {
    Graph graph = KerasModel.graph(small().h5());
    BatchNormalization norm = KerasModel.node(graph, "norm", BatchNormalization.class);
    assertThat(norm.norm().gamma().data().asFloat()).containsOnly(1);
    assertThat(norm.norm().beta().data().asFloat()).isEqualTo(KerasModel.numbers(4));
    assertThat(norm.norm().epsilon()).isEqualTo(0.01);
  }

  @Test
  void anArchitectureFindsItsWeightsBesideIt() throws IOException {
    for (String ending : new String[] {".h5", ".weights.h5", "_weights.h5"}) {
      KerasModel each = small();
      Path weights = each.weights("net" + ending);
      ReadNetwork read = KerasModel.read(each.text("net.json"));
      assertThat(read.format()).isEqualTo("Keras 2.4.0, JSON and HDF5");
      assertThat(read.files()).containsExactly(folder.resolve("net.json"), weights);
      assertThat(KerasModel.graph(folder.resolve("net.json")).layers()).hasSize(2);
      Files.delete(weights);
    }
  }

  @Test
  void depthwiseConvolutionsHaveAGroupForEachChannel() {
    model
        .sequential(
            "4, 4, 2",
            layer(
                "DepthwiseConv2D",
                "depth",
                "'kernel_size': [1, 2], 'use_bias': false, 'depth_multiplier': 2"),
            layer("SeparableConv2D", "both", "'kernel_size': [1, 1], 'activation': 'relu6'"),
            layer("GlobalAveragePooling2D", "mean"))
        .array(
            "depth", "depth/depthwise_kernel:0", new float[] {1, 2, 3, 4, 5, 6, 7, 8}, 1, 2, 2, 2)
        .array("both", "both/depthwise_kernel:0", ONES, 1, 1, 4, 1)
        .array("both", "both/pointwise_kernel:0", KerasModel.numbers(12), 1, 1, 4, 3)
        .array("both", "both/bias:0", KerasModel.numbers(3), 3);
    Graph graph = KerasModel.graph(model.h5());
    assertThat(KerasModel.nodes(graph))
        .containsExactly(
            "Product depth(input)",
            "Product both/depthwise(depth)",
            "Product both/pointwise(both/depthwise)",
            "Scale both/bias(both/pointwise)",
            "Function both/activation(both/bias)",
            "Pool mean(both/activation)");
    Product depth = KerasModel.node(graph, "depth", Product.class);
    assertThat(depth.layer().shape().groups()).isEqualTo(2);
    assertThat(KerasModel.continuous(depth.layer())).containsExactly(1, 5, 2, 6, 3, 7, 4, 8);
  }

  @Test
  void poolsAndPads() {
    model
        .sequential(
            "5, 5, 1",
            layer("ZeroPadding2D", "pad", "'padding': [[1, 0], [2, 0]]"),
            layer("AveragePooling2D", "pool", "'pool_size': [2, 2], 'padding': 'same'"),
            layer("GlobalMaxPooling2D", "most"),
            layer("Dense", "head", "'use_bias': false"))
        .array("head", "head/kernel:0", KerasModel.numbers(2), 1, 2);
    Graph graph = KerasModel.graph(model.h5());
    assertThat(KerasModel.node(graph, "pad", Pad.class).pads()).isEqualTo(new Pads(1, 0, 2, 0));
    Pool pool = KerasModel.node(graph, "pool", Pool.class);
    assertThat(pool.padsCount()).isFalse();
    assertThat(pool.window().stride()).isEqualTo(Extent.square(2));
    assertThat(graph.shapes().get("pool")).isEqualTo(new ImageShape(3, 4, 1));
  }

  @Test
  void functionsOfEachNumber() {
    model
        .sequential(
            "2, 2, 3",
            layer("ReLU", "relu", "'max_value': 6.0, 'negative_slope': 0.0, 'threshold': 0.0"),
            layer("LeakyReLU", "leaky", "'alpha': 0.25"),
            layer("PReLU", "prelu", "'shared_axes': [1, 2]"),
            layer("Activation", "hard", "'activation': 'hard_sigmoid'"),
            layer("Activation", "swish", "'activation': 'swish'"),
            layer("Rescaling", "scaled", "'scale': 2, 'offset': [1, 2, 3]"),
            layer("GlobalAveragePooling2D", "mean"),
            layer("Dense", "head", "'use_bias': false"))
        .array("prelu", "prelu/alpha:0", new float[] {0.1f, 0.2f, 0.3f}, 1, 1, 3)
        .array("head", "head/kernel:0", KerasModel.numbers(6), 3, 2);
    Graph graph = KerasModel.graph(model.h5());
    assertThat(KerasModel.node(graph, "relu", Function.class).curve())
        .isEqualTo(new Curve.Clip(0, 6));
    assertThat(KerasModel.node(graph, "leaky", Function.class).curve())
        .isEqualTo(new Curve.LeakyRelu(0.25f));
    assertThat(KerasModel.node(graph, "hard/line", Scale.class).factor().getFloat(0))
        .isEqualTo(0.2f);
    assertThat(KerasModel.node(graph, "hard", Function.class).curve())
        .isEqualTo(new Curve.Clip(0, 1));
    assertThat(KerasModel.nodes(graph))
        .contains("Function swish/sigmoid(hard)", "Multiply swish(hard, swish/sigmoid)");
    assertThat(KerasModel.node(graph, "scaled", Scale.class).shift().data().asFloat())
        .containsExactly(1, 2, 3);
  }

  @Test
  void rowsOfNumbersBecomeImages() {
    model
        .sequential(
            "32",
            layer("Reshape", "image", "'target_shape': [4, 4, 2]"),
            layer("Permute", "turned", "'dims': [3, 1, 2]"),
            layer("Flatten", "flat"),
            layer("Dense", "head", "'use_bias': false"))
        .array("head", "head/kernel:0", KerasModel.numbers(64), 32, 2);
    Graph graph = KerasModel.graph(model.h5());
    assertThat(graph.input()).isEqualTo(new ImageShape(4, 4, 2));
    Product head = KerasModel.node(graph, "head", Product.class);
    // Behind Permute the numbers come in the order (channel, row, column).
    assertThat(KerasModel.continuous(head.layer())[1]).isEqualTo(KerasModel.numbers(64)[2 * 16]);
  }
}
