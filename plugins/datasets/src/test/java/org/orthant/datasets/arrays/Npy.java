package org.orthant.datasets.arrays;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes files as NumPy does, right and wrong ones. */
final class Npy {
  private Npy() {}

  /**
   * A file.
   *
   * @param type NumPy's code
   * @param shape as Python writes a tuple
   * @param data what follows the header
   */
  static byte[] array(String type, String shape, byte... data) {
    return described("'" + type + "'", "False", shape, data);
  }

  static byte[] described(String descr, String fortran, String shape, byte... data) {
    String header =
        String.format(
            Locale.ROOT,
            "{'descr': %s, 'fortran_order': %s, 'shape': %s, }\n",
            descr,
            fortran,
            shape);
    return ByteBuffer.allocate(10 + header.length() + data.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0})
        .putShort((short) header.length())
        .put(header.getBytes(ISO_8859_1))
        .put(data)
        .array();
  }

  static byte[] floats(String shape, float... numbers) {
    byte[] data = new byte[numbers.length * Float.BYTES];
    little(data).asFloatBuffer().put(numbers);
    return array("<f4", shape, data);
  }

  static byte[] doubles(String shape, double... numbers) {
    byte[] data = new byte[numbers.length * Double.BYTES];
    little(data).asDoubleBuffer().put(numbers);
    return array("<f8", shape, data);
  }

  static byte[] labels(long... labels) {
    byte[] data = new byte[labels.length * Long.BYTES];
    little(data).asLongBuffer().put(labels);
    return array("<i8", "(" + labels.length + ",)", data);
  }

  private static ByteBuffer little(byte... bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  static Path write(Path folder, String name, byte... content) throws IOException {
    return Files.write(folder.resolve(name), content);
  }

  /** An archive as savez writes it, or as savez_compressed does. */
  static byte[] archive(boolean deflated, Map<String, byte[]> arrays) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(packed)) {
      for (Map.Entry<String, byte[]> array : arrays.entrySet()) {
        ZipEntry entry = new ZipEntry(array.getKey() + ".npy");
        if (!deflated) {
          store(entry, array.getValue());
        }
        zip.putNextEntry(entry);
        zip.write(array.getValue());
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }

  private static void store(ZipEntry entry, byte... content) {
    CRC32 sum = new CRC32();
    sum.update(content);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCrc(sum.getValue());
  }
}
