package org.orthant.formats.safetensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.orthant.api.BadInputException;

class SafetensorsFileTest {
  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("model.safetensors");
  }

  private static byte[] little(int bytes, Consumer<ByteBuffer> numbers) {
    ByteBuffer buffer = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    numbers.accept(buffer);
    return buffer.array();
  }

  private float[] read(String name) throws IOException {
    return SafetensorsFile.open(file).tensors().get(name).read();
  }

  @Test
  void everyTypeIsRead() throws IOException {
    new TensorFile()
        .floats("a.weight", new float[] {1, -2.5f, 3, 4, 5, 6}, 2, 3)
        .bytes(
            "half", "F16", little(4, to -> to.putShort((short) 0x3C00).putShort((short) 0xC100)), 2)
        .bytes(
            "brain",
            "BF16",
            little(4, to -> to.putShort((short) 0x3F80).putShort((short) 0xC020)),
            2)
        .bytes("double", "F64", little(8, to -> to.putDouble(0.1)), 1)
        .bytes("signs", "I8", new byte[] {-1, 1, 127}, 3)
        .bytes("one", "F32", little(4, to -> to.putFloat(7)))
        .write(file);
    SafetensorsFile opened = SafetensorsFile.open(file);
    assertThat(opened.metadata()).containsEntry("format", "pt");
    assertThat(opened.tensors().keySet())
        .containsExactly("a.weight", "half", "brain", "double", "signs", "one");
    assertThat(opened.tensors().get("a.weight").shape()).containsExactly(2L, 3L);
    assertThat(opened.tensors().get("signs").isInt8()).isTrue();
    assertThat(read("a.weight")).containsExactly(1, -2.5f, 3, 4, 5, 6);
    assertThat(read("half")).containsExactly(1, -2.5f);
    assertThat(read("brain")).containsExactly(1, -2.5f);
    assertThat(read("double")).containsExactly(0.1f);
    assertThat(read("signs")).containsExactly(-1, 1, 127);
    assertThat(read("one")).containsExactly(7);
  }

  @Test
  void aTensorLongerThanAChunkIsReadWhole() throws IOException {
    float[] numbers = new float[(1 << 22) + 3];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = i;
    }
    new TensorFile()
        .floats("small", new float[] {9}, 1)
        .floats("x", numbers, numbers.length)
        .write(file);
    assertThat(read("x")).isEqualTo(numbers);
  }

  /** 8 GB of which nothing but the header and a few numbers exist. */
  @Test
  void nothingIsReadButWhatIsAskedFor() throws IOException {
    String header =
        "{\"large\":{\"dtype\":\"F32\",\"shape\":[2000000000],\"data_offsets\":[0,8000000000]},"
            + "\"last\":{\"dtype\":\"BF16\",\"shape\":[2],\"data_offsets\":[8000000000,8000000004]}}";
    TensorFile.write(file, header);
    try (RandomAccessFile longer = new RandomAccessFile(file.toFile(), "rw")) {
      longer.setLength(8 + header.length() + 8_000_000_004L);
    }
    assertThat(read("last")).containsExactly(0, 0);
    assertThat(SafetensorsFile.open(file).tensors().get("large").bytes()).isEqualTo(8_000_000_000L);
  }

  @Test
  void tensorsMayLieApartAndInAnyOrder() throws IOException {
    TensorFile.write(
        file,
        "{\"b\":{\"dtype\":\"I8\",\"shape\":[1],\"data_offsets\":[3,4]},"
            + "\"a\":{\"dtype\":\"I8\",\"shape\":[1],\"data_offsets\":[0,1]}}   ",
        (byte) 1,
        (byte) 0,
        (byte) 0,
        (byte) 2);
    assertThat(read("a")).containsExactly(1);
    assertThat(read("b")).containsExactly(2);
  }

  @Test
  void numbersThatAreNoneAreRefused() throws IOException {
    new TensorFile()
        .floats("nan", new float[] {1, Float.NaN}, 2)
        .bytes("large", "F64", little(8, to -> to.putDouble(1e39)), 1)
        .bytes("whole", "I64", new byte[8], 1)
        .bytes("empty", "F32", new byte[0], 0, 3)
        .write(file);
    assertThatThrownBy(() -> read("nan"))
        .isInstanceOf(BadInputException.class)
        .hasMessage("nan has NaN at its number 1");
    assertThatThrownBy(() -> read("large")).hasMessage("large has Infinity at its number 0");
    assertThatThrownBy(() -> read("whole"))
        .hasMessage("whole has numbers of the type I64, not F64, F32, F16, BF16, I8");
    assertThatThrownBy(() -> read("empty")).hasMessage("empty has the shape [0, 3]: no number");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[] | it is no JSON object",
        "{ | Unexpected end-of-input",
        "{} x | Unrecognized token",
        "{} {} | something follows it",
        "{'x':1} | 'x' has no dtype, shape or data_offsets",
        "{'x':{'dtype':'F32','shape':[1],'data_offsets':[0]}} | 'x' has no dtype",
        "{'x':{'dtype':'F32','shape':[1],'data_offsets':[4,0]}} | 'x' lies at bytes 4 to 0 of 4",
        "{'x':{'dtype':'F32','shape':[1],'data_offsets':[0,5]}} | 'x' lies at bytes 0 to 5 of 4",
        "{'x':{'dtype':'F32','shape':[1],'data_offsets':[-4,0]}} | no whole number",
        "{'x':{'dtype':'F32','shape':[1],'data_offsets':[0,1e300]}} | no whole number",
        "{'x':{'dtype':'F32','shape':[1],'data_offsets':[0,99999999999999999999]}} | no whole number",
        "{'x':{'dtype':'F32','shape':[2],'data_offsets':[0,4]}} | its shape [2] needs others of F32",
        "{'x':{'dtype':'F32','shape':[4611686018427387905],'data_offsets':[0,4]}} | needs others",
        "{'x':{'dtype':'F32','shape':[1.5],'data_offsets':[0,4]}} | no whole number",
        "{'x':{'dtype':'I8','shape':[2],'data_offsets':[0,2]},'y':{'dtype':'I8','shape':[2],'data_offsets':[1,3]}} | 'x' and 'y' share bytes",
        "{'x':{'dtype':'F32','shape':[1],'data_offsets':[9223372036854775807,9223372036854775808]}} | no whole number",
        "{'x':{'dtype':'F32','shape':[4294967296,4294967296],'data_offsets':[0,4]}} | needs others",
        "{'x':{},'x':{}} | 'x' has no dtype",
        "{'__metadata__':{'a':'b','a':'c'}} | Duplicate field 'a'",
      })
  void headersOfOtherFormsAreRefused(String header, String problem) throws IOException {
    TensorFile.write(file, header.replace('\'', '"'), new byte[4]);
    assertThatThrownBy(() -> SafetensorsFile.open(file))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith(file.toString())
        .satisfies(
            refused -> assertThat(refused.getMessage().replace('"', '\'')).contains(problem));
  }

  @Test
  void keysThatStandTwiceAreRefused() throws IOException {
    String tensor = "\"x\":{\"dtype\":\"I8\",\"shape\":[1],\"data_offsets\":[0,1]}";
    TensorFile.write(file, "{" + tensor + "," + tensor + "}", (byte) 1);
    assertThatThrownBy(() -> SafetensorsFile.open(file))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("Duplicate field");
  }

  @Test
  void deepHeadersAreRefused() throws IOException {
    TensorFile.write(file, "{\"x\":" + "[".repeat(10_000));
    assertThatThrownBy(() -> SafetensorsFile.open(file)).isInstanceOf(BadInputException.class);
  }

  @Test
  void otherFilesAreRefused() throws IOException {
    Files.write(file, new byte[3]);
    assertThatThrownBy(() -> SafetensorsFile.open(file))
        .hasMessage(file + " is no safetensors file: it has 3 bytes");
    Files.write(file, new byte[] {-1, -1, -1, -1, -1, -1, -1, -1, '{'});
    assertThatThrownBy(() -> SafetensorsFile.open(file))
        .hasMessageEndingWith("a header of 18446744073709551615 bytes in 9");
    Files.write(file, new byte[] {2, 0, 0, 0, 0, 0, 0, 0, '{'});
    assertThatThrownBy(() -> SafetensorsFile.open(file))
        .hasMessageContaining("is cut off: a header of 2 bytes in 9");
  }
}
