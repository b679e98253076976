package org.orthant.formats.keras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.orthant.api.graph.Graph;
import org.orthant.api.model.ImageShape;

/** Networks that others trained; ORTHANT_NETWORKS names their folder. */
class RealNetworksTest {
  private static Path network(String name) {
    String folder = System.getenv("ORTHANT_NETWORKS");
    assumeTrue(folder != null, "ORTHANT_NETWORKS names no folder");
    Path path = Path.of(folder, name);
    assumeTrue(Files.exists(path), path + " is missing");
    return path;
  }

  @Test
  void residualNetworkOfKeras2() {
    Graph graph = KerasModel.graph(network("resnet8-cifar10.h5"));
    assertThat(graph.input()).isEqualTo(new ImageShape(32, 32, 3));
    assertThat(graph.layers()).hasSize(10);
    assertThat(KerasModel.nodes(graph))
        .contains("Add add_1(conv2d_5/bias, batch_normalization_4)")
        .last()
        .isEqualTo("Scale dense/bias(dense)");
  }

  @Test
  void depthwiseNetworkOfKeras2() {
    Graph graph = KerasModel.graph(network("mobilenet-vww96.h5"));
    assertThat(graph.layers()).hasSize(28);
    assertThat(graph.shapes().get(graph.scores())).isEqualTo(ImageShape.vector(2));
  }
}
