package org.orthant.house;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A NumPy file of float32 or int32 in c-order, read by the format's specification (version 1.0).
 */
record NumpyFile(List<Integer> shape, String type, ByteBuffer data) {
  private static final Pattern TYPE = Pattern.compile("'descr': '([^']*)'");
  private static final Pattern SHAPE = Pattern.compile("'shape': \\(([^)]*)\\)");

  static NumpyFile read(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    byte[] magic = new byte[6];
    bytes.get(magic);
    if (!new String(magic, 1, 5, US_ASCII).equals("NUMPY")) {
      throw new IOException(file + " is no NumPy file");
    }
    bytes.getShort();
    byte[] header = new byte[bytes.getShort()];
    bytes.get(header);
    String text = new String(header, US_ASCII);
    if (!text.contains("'fortran_order': False")) {
      throw new IOException(file + " is not in c-order");
    }
    return new NumpyFile(
        Stream.of(group(SHAPE, text).split(","))
            .map(String::strip)
            .filter(number -> !number.isEmpty())
            .map(Integer::valueOf)
            .toList(),
        group(TYPE, text),
        bytes.slice().order(ByteOrder.LITTLE_ENDIAN));
  }

  /** As a matrix whose rows run over the first dimension. */
  float[][] rows() {
    if (!type.equals("<f4")) {
      throw new IllegalStateException("float32 expected, found " + type);
    }
    int rows = shape.get(0);
    float[][] matrix = new float[rows][data.capacity() / 4 / rows];
    ByteBuffer values = data.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    for (float[] row : matrix) {
      for (int i = 0; i < row.length; i++) {
        row[i] = values.getFloat();
      }
    }
    return matrix;
  }

  /** As numbers in their order. */
  float[] vector() {
    if (!type.equals("<f4")) {
      throw new IllegalStateException("float32 expected, found " + type);
    }
    float[] vector = new float[data.capacity() / 4];
    data.duplicate().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(vector);
    return vector;
  }

  /** As integers in their order. */
  int[] integers() {
    if (!type.equals("<i4")) {
      throw new IllegalStateException("int32 expected, found " + type);
    }
    int[] integers = new int[data.capacity() / 4];
    data.duplicate().order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().get(integers);
    return integers;
  }

  private static String group(Pattern pattern, String text) throws IOException {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw new IOException("no " + pattern + " in " + text);
    }
    return matcher.group(1);
  }
}
