package org.orthant.formats.safetensors;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/** A safetensors file in the making. */
public final class TensorFile {
  private final ByteArrayOutputStream data = new ByteArrayOutputStream();
  private final StringBuilder header = new StringBuilder("{\"__metadata__\":{\"format\":\"pt\"}");

  /** A tensor of float32. */
  public TensorFile floats(String name, float[] numbers, long... shape) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(numbers);
    return bytes(name, "F32", bytes.array(), shape);
  }

  /** A tensor of any type. */
  public TensorFile bytes(String name, String type, byte[] bytes, long... shape) {
    header.append(
        String.format(
            Locale.ROOT,
            ",\"%s\":{\"dtype\":\"%s\",\"shape\":%s,\"data_offsets\":[%d,%d]}",
            name,
            type,
            Arrays.toString(shape),
            data.size(),
            data.size() + bytes.length));
    data.writeBytes(bytes);
    return this;
  }

  /** Writes the header and the tensors. */
  public void write(Path file) throws IOException {
    write(file, header + "}", data.toByteArray());
  }

  /** Writes a header as it is, and bytes behind it. */
  static void write(Path file, String header, byte... data) throws IOException {
    byte[] text = header.getBytes(UTF_8);
    ByteBuffer all =
        ByteBuffer.allocate(8 + text.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
    Files.write(file, all.putLong(text.length).put(text).put(data).array());
  }
}
