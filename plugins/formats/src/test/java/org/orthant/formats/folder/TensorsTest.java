package org.orthant.formats.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.orthant.api.BadInputException;
import org.orthant.api.array.Floats;
import org.orthant.api.graph.Product;
import org.orthant.formats.safetensors.TensorFile;

/** Folders whose arrays are tensors of one file. */
class TensorsTest {
  private static final String NODES =
      """
        conv: { convolution: { input: input, kernel: [4, 4], weights: conv.weight, computed: signs } }
        bias: { scale: { input: conv, factor: 2, shift: conv.bias } }
        head: { dense: { input: bias, weights: head.npy } }
      """;

  @TempDir private Path path;
  private NetworkFolder folder;

  @BeforeEach
  void write() throws IOException {
    new TensorFile()
        .floats("conv.weight", NetworkFolder.numbers(96, 1), 3, 32)
        .bytes("signs", "I8", new byte[96], 3, 32)
        .floats("conv.bias", new float[] {1, 2, 3}, 3)
        .floats("nan", new float[] {1, Float.NaN, 3}, 3)
        .bytes("steps", "I64", new byte[8])
        .write(path.resolve("model.safetensors"));
    folder = new NetworkFolder(path).array("head.npy", NetworkFolder.numbers(6, 2), 2, 3);
    arrays("model.safetensors", NODES);
  }

  private void arrays(String name, String nodes) throws IOException {
    folder.yaml(NetworkFolder.HEAD.replace("nodes:", "arrays: " + name + "\nnodes:") + nodes);
  }

  private void requireProblem(String words) {
    assertThatThrownBy(() -> folder.obtain())
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(words)
        .hasMessageNotContaining("\n");
  }

  @Test
  void tensorsAndNumpyFilesGoTogether() throws IOException {
    Product conv = (Product) folder.graph().nodes().get(0);
    assertThat(Floats.of(conv.layer().weights())).isEqualTo(NetworkFolder.numbers(96, 1));
    assertThat(folder.names()).containsExactly("conv", "head");
    assertThat(folder.obtain().provenance()).containsKey("graph, SHA-256");
  }

  @Test
  void anotherTensorGivesAnotherDigest() throws IOException {
    String before = folder.obtain().provenance().get("graph, SHA-256");
    byte[] bytes = Files.readAllBytes(path.resolve("model.safetensors"));
    bytes[bytes.length - 1]++;
    Files.write(path.resolve("model.safetensors"), bytes);
    assertThat(folder.obtain().provenance().get("graph, SHA-256")).isNotEqualTo(before);
  }

  @Test
  void whatIsWrongWithATensorIsSaidWithItsLine() throws IOException {
    arrays("model.safetensors", NODES.replace("conv.bias", "conv.bais"));
    requireProblem(
        "network.yaml:7: bias: shift: there is no tensor 'conv.bais' in model.safetensors; did you"
            + " mean 'conv.bias'?");
    arrays("model.safetensors", NODES.replace("conv.bias", "nan"));
    requireProblem("network.yaml:7: bias: shift: nan has NaN at its number 1");
    arrays("model.safetensors", NODES.replace("conv.bias", "steps"));
    requireProblem("bias: shift: steps has numbers of the type I64, not F64, F32, F16, BF16, I8");
    arrays("model.safetensors", NODES.replace("conv.bias", "conv.weight"));
    requireProblem("bias: shift: conv.weight has the shape [3, 32], not [3]");
    arrays("model.safetensors", NODES.replace("weights: conv.weight", "weights: signs"));
    requireProblem("signs has numbers of the type I8, and only 'computed' may");
    arrays("model.safetensors", NODES.replace("conv.bias", "[1]"));
    requireProblem("or the name of a tensor or of a .npy file, found ['1']");
  }

  @Test
  void whatIsWrongWithTheFileIsSaidOnce() throws IOException {
    arrays("gone.safetensors", NODES);
    requireProblem("network.yaml:4: arrays: there is no file gone.safetensors");
    arrays("../model.safetensors", NODES);
    requireProblem("arrays: ../model.safetensors leads out of the network's folder");
    arrays("head.npy", NODES);
    requireProblem("arrays: expected the name of a .safetensors file, found 'head.npy'");
    Files.copy(path.resolve("head.npy"), path.resolve("x.safetensors"));
    arrays("x.safetensors", NODES);
    requireProblem("network.yaml:4: arrays: x.safetensors is no safetensors file, or is cut off");
    folder.yaml(NetworkFolder.HEAD + NODES);
    requireProblem("weights: expected the name of a .npy file, found 'conv.weight'");
  }
}
