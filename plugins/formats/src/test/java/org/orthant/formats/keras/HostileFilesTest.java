package org.orthant.formats.keras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.orthant.formats.keras.KerasModel.layer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.orthant.api.BadInputException;
import org.orthant.formats.draft.ReadNetwork;

class HostileFilesTest {
  private static final String DENSE = layer("Dense", "head", "'use_bias': false");

  @TempDir Path folder;
  private KerasModel model;

  @BeforeEach
  void makeModel() {
    model = new KerasModel(folder);
  }

  /** Why a file is not read, or its network is none. */
  static String refusal(Path path) {
    BadInputException refused =
        catchThrowableOfType(BadInputException.class, () -> KerasModel.graph(path));
    assertThat(refused).as("the file is read").isNotNull();
    return refused.getMessage();
  }

  private KerasModel small() {
    return model
        .sequential("2, 2, 1", layer("Flatten", "flat"), DENSE)
        .array("head", "head/kernel:0", KerasModel.numbers(8), 4, 2);
  }

  @Test
  void theModelIsGood() {
    assertThat(KerasModel.graph(small().h5()).layers()).hasSize(1);
  }

  @Test
  void otherFilesAreOfOtherFormats() throws IOException {
    for (String text : new String[] {"", "P", "PK\3\4", "{", "{\"a\": 1}", "\u0089HDF", "model"}) {
      Path path = folder.resolve("other");
      Files.write(path, text.getBytes(StandardCharsets.ISO_8859_1));
      assertThat(KerasModel.opened(path)).as(text).isEmpty();
    }
  }

  @Test
  void everyLayerThatIsNotSupportedIsNamed() {
    model
        .sequential(
            "2, 2, 1",
            layer("LayerNormalization", "layer norm"),
            layer("Conv2D", "gelu", "'use_bias': false, 'activation': 'gelu'"),
            layer("Lambda", "code", "'function': ['4wEAAAA=', null, null]"),
            layer("Conv2D", "behind", "'use_bias': false, 'strides': [2, 2]"),
            layer("QConv2D", "po2", "'use_bias': false, 'kernel_quantizer': 'quantized_po2(4)'"),
            layer("Mine>Layer", "own"))
        .array("gelu", "gelu/kernel:0", KerasModel.numbers(2), 1, 1, 1, 2)
        .array("behind", "behind/kernel:0", KerasModel.numbers(8), 2, 2, 2, 1)
        .array("po2", "po2/kernel:0", KerasModel.numbers(1), 1, 1, 1, 1);
    ReadNetwork read = KerasModel.read(model.h5());
    assertThat(read.draft().unsupported())
        .extracting(each -> each.node() + ": " + each.operator())
        .containsExactly(
            "layer norm: LayerNormalization",
            "gelu: Conv2D",
            "code: Lambda",
            "po2: QConv2D",
            "own: Mine>Layer");
    assertThat(read.inspection().layers())
        .extracting(each -> each.name() + " " + each.window().kernel())
        .containsExactly("gelu 1×1", "behind 2×2");
    assertThat(refusal(folder.resolve("model.h5"))).contains("it carries code, which is not run");
  }

  @Test
  void channelsFirstIsRefused() {
    model
        .sequential(
            "1, 2, 2", layer("MaxPooling2D", "pool", "'data_format': 'channels_first'"), DENSE)
        .array("head", "head/kernel:0", KerasModel.numbers(8), 4, 2);
    assertThat(refusal(model.h5())).contains("with data_format = channels_last it is");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {'class_name': 'Mine>Model', 'config': {}} | the model is a "Mine>Model", whose code is not in the file; sequential and functional models are read
          {'class_name': 'Sequential', 'config': {'layers': []}} | has no layers
          {'class_name': 'Functional', 'config': {'layers': [{'class_name': 'ReLU', 'name': 'a', 'inbound_nodes': [[['b', 0, 0, {}]]]}, {'class_name': 'ReLU', 'name': 'b', 'inbound_nodes': [[['a', 0, 0, {}]]]}], 'input_layers': [['a', 0, 0]], 'output_layers': []}} | the layers a, b form a circle: each waits for another
          {'class_name': 'Functional', 'config': {'layers': [{'class_name': 'ReLU', 'name': 'a', 'inbound_nodes': [[['a', 0, 0, {}]]]}], 'input_layers': [['a', 0, 0]], 'output_layers': []}} | the layers a form a circle: each waits for another
          {'class_name': 'Functional', 'config': {'layers': [{'class_name': 'ReLU', 'name': 'a', 'inbound_nodes': [[['z', 0, 0, {}]]]}], 'input_layers': [], 'output_layers': []}} | the layer a takes z, and there is no such layer
          {'class_name': 'Functional', 'config': {'layers': [{'class_name': 'ReLU', 'name': 'a', 'inbound_nodes': [[['a']]]}], 'input_layers': [], 'output_layers': []}} | is damaged: ["a"] names no output of a layer
          {'class_name': 'Functional', 'config': {'layers': [], 'input_layers': [], 'output_layers': []}} | takes 0 inputs (); networks of one image are read
          {'class_name': 'Sequential', 'config': {'layers': [{'class_name': 'ReLU', 'config': {}}]}} | does not say of which shape its input ReLU_input is; build the model before it is saved
          {'class_name': 'Sequential', 'config': {'layers': [{'class_name': 'ReLU', 'config': {'batch_input_shape': [null, -4, 4, 1]}}]}} | axis 1 of the input ReLU_input has the size -4
          [1 | model_config is damaged: Unexpected end-of-input: expected close marker for Array (start marker at [Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); line: 1, column: 1])
          """)
  void architecturesThatAreNone(String json, String problem) {
    assertThat(refusal(model.json(json).array("x", "x", KerasModel.numbers(1), 1).h5()))
        .isEqualTo(problem);
  }

  @Test
  void deepTextsAreRefused() {
    assertThat(refusal(small().json("[".repeat(5_000)).h5())).contains("nesting depth");
  }

  @Test
  void missingWeightsAreNamed() {
    model
        .sequential("2, 2, 1", layer("Flatten", "flat"), layer("Dense", "head"))
        .array("head", "head/kernel:0", KerasModel.numbers(8), 4, 2);
    assertThat(refusal(model.h5())).isEqualTo("the layer head lacks its array bias; it has kernel");
    model.sequential("2, 2, 1", layer("Conv2D", "conv"));
    assertThat(refusal(model.h5())).isEqualTo("the layer conv lacks its array kernel; it has none");
  }

  @Test
  void weightsOfOtherShapesAreRefused() {
    model
        .sequential("2, 2, 1", layer("Flatten", "flat"), DENSE)
        .array("head", "head/kernel:0", KerasModel.numbers(8), 2, 4);
    assertThat(refusal(model.h5())).contains("its matrix takes 2 numbers, and 4 enter");
  }

  @Test
  void layersWithoutInputsAreRefused() {
    model.json(
        """
        {'class_name': 'Functional', 'config': {'layers': [
        {'class_name': 'InputLayer', 'name': 'in', 'config': {'batch_input_shape': [null, 2]}},
        {'class_name': 'Concatenate', 'name': 'none', 'config': {}, 'inbound_nodes': [[]]}],
        'input_layers': [['in', 0, 0]], 'output_layers': [['none', 0, 0]]}}""");
    assertThat(refusal(model.array("x", "x", KerasModel.numbers(1), 1).h5()))
        .contains("none: Concatenate", "nothing enters it");
  }

  @Test
  void numbersMustBeFinite() {
    model
        .sequential("2, 2, 1", layer("Flatten", "flat"), DENSE)
        .array("head", "head/kernel:0", new float[] {1, Float.NaN}, 4, 2);
    assertThat(refusal(model.h5()))
        .isEqualTo(
            "the array head/kernel:0 holds NaN: every number must be finite, as float32 too");
  }

  @Test
  void weightsAloneNeedAnArchitecture() throws IOException {
    assertThat(refusal(small().weights("alone.h5"))).contains("holds weights alone");
    assertThat(refusal(small().text("none.json")))
        .isEqualTo(
            "holds an architecture without weights, and none of none.h5, none.weights.h5,"
                + " none_weights.h5 lies beside it");
    Files.writeString(folder.resolve("none.h5"), "weights");
    assertThat(refusal(folder.resolve("none.json"))).isEqualTo("none.h5 beside it is no HDF5 file");
  }

  @Test
  void archivesDoNotUnpackToAnySize() throws IOException {
    small().archive(new byte[80_000_000]);
    assertThat(Files.size(folder.resolve("model.keras"))).isLessThan(200_000);
    assertThat(refusal(folder.resolve("model.keras")))
        .isEqualTo("model.weights.h5 has more than 67,108,864 bytes once unpacked");
    small().archive(new byte[100]);
    assertThat(refusal(folder.resolve("model.keras")))
        .isEqualTo("its arrays are damaged: they are no HDF5 file");
  }

  @Test
  void truncatedFilesAreRefused() throws IOException {
    byte[] whole = Files.readAllBytes(small().h5());
    for (int length = 8; length < whole.length; length += 61) {
      requireRefusedOrRead(Arrays.copyOf(whole, length), "cut to " + length);
    }
  }

  @Test
  void damagedFilesAreRefusedOrRead() throws IOException {
    byte[] whole = Files.readAllBytes(small().h5());
    Random random = new Random(1);
    for (int round = 0; round < 500; round++) {
      byte[] damaged = whole.clone();
      for (int i = 0; i <= round % 3; i++) {
        damaged[8 + random.nextInt(damaged.length - 8)] = (byte) random.nextInt(256);
      }
      requireRefusedOrRead(damaged, "round " + round);
    }
  }

  private void requireRefusedOrRead(byte[] bytes, String what) {
    try {
      Path path = Files.write(folder.resolve("damaged.h5"), bytes);
      KerasModel.opened(path).ifPresent(ReadNetwork::inspection);
    } catch (BadInputException e) {
      assertThat(e.getMessage()).as(what).isNotBlank();
    } catch (IOException e) {
      throw new UncheckedIOException(what, e);
    }
  }
}
