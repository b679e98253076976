package org.orthant.formats.keras;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.orthant.api.graph.Curve;
import org.orthant.api.graph.Function;
import org.orthant.api.graph.Graph;
import org.orthant.api.graph.Product;

class FunctionalTest {
  private static final String INPUT =
      "{'class_name': 'InputLayer', 'name': 'in', 'inbound_nodes': [],"
          + " 'config': {'batch_input_shape': [null, 4, 4, 2], 'name': 'in'}}";

  @TempDir Path folder;
  private KerasModel model;

  @BeforeEach
  void makeModel() {
    model = new KerasModel(folder);
  }

  private static String layer(String type, String name, String settings, String inbound) {
    return "{'class_name': '%s', 'name': '%s', 'config': {%s}, 'inbound_nodes': [%s]}"
        .formatted(type, name, settings, inbound);
  }

  private static String functional(String output, String... layers) {
    return """
        {'class_name': 'Functional', 'config': {'name': 'net', 'layers': [%s],
        'input_layers': [['in', 0, 0]], 'output_layers': [['%s', 0, 0]]}}"""
        .formatted(String.join(",\n", layers), output);
  }

  private KerasModel conv(String group, String path, int channels, int filters) {
    return model.array(
        group, path, KerasModel.numbers(channels * filters), 1, 1, channels, filters);
  }

  @Test
  void branchesMeet() {
    String conv = "'use_bias': false, 'kernel_size': 1";
    model.json(
        functional(
            "out",
            layer("GlobalAveragePooling2D", "out", "", "[['joined', 0, 0, {}]]"),
            layer(
                "Concatenate", "joined", "'axis': -1", "[['sum', 0, 0, {}], ['gated', 0, 0, {}]]"),
            layer("Add", "sum", "", "[['in', 0, 0, {}], ['left', 0, 0, {}]]"),
            layer("Multiply", "gated", "", "[['left', 0, 0, {}], ['gate', 0, 0, {}]]"),
            layer("GlobalAveragePooling2D", "gate", "'keepdims': true", "[['left', 0, 0, {}]]"),
            layer("Conv2D", "left", conv, "[['in', 0, 0, {}]]"),
            INPUT));
    conv("left", "left/kernel:0", 2, 2);
    assertThat(KerasModel.nodes(KerasModel.graph(model.h5())))
        .containsExactly(
            "Product left(input)",
            "Add sum(input, left)",
            "Pool gate(left)",
            "Multiply gated(left, gate)",
            "Concat joined(sum, gated)",
            "Pool out(joined)");
  }

  @Test
  void aLayerMayBeUsedTwice() {
    model.json(
        functional(
            "out",
            INPUT,
            layer(
                "Conv2D",
                "twice",
                "'use_bias': false",
                "[['in', 0, 0, {}]], [['twice', 0, 0, {}]]"),
            layer("GlobalMaxPooling2D", "out", "", "[['twice', 1, 0, {}]]")));
    conv("twice", "twice/kernel:0", 2, 2);
    assertThat(KerasModel.nodes(KerasModel.graph(model.h5())))
        .containsExactly("Product twice(input)", "Product twice (2)(twice)", "Pool out(twice (2))");
  }

  @Test
  void modelsWithinModelsGiveTheirNames() {
    String inner =
        """
        'name': 'block', 'layers': [
        {'class_name': 'InputLayer', 'name': 'inner', 'inbound_nodes': [],
         'config': {'batch_input_shape': [null, 4, 4, 2], 'name': 'inner'}},
        {'class_name': 'Conv2D', 'name': 'conv', 'config': {'use_bias': false},
         'inbound_nodes': [[['inner', 0, 0, {}]]]}],
        'input_layers': [['inner', 0, 0]], 'output_layers': [['conv', 0, 0]]""";
    model.json(
        functional(
            "out",
            INPUT,
            layer("Functional", "block", inner, "[['in', 0, 0, {}]]"),
            layer("GlobalMaxPooling2D", "out", "", "[['block', 1, 0, {}]]")));
    conv("block", "conv/kernel:0", 2, 3);
    assertThat(KerasModel.nodes(KerasModel.graph(model.h5())))
        .containsExactly("Product block/conv(input)", "Pool out(block/conv)");
  }

  private static String tensor(String layer) {
    return "{'class_name': '__keras_tensor__', 'config': {'shape': [null, 4, 4, 2],"
        + " 'keras_history': ['"
        + layer
        + "', 0, 0]}}";
  }

  private static String third(String type, String name, String settings, String arguments) {
    return """
        {'module': 'keras.layers', 'class_name': '%s', 'name': '%s', 'registered_name': null,
        'config': {'name': '%s'%s}, 'build_config': {'input_shape': [null, 4, 4, 2]},
        'inbound_nodes': [%s]}"""
        .formatted(
            type,
            name,
            name,
            settings,
            arguments.isEmpty() ? "" : "{'args': [" + arguments + "], 'kwargs': {}}");
  }

  private KerasModel third() {
    return model
        .version("3.5.0")
        .json(
            """
            {'module': 'keras', 'class_name': 'Functional', 'config': {'name': 'net', 'layers': [%s],
            'input_layers': [['in', 0, 0]], 'output_layers': ['out', 0, 0]}}"""
                .formatted(
                    String.join(
                        ",",
                        third("InputLayer", "in", ", 'batch_shape': [null, 4, 4, 2]", ""),
                        third("Conv2D", "first", ", 'use_bias': false", tensor("in")),
                        third(
                            "Conv2D",
                            "second",
                            ", 'activation': 'hard_sigmoid', 'use_bias': true",
                            tensor("first")),
                        third(
                            "Add", "sum", "", "[" + tensor("first") + "," + tensor("second") + "]"),
                        third("GlobalMaxPooling2D", "out", "", tensor("sum")))))
        .array("layers/conv2d", "0", KerasModel.numbers(4), 1, 1, 2, 2)
        .array("layers/conv2d_1", "0", new float[] {5, 6, 7, 8}, 1, 1, 2, 2)
        .array("layers/conv2d_1", "1", new float[] {9, 10}, 2);
  }

  @Test
  void archivesOfKeras3NumberTheirArrays() throws IOException {
    Path path = third().archive();
    Graph graph = KerasModel.graph(path);
    assertThat(KerasModel.read(path).format()).isEqualTo("Keras 3.5.0, .keras");
    assertThat(KerasModel.nodes(graph))
        .containsExactly(
            "Product first(input)",
            "Product second(first)",
            "Scale second/bias(second)",
            "Function second/activation(second/bias)",
            "Add sum(first, second/activation)",
            "Pool out(sum)");
    assertThat(KerasModel.continuous(KerasModel.node(graph, "second", Product.class).layer()))
        .containsExactly(5, 7, 6, 8);
  }

  @Test
  void hardSigmoidIsSteeperInKeras2() throws IOException {
    Graph graph = KerasModel.graph(third().archive());
    assertThat(KerasModel.node(graph, "second/activation", Function.class).curve())
        .isEqualTo(new Curve.HardSigmoid());
  }

  @Test
  void architecturesOfKeras3NameNoVersion() throws IOException {
    Path archive = third().version("").archive();
    Graph graph = KerasModel.graph(archive);
    assertThat(KerasModel.read(archive).format()).isEqualTo("Keras, .keras");
    assertThat(KerasModel.node(graph, "second/activation", Function.class).curve())
        .isEqualTo(new Curve.HardSigmoid());
  }

  @Test
  void arraysAreAsManyAsTheLayerHas() throws IOException {
    Path path = third().array("layers/conv2d", "1", new float[] {9, 10}, 2).archive();
    assertThat(HostileFilesTest.refusal(path))
        .isEqualTo("the layer first has 2 arrays in layers/conv2d/vars, and needs 1: kernel");
  }
}
