package org.orthant.api.file;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.orthant.api.BadInputException;

class NumpyFileTest {
  @TempDir Path folder;

  @Test
  void float32IsReadInEitherOrderOfBytes() throws IOException {
    for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
      ByteBuffer numbers = ByteBuffer.allocate(24).order(order);
      for (float number : new float[] {1, -2.5f, 0, 3e-30f, 7, -0f}) {
        numbers.putFloat(number);
      }
      String type = order == ByteOrder.LITTLE_ENDIAN ? "<f4" : ">f4";
      NumpyFile opened = NumpyFile.open(file(type, "False", "(2, 3)", numbers.array()));
      assertThat(opened.type()).hasToString(type);
      assertThat(opened.shape()).containsExactly(2L, 3L);
      assertThat(opened.read()).containsExactly(1, -2.5f, 0, 3e-30f, 7, -0f);
    }
  }

  @Test
  void theOtherTypesAreReadInBigEndianToo() throws IOException {
    byte[] half = {(byte) 0xbc, 0};
    byte[] twice = ByteBuffer.allocate(8).putDouble(0.1).array();
    assertThat(NumpyFile.open(file(">f2", "False", "(1,)", half)).read()).containsExactly(-1);
    assertThat(NumpyFile.open(file(">f8", "False", "(1,)", twice)).read()).containsExactly(0.1f);
  }

  @Test
  void int8IsRead() throws IOException {
    NumpyFile opened = NumpyFile.open(file("|i1", "False", "(2, 2)", new byte[] {1, -1, 0, -128}));
    assertThat(opened.type()).isEqualTo(NumpyFile.Type.INT8);
    assertThat(opened.read()).containsExactly(1, -1, 0, -128);
  }

  /** Longer than what is read in one go. */
  @Test
  void longArraysAreReadWhole() throws IOException {
    ByteBuffer numbers = ByteBuffer.allocate(4 * 20_001).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < 20_001; i++) {
      numbers.putFloat(i);
    }
    float[] read = NumpyFile.open(file("<f4", "False", "(20001,)", numbers.array())).read();
    assertThat(read).hasSize(20_001);
    for (int i = 0; i < read.length; i++) {
      assertThat(read[i]).isEqualTo(i);
    }
  }

  @Test
  void whatWasCutSinceItWasOpenedIsRefused() throws IOException {
    Path file = file("<f4", "False", "(3,)", new byte[12]);
    NumpyFile opened = NumpyFile.open(file);
    file("<f4", "False", "(2,)", new byte[8]);
    assertThatThrownBy(opened::read)
        .isInstanceOf(BadInputException.class)
        .hasMessage(file + " has fewer bytes than a moment ago");
  }

  @Test
  void float64IsRead() throws IOException {
    byte[] numbers =
        ByteBuffer.allocate(16)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putDouble(0.5)
            .putDouble(-1e3)
            .array();
    assertThat(NumpyFile.open(file("<f8", "False", "(2,)", numbers)).read())
        .containsExactly(0.5f, -1000f);
  }

  /** Bits and values as IEEE 754 gives them. */
  @ParameterizedTest
  @CsvSource({
    "0000, 0",
    "8000, -0.0",
    "3c00, 1",
    "bc00, -1",
    "3555, 0.333251953125",
    "7bff, 65504",
    "0400, 6.103515625e-05",
    "03ff, 6.0975551605224609375e-05",
    "0001, 5.9604644775390625e-08",
    "8001, -5.9604644775390625e-08",
    "c500, -5"
  })
  void float16IsRead(String bits, float value) throws IOException {
    int half = Integer.parseInt(bits, 16);
    byte[] numbers = {(byte) half, (byte) (half >> 8)};
    assertThat(NumpyFile.open(file("<f2", "False", "(1,)", numbers)).read()).containsExactly(value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "<f4; True; (1,); 4; Fortran's order",
        "|O; False; (1,); 4; 'numbers of the type |O, not <f2, <f4, <f8, >f2, >f4, >f8, |i1'",
        "<f4; False; (2,); 4; 132 bytes, where 136 belong to its shape",
        "<f4; False; (1,); 5; 133 bytes, where 132 belong to its shape",
        "<f4; False; (99999999999999999999,); 4; the impossible shape (99999999999999999999)",
        "<f4; False; (4294967296, 4294967296); 4; the impossible shape [4294967296, 4294967296]",
        "<f4; False; (4611686018427387904,); 0; the impossible shape [4611686018427387904]",
        "<f4; False; (0,); 0; the impossible shape [0]",
        "<f4; False; 3; 4; a header that is not understood",
        "<f4; False; (1); 4; a header whose shape is no tuple: one number is written (1,)",
        "<f4; False; [1]; 4; a header that is not understood",
        "<f4; 0; (1,); 4; a header that is not understood",
        "<f4; False; (-1,); 4; a header that is not understood",
        "<f4; False; (1 1,); 4; a header that is not understood",
        "<f4; False; (1,,); 4; a header that is not understood",
        "<f4; False; (1,), 'more': True; 4; 'a header with the keys [descr, fortran_order, shape, more]'",
        "<f4; False; (1,), 'shape': (1,); 4; a header with the key 'shape' twice"
      })
  void otherFilesAreRefused(String type, String fortran, String shape, int bytes, String reason)
      throws IOException {
    Path file = file(type, fortran, shape, new byte[bytes]);
    assertThatThrownBy(() -> NumpyFile.open(file))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith(file + " has " + reason);
  }

  /** Each is read by {@code numpy.load} as the float32 array [1, 2] of the shape [1, 2]. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 2), }",
        "{'shape': (1, 2), 'descr': '<f4', 'fortran_order': False}",
        "{'fortran_order': False, 'shape': (1, 2), 'descr': '<f4', }",
        "{\"descr\": \"<f4\", \"fortran_order\": False, \"shape\": (1, 2)}",
        "{'descr': \"<f4\", \"fortran_order\": False, 'shape': (1, 2,),}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (1L, 2L), }",
        "{'descr':'<f4','fortran_order':False,'shape':(1,2)}",
        "  { 'descr' : '<f4' ,\n\t'fortran_order' : False , 'shape' : ( 1 , 2 ) , }  \n",
        "{u'descr': u'<f4', b'fortran_order': False, 'shape': (1, 2)}"
      })
  void headersAreReadHoweverTheyAreWritten(String header) throws IOException {
    byte[] numbers = {0, 0, (byte) 0x80, 0x3f, 0, 0, 0, 0x40};
    for (int version = 1; version <= 3; version++) {
      NumpyFile opened = NumpyFile.open(file(version, header, numbers));
      assertThat(opened.shape()).containsExactly(1L, 2L);
      assertThat(opened.read()).containsExactly(1, 2);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{}",
        "[]",
        "{'descr': '<f4', 'fortran_order': 'False', 'shape': (1, 2)}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': '1'}",
        "{'descr': (4,), 'fortran_order': False, 'shape': (1, 2)}",
        "{'descr'",
        "{'descr': '<f4",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 2)} {}",
        "{'descr': '<f4' 'fortran_order': False, 'shape': (1, 2)}",
        "{'descr': '<\\x664', 'fortran_order': False, 'shape': (1, 2)}",
        "{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (1, 2)}",
        "__import__('os').system('true')"
      })
  void otherHeadersAreRefused(String header) throws IOException {
    Path file = file(1, header, new byte[8]);
    assertThatThrownBy(() -> NumpyFile.open(file))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith(file + " has a header ");
  }

  @Test
  void whatIsNoNumpyFileIsRefused() throws IOException {
    for (byte[] content : new byte[][] {{}, {'P', 'K', 3, 4}, new byte[300]}) {
      Path file = Files.write(folder.resolve("c.npy"), content);
      assertThatThrownBy(() -> NumpyFile.open(file))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("no NumPy file");
    }
    assertThatThrownBy(() -> NumpyFile.open(folder.resolve("nowhere.npy")))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("there is no file");
  }

  @Test
  void numbersThatAreNoneAreRefused() throws IOException {
    Path file = file("<f2", "False", "(2,)", new byte[] {0, 0x3c, 0, 0x7e});
    assertThatThrownBy(() -> NumpyFile.open(file).read())
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("NaN at its number 1");
    Path large = file(">f8", "False", "(1,)", ByteBuffer.allocate(8).putDouble(1e39).array());
    assertThatThrownBy(() -> NumpyFile.open(large).read())
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("Infinity at its number 0");
  }

  private Path file(int version, String header, byte[] numbers) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(0x93);
    bytes.writeBytes("NUMPY".getBytes(ISO_8859_1));
    bytes.write(version);
    bytes.write(0);
    bytes.write(header.length());
    bytes.writeBytes(new byte[version == 1 ? 1 : 3]);
    bytes.writeBytes(header.getBytes(ISO_8859_1));
    bytes.writeBytes(numbers);
    return Files.write(folder.resolve("d.npy"), bytes.toByteArray());
  }

  private Path file(String type, String fortran, String shape, byte[] numbers) throws IOException {
    String text =
        "{'descr': '%s', 'fortran_order': %s, 'shape': %s, }".formatted(type, fortran, shape);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(0x93);
    bytes.writeBytes("NUMPY\1\0".getBytes(ISO_8859_1));
    bytes.write(118);
    bytes.write(0);
    bytes.writeBytes(String.format("%-117s\n", text).getBytes(ISO_8859_1));
    bytes.writeBytes(numbers);
    return Files.write(folder.resolve("b.npy"), bytes.toByteArray());
  }
}
