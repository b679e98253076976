package org.orthant.formats.keras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.orthant.api.graph.Graph;
import org.orthant.api.model.ImageShape;
import org.orthant.formats.equalization.Rescaled;
import org.orthant.formats.equalization.Rescaling;
import org.orthant.testkit.GraphScores;

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

  @Test
  void depthwiseNetworkFoldsAndIsEqualizedThroughout() {
    Graph graph = KerasModel.graph(network("mobilenet-vww96.h5"));
    Rescaled equalized = Rescaling.EQUALIZED.of(graph);
    assertThat(equalized.provenance())
        .containsEntry("batch normalization, folded", "27 of 27")
        .containsEntry("pairs of layers, equalized", "27");
    float[] image = new float[96 * 96 * 3];
    for (int i = 0; i < image.length; i++) {
      image[i] = i % 255 / 255f;
    }
    assertThat(GraphScores.of(equalized.graph(), image))
        .containsExactly(GraphScores.of(graph, image), within(1e-3f));
  }

  /** Two nodes take what leaves a block, so that each of the three has one pair, inside it. */
  @Test
  void residualNetworkIsEqualizedWithinBlocks() {
    Graph graph = KerasModel.graph(network("resnet8-cifar10.h5"));
    assertThat(Rescaling.EQUALIZED.of(graph).provenance())
        .containsEntry("batch normalization, folded", "7 of 7")
        .containsEntry("pairs of layers, equalized", "3");
  }
}
