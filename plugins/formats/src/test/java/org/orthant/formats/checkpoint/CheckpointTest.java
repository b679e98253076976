package org.orthant.formats.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.BadInputException;
import org.orthant.api.model.LayerShape;
import org.orthant.formats.Safetensors;
import org.orthant.formats.safetensors.TensorFile;

class CheckpointTest {
  private static final float[] SIX = {1, 2, 3, 4, 5, 6};
  @TempDir private Path folder;

  private List<String> names(String... patterns) throws IOException {
    return Checkpoint.open(folder).layers(List.of(patterns)).stream()
        .map(layer -> layer.outline().name())
        .toList();
  }

  private Path twoFiles() throws IOException {
    new TensorFile()
        .floats("layers.10.up", SIX, 2, 3)
        .floats("layers.9.up", SIX, 3, 2)
        .write(folder.resolve("a.safetensors"));
    new TensorFile()
        .floats("layers.9.norm", SIX, 6)
        .bytes("layers.9.down", "BF16", new byte[12], 3, 2)
        .bytes("ids", "I64", new byte[16], 1, 2)
        .write(folder.resolve("b.safetensors"));
    return folder.resolve("model.safetensors.index.json");
  }

  private Path index(String... entries) throws IOException {
    return Files.writeString(
        folder.resolve("model.safetensors.index.json"),
        "{\"metadata\":{\"total_size\":1},\"weight_map\":{" + String.join(",", entries) + "}}");
  }

  @Test
  void matricesOfAllFilesAreLayersInTheOrderOfTheirNumbers() throws IOException {
    twoFiles();
    assertThat(names()).containsExactly("layers.9.down", "layers.9.up", "layers.10.up");
    assertThat(names("*.up")).containsExactly("layers.9.up", "layers.10.up");
    assertThat(Checkpoint.open(folder).layers(List.of("*10*")).get(0).outline().shape())
        .isEqualTo(LayerShape.dense("layers.10.up", 3, 2));
  }

  @Test
  void aLayerIsReadEachTimeItIsOpened() throws IOException {
    Path file = folder.resolve("a.safetensors");
    new TensorFile().floats("m", SIX, 2, 3).write(file);
    var layer = Checkpoint.open(file).layers(List.of()).get(0);
    INDArray first = layer.open().weights();
    assertThat(first.toFloatMatrix()).isEqualTo(new float[][] {{1, 2, 3}, {4, 5, 6}});
    first.close();
    new TensorFile().floats("m", new float[] {6, 5, 4, 3, 2, 1}, 2, 3).write(file);
    assertThat(layer.open().weights().toFloatMatrix())
        .isEqualTo(new float[][] {{6, 5, 4}, {3, 2, 1}});
    Files.write(file, new byte[9]);
    assertThatThrownBy(layer::open).isInstanceOf(IOException.class).hasMessageContaining("shorter");
  }

  @Test
  void numbersThatAreNoneAreFoundWhenALayerIsOpened() throws IOException {
    ByteBuffer numbers = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
    numbers.putShort(2, (short) 0x7FC0);
    Path file = folder.resolve("a.safetensors");
    new TensorFile().bytes("m", "BF16", numbers.array(), 2, 2).write(file);
    var layer = Checkpoint.open(file).layers(List.of()).get(0);
    assertThatThrownBy(layer::open)
        .isInstanceOf(BadInputException.class)
        .hasMessage("m has NaN at its number 1");
  }

  @Test
  void anIndexNamesTheFiles() throws IOException {
    twoFiles();
    index("\"layers.9.up\":\"a.safetensors\"", "\"layers.10.up\":\"a.safetensors\"");
    assertThat(names()).containsExactly("layers.9.up", "layers.10.up");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../a.safetensors",
        "/etc/a.safetensors",
        "x/../a.safetensors",
        "..\\\\a.safetensors",
        "C:a.safetensors",
        "a.bin",
        ".safetensors\\u0000",
        ""
      })
  void anIndexNamesNothingElsewhere(String file) throws IOException {
    twoFiles();
    index("\"layers.9.up\":\"" + file + "\"");
    assertThatThrownBy(this::names)
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("only names of files beside it");
  }

  @Test
  void anIndexThatIsNotTrueIsRefused() throws IOException {
    twoFiles();
    Path index = index("\"layers.9.up\":\"b.safetensors\"");
    assertThatThrownBy(this::names)
        .hasMessage(index + " says that b.safetensors has a tensor 'layers.9.up', and it has none");
    index("\"layers.9.up\":\"c.safetensors\"");
    assertThatThrownBy(this::names).hasMessageContaining("there is no such file beside it");
    index("\"x\":\"a.safetensors\"", "\"x\":\"b.safetensors\"");
    assertThatThrownBy(this::names).hasMessageContaining("Duplicate");
    index();
    assertThatThrownBy(this::names).hasMessageContaining("has no weight_map");
  }

  @Test
  void aNameMayStandInOneFileOnly() throws IOException {
    twoFiles();
    new TensorFile().floats("layers.9.up", SIX, 3, 2).write(folder.resolve("c.safetensors"));
    assertThatThrownBy(this::names)
        .hasMessage(
            folder.resolve("c.safetensors")
                + " has a tensor 'layers.9.up', and so has a.safetensors");
  }

  @Test
  void patternsThatFitNothingOrWhatCannotBeReadAreRefused() throws IOException {
    twoFiles();
    assertThatThrownBy(() -> names("*.norm"))
        .hasMessage(
            "layers: '*.norm' fits none of 4 matrices, such as ids, layers.9.down, layers.9.up");
    assertThatThrownBy(() -> names("ids")).hasMessageContaining("numbers of the type I64");
  }

  @Test
  void hostileNamesBecomeReadableOnes() throws IOException {
    new TensorFile()
        .floats("a\\u0000b\\n", SIX, 2, 3)
        .floats("network", SIX, 2, 3)
        .floats("x".repeat(1000), SIX, 2, 3)
        .write(folder.resolve("a.safetensors"));
    assertThat(names())
        .allSatisfy(name -> assertThat(name).hasSizeLessThanOrEqualTo(200).matches("\\P{Cntrl}+"))
        .contains("network (node)", "a?b?");
  }

  @Test
  void whatIsMissingIsSaidInOneLine() {
    Safetensors none = new Safetensors(Optional.of(folder.resolve("none")), List.of());
    assertThatThrownBy(() -> none.layers(Optional.empty()))
        .isInstanceOf(BadInputException.class)
        .hasMessageEndingWith("none: there is no such file or folder");
    assertThatThrownBy(() -> new Safetensors().layers(Optional.empty()))
        .hasMessageContaining("name the files");
    assertThatThrownBy(
            () -> new Safetensors(Optional.of(folder), List.of()).layers(Optional.empty()))
        .hasMessageContaining("has no .safetensors file in it");
  }
}
