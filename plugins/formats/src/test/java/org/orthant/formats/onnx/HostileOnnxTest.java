package org.orthant.formats.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataLocation;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.orthant.api.BadInputException;
import org.orthant.formats.draft.DraftArrays;
import org.orthant.formats.draft.Names;
import org.orthant.formats.draft.Pixels;

/** Files that are damaged, foreign or hostile. */
class HostileOnnxTest {
  @TempDir Path folder;

  private static OnnxModel model() {
    return OnnxModel.of(2, 4, 4)
        .floats("w", new float[3 * 2 * 3 * 3], 3, 2, 3, 3)
        .node("Conv", List.of("x", "w"), "c")
        .node("Relu", List.of("c"), "r")
        .node("GlobalAveragePool", List.of("r"), "g")
        .node("Flatten", List.of("g"), "y")
        .output("y");
  }

  private void read(byte[] bytes) throws IOException {
    Path file = Files.write(folder.resolve("net.onnx"), bytes);
    OnnxReader.read(file, Optional.empty(), Pixels.UNCHANGED).orElseThrow().graph(DraftArrays.READ);
  }

  private void refused(OnnxModel model, String... words) {
    refused(model.bytes(), words);
  }

  private void refused(byte[] bytes, String... words) {
    assertThatThrownBy(() -> read(bytes))
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll(words);
  }

  @Test
  void whatIsNotDamagedIsRead() throws IOException {
    read(model().bytes());
  }

  @Test
  void cutFiles() {
    byte[] whole = model().bytes();
    for (int length = 1; length < whole.length - 40; length += 7) {
      refused(Arrays.copyOf(whole, length), "");
    }
  }

  @Test
  void filesOfOtherFormatsAreLeftToOthers() throws IOException {
    Path file = Files.writeString(folder.resolve("notes.txt"), "nothing of a network");
    assertThat(OnnxReader.read(file, Optional.empty(), Pixels.UNCHANGED)).isEmpty();
  }

  @Test
  void messagesInMessagesWithoutEnd() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream stream = CodedOutputStream.newInstance(bytes);
    for (int i = 0; i < 100_000; i++) {
      stream.writeTag(7, 3); // Begins a group.
    }
    stream.flush();
    refused(bytes.toByteArray(), "no ONNX file");
  }

  @Test
  void allUnsupportedOperatorsAtOnce() {
    refused(
        OnnxModel.of(2, 4, 4)
            .node("LRN", List.of("x"), "a", Map.of("size", 3))
            .node("Gelu", List.of("a"), "b")
            .node("com.example", "Thing", List.of("b"), List.of("y"), Map.of())
            .output("y"),
        "LRN_0: LRN is not supported",
        "Gelu_1",
        "com.example:Thing");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 6, 26, 99})
  void opsetsThatAreNotKnown(int opset) {
    refused(
        new OnnxModel(opset).input("x", 2).node("Relu", List.of("x"), "y").output("y"),
        "opset " + opset);
  }

  @Test
  void shapesThatAreNotFixed() {
    refused(
        new OnnxModel(13).input("x", 3, 0, 4).node("Relu", List.of("x"), "y").output("y"),
        "x: a dynamic shape",
        "axis 2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../secret", "/etc/passwd", "a/b", "..", "", "c:\\x", "none.bin"})
  void numbersOutsideTheFolder(String location) {
    refused(model().array(external(location, 0, 16)), "far");
  }

  @Test
  void numbersBehindALink() throws IOException {
    Path outside = Files.createTempFile("outside", ".bin");
    Files.write(outside, new byte[16]);
    Files.createSymbolicLink(folder.resolve("link.bin"), outside);
    refused(model().array(external("link.bin", 0, 16)), "far", "no such file");
  }

  @Test
  void numbersBeyondTheEndOfTheirFile() throws IOException {
    Files.write(folder.resolve("data.bin"), new byte[20]);
    refused(model().array(external("data.bin", 8, 16)), "far", "which has 20");
    refused(model().array(external("data.bin", -8, 16)), "far");
  }

  private static TensorProto external(String location, long offset, long length) {
    return TensorProto.newBuilder()
        .setName("far")
        .setDataType(DataType.FLOAT.getNumber())
        .addDims(4)
        .setDataLocation(DataLocation.EXTERNAL)
        .addExternalData(entry("location", location))
        .addExternalData(entry("offset", Long.toString(offset)))
        .addExternalData(entry("length", Long.toString(length)))
        .build();
  }

  private static StringStringEntryProto entry(String key, String value) {
    return StringStringEntryProto.newBuilder().setKey(key).setValue(value).build();
  }

  @Test
  void arraysThatAreShorterThanTheySay() {
    refused(
        model()
            .array(
                TensorProto.newBuilder()
                    .setName("short")
                    .setDataType(DataType.FLOAT.getNumber())
                    .addDims(1 << 20)
                    .addDims(1 << 10)
                    .setRawData(ByteString.copyFrom(new byte[8]))
                    .build()),
        "the array short has 8 bytes");
  }

  @Test
  void arraysOfImpossibleSize() {
    refused(
        model()
            .array(
                TensorProto.newBuilder()
                    .setName("huge")
                    .setDataType(DataType.FLOAT.getNumber())
                    .addDims(1L << 40)
                    .build()),
        "huge has impossible dimensions");
  }

  @Test
  void arraysThatAreFilledInAreNoWeights() {
    refused(
        OnnxModel.of(2, 4, 4)
            .wholes("sizes", 4000, 32)
            .node("ConstantOfShape", List.of("sizes"), "some")
            .wholes("more", 4000, 1000)
            .node("ConstantOfShape", List.of("more"), "many")
            .node("Flatten", List.of("x"), "f")
            .node("Gemm", List.of("f", "some"), "a", Map.of("transB", 1))
            .node("MatMul", List.of("a", "many"), "y")
            .output("y"),
        "does not hold 4000000 numbers");
  }

  @Test
  void productsOfSmallArraysStaySmall() {
    refused(
        OnnxModel.of(2, 4, 4)
            .floats("rows", new float[20_000], 20_000, 1)
            .floats("columns", new float[20_000], 1, 20_000)
            .node("Mul", List.of("rows", "columns"), "bomb")
            .node("Flatten", List.of("x"), "f")
            .node("MatMul", List.of("f", "bomb"), "y")
            .output("y"),
        "Mul_0",
        "would become");
  }

  @Test
  void numbersThatAreNoNumbers() {
    refused(
        OnnxModel.of(1, 1, 1)
            .floats("w", new float[] {1, Float.NaN}, 2, 1)
            .node("Flatten", List.of("x"), "f")
            .node("Gemm", List.of("f", "w"), "y", Map.of("transB", 1))
            .output("y"),
        "Gemm_1",
        "not finite");
  }

  @Test
  void namesThatNothingGives() {
    refused(model().node("Relu", List.of("nowhere"), "z").output("z"), "takes nowhere");
  }

  @Test
  void twoImages() {
    refused(
        OnnxModel.of(2, 4, 4)
            .input("other", 2, 4, 4)
            .node("Add", List.of("x", "other"), "y")
            .output("y"),
        "takes 2 inputs");
  }

  @Property(tries = 2000, seed = "20261130")
  void randomDamageEndsInDeclaredErrors(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    byte[] bytes = model().bytes();
    for (int i = 0; i < 1 + random.nextInt(4); i++) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    Path file = Files.createTempFile("damaged", ".onnx");
    try {
      Files.write(file, bytes);
      OnnxReader.read(file, Optional.empty(), Pixels.UNCHANGED)
          .orElseThrow()
          .graph(DraftArrays.READ);
    } catch (BadInputException expected) {
      assertThat(Names.visible(expected.getMessage())).isNotBlank();
    } finally {
      Files.delete(file);
    }
  }
}
