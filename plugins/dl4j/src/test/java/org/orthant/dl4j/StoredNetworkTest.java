package org.orthant.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.orthant.api.BadInputException;
import org.orthant.api.Seed;
import org.orthant.api.finding.Finding;
import org.orthant.api.graph.Graph;
import org.orthant.api.graph.Model;
import org.orthant.api.graph.Node;
import org.orthant.api.model.BatchNorm;
import org.orthant.api.model.Layer;
import org.orthant.api.spi.Preparation;
import org.orthant.quantizers.Binary;
import org.orthant.quantizers.Ternary;

class StoredNetworkTest {
  private static final TwoClouds DATA = new TwoClouds(200, 100);
  private static final Training RECIPE =
      new Training(
          2, 20, Loss.SQUARED_HINGE, 1e-2, 1e-3, Decay.COSINE, true, 1, 1, Layers.FUSED, 0);

  @TempDir Path folder;
  private Model trained;

  @BeforeEach
  void trainAndStore() throws IOException {
    trained = obtain(network(Optional.empty()));
    for (Layer layer : trained.layers()) {
      Path of = Files.createDirectories(folder.resolve(layer.name()));
      save(of, "weights", layer.weights());
      BatchNorm norm = norm(trained, layer);
      save(of, "gamma", norm.gamma());
      save(of, "beta", norm.beta());
      save(of, "mean", norm.mean());
      save(of, "variance", norm.variance());
    }
  }

  @Test
  void storedNetworkIsTheTrainedOne() throws IOException {
    Model stored = obtain(network(Optional.of(folder)));
    assertThat(stored.layers()).hasSameSizeAs(trained.layers());
    for (int i = 0; i < stored.layers().size(); i++) {
      Layer layer = stored.layers().get(i);
      Layer original = trained.layers().get(i);
      assertThat(layer.shape()).isEqualTo(original.shape());
      assertThat(layer.weights()).isEqualTo(original.weights());
      assertThat(norm(stored, layer)).isEqualTo(norm(trained, original));
      assertThat(layer.weightQuantization().orElseThrow().map().apply(layer.weights()))
          .isEqualTo(original.weightQuantization().orElseThrow().map().apply(original.weights()));
    }
    Graph graph = stored.graph().orElseThrow();
    Graph original = trained.graph().orElseThrow();
    assertThat(graph.nodes()).extracting(Node::name).isEqualTo(names(original));
    assertThat(graph.shapes()).isEqualTo(original.shapes());
    assertThat(graph.loss()).isEqualTo(original.loss());
    assertThat(stored.provenance())
        .containsEntry("parameters", folder.getFileName().toString())
        .containsKey("parameters, SHA-256");
    assertThat(stored.history()).isEmpty();
  }

  @Test
  void nothingIsTrained() {
    assertThat(network(Optional.of(folder)).trainingImages(Optional.of(DATA.shape()))).isZero();
    assertThat(network(Optional.empty()).trainingImages(Optional.of(DATA.shape()))).isEqualTo(400);
  }

  @Test
  void logBesideTheNetworkIsItsHistory() throws IOException {
    Files.writeString(
        folder.resolve("training.csv"),
        "epoch,loss,accuracy,seconds\n1,2.5,0.5,9\n2,1.5,0.75,19\n");
    Model stored = obtain(network(Optional.of(folder)));
    assertThat(stored.provenance()).containsEntry("epochs", "2");
    assertThat(stored.history()).extracting(Finding::metric).containsExactly("loss", "accuracy");
  }

  @Test
  void otherParametersHaveAnotherDigest() throws IOException {
    String before = obtain(network(Optional.of(folder))).provenance().get("parameters, SHA-256");
    save(folder.resolve("conv1"), "beta", norm(trained, trained.layer("conv1")).beta().add(1));
    assertThat(obtain(network(Optional.of(folder))).provenance().get("parameters, SHA-256"))
        .isNotEqualTo(before);
  }

  @Test
  void everyMismatchIsNamed() throws IOException {
    save(folder.resolve("conv1"), "weights", Nd4j.zeros(4, 8));
    save(folder.resolve("dense2"), "gamma", Nd4j.zeros(3));
    Files.delete(folder.resolve("dense1").resolve("mean.npy"));
    assertThatThrownBy(() -> network(Optional.of(folder)).layers(Optional.of(DATA.shape())))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("parameters: ")
        .hasMessageContaining("weights.npy has the shape [4, 8], not [4, 9]")
        .hasMessageContaining("gamma.npy has the shape [3], not [2]")
        .hasMessageContaining("there is no file " + folder.resolve("dense1").resolve("mean.npy"));
  }

  @Test
  void missingFolderAndImpossibleVarianceAreRefused() throws IOException {
    Path nowhere = folder.resolve("nowhere");
    assertThatThrownBy(() -> network(Optional.of(nowhere)).layers(Optional.of(DATA.shape())))
        .isInstanceOf(BadInputException.class)
        .hasMessage("parameters: there is no folder " + nowhere);
    save(folder.resolve("conv1"), "variance", Nd4j.createFromArray(1f, -1f, 1f, 1f));
    assertThatThrownBy(() -> obtain(network(Optional.of(folder))))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("negative variance");
  }

  private static BnnCnn network(Optional<Path> parameters) {
    return new BnnCnn(
        List.of(4), List.of(6), new Ternary(), new Binary(), Map.of(), RECIPE, parameters);
  }

  private Model obtain(BnnCnn network) throws IOException {
    return network.obtain(
        new Preparation(
            Optional.of(DATA),
            new Seed(7),
            folder.resolve("cache")::resolve,
            new SilentProgress()));
  }

  private static BatchNorm norm(Model model, Layer layer) {
    return model.graph().orElseThrow().batchNormalization(layer.name()).orElseThrow().norm();
  }

  private static List<String> names(Graph graph) {
    return graph.nodes().stream().map(Node::name).toList();
  }

  private static void save(Path folder, String name, INDArray array) throws IOException {
    Nd4j.writeAsNumpy(array, folder.resolve(name + ".npy").toFile());
  }
}
